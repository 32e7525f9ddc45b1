"""A standalone cluster of Apache Spark as `setup/spark` has fetched it, every part a process.

A master, workers with an executor each, and the Connect server, whose classes are in the package.
"""

from __future__ import annotations

import json
from typing import Any
from urllib.request import urlopen

from bench.engines.server import EngineServer
from bench.servers import HOST, free_port
from chipcensus.settings import ROOT

FETCHED = ROOT / "build" / "spark"
CONNECT = "org.apache.spark.sql.connect.service.SparkConnectServer"
# Small heaps: all of it has to fit on a developer's machine.
DAEMON_MEMORY, MEMORY = "256m", "1g"


class Spark(EngineServer):
    """A cluster whose Connect server is its one application."""

    def start(self) -> None:
        """Start master, workers and Connect server, each that does not run."""
        if not hasattr(self, "master"):
            self.master, self.web, self.told = free_port(), free_port(), free_port()
        self._start_cluster()
        self.begin("server", self._connect_server(), self._variables(MEMORY))
        self.wait("server", self.listens)
        self.wait("server", lambda: len(self.executors()) >= self.workers)

    def running(self) -> int:
        """Jobs that its executors are at work on just now."""
        return len(self._application("jobs?status=running"))

    def executors(self) -> list[Any]:
        """The executors that the Connect server has, the driver aside."""
        found = self._application("executors")
        return [one for one in found if one["id"] != "driver" and one["isActive"]]

    def _start_cluster(self) -> None:
        ports = ["--port", str(self.master), "--webui-port", str(self.web)]
        self._daemon("master", "master.Master", *ports)
        self.wait("master", lambda: "aliveworkers" in _json(f"http://{HOST}:{self.web}/json/"))
        for number in range(1, self.workers + 1):
            size = ["--cores", "1", "--memory", MEMORY, "--work-dir", str(self.folder)]
            self._daemon(
                f"worker{number}", "worker.Worker", "--webui-port", "0", *size, self._address()
            )
        self.wait(
            "master",
            lambda: _json(f"http://{HOST}:{self.web}/json/").get("aliveworkers") == self.workers,
        )

    def _daemon(self, name: str, kind: str, *options: str) -> None:
        program = str(FETCHED / "pyspark" / "bin" / "spark-class")
        command = [program, f"org.apache.spark.deploy.{kind}", "--host", HOST, *options]
        self.begin(name, command, self._variables(DAEMON_MEMORY))

    def _connect_server(self) -> list[str]:
        settings = {
            "spark.connect.grpc.binding.address": HOST,
            "spark.connect.grpc.binding.port": self.port,
            "spark.driver.host": HOST,
            "spark.driver.bindAddress": HOST,
            "spark.executor.memory": MEMORY,
            "spark.local.dir": self.folder / "local",
            "spark.sql.warehouse.dir": self.folder / "warehouse",
            # What a query is split into: for two cores, not for the two hundred of the default.
            "spark.sql.shuffle.partitions": 2 * self.workers,
            # For many small questions: planning anew at each stage, and compiling, is never repaid.
            "spark.sql.adaptive.enabled": "false",
            "spark.sql.codegen.wholeStage": "false",
            "spark.sql.codegen.factoryMode": "NO_CODEGEN",
            "spark.ui.port": self.told,
        }
        options = [word for n, v in settings.items() for word in ("--conf", f"{n}={v}")]
        program = str(FETCHED / "pyspark" / "bin" / "spark-submit")
        return [
            program,
            "--class",
            CONNECT,
            "--master",
            self._address(),
            *options,
            "spark-internal",
        ]

    def _variables(self, memory: str) -> dict[str, str]:
        return {
            "JAVA_HOME": (FETCHED / "java_home").read_text("utf-8").strip(),
            "SPARK_HOME": str(FETCHED / "pyspark"),
            "SPARK_LOCAL_IP": HOST,
            "SPARK_DAEMON_MEMORY": memory,
            # It would listen on a port that is always the same.
            "SPARK_MASTER_OPTS": "-Dspark.master.rest.enabled=false",
            # Else its launcher would look for a server to connect with.
            "SPARK_CONNECT_MODE": "0",
        }

    def _address(self) -> str:
        return f"spark://{HOST}:{self.master}"

    def _application(self, path: str) -> list[Any]:
        """What the Connect server tells of itself; nothing while it does not answer."""
        address = f"http://{HOST}:{self.told}/api/v1/applications"
        found = _json(address)
        return _json(f"{address}/{found[0]['id']}/{path}") if found else []


def _json(address: str) -> Any:
    """What stands at an address; an empty dictionary where nobody answers."""
    try:
        with urlopen(address, timeout=5) as answer:  # noqa: S310 - an address made above
            return json.load(answer)
    except OSError:
        return {}
