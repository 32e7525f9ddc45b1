"""Sail in local-cluster mode: its workers are threads that talk over the network all the same."""

from __future__ import annotations

import sys
from contextlib import closing

from bench.engines.server import EngineServer
from bench.servers import HOST

RUNNING = "SELECT session_id FROM system.execution.jobs WHERE status = 'RUNNING'"
# A union of many branches is as many tasks, and one that finds no slots for them is refused.
SLOTS = {"SAIL_CLUSTER__WORKER_TASK_SLOTS": "64"}


class Sail(EngineServer):
    """`sail spark server` with a fixed number of workers."""

    mode = "local-cluster"

    def start(self) -> None:
        """Start it; its workers come with the first query of each session."""
        count = {f"SAIL_CLUSTER__WORKER_{n}_COUNT": str(self.workers) for n in ("INITIAL", "MAX")}
        options = ["--ip", HOST, "--port", str(self.port)]
        command = [sys.executable, "-m", "pysail", "spark", "server", *options]
        self.begin("server", command, {"SAIL_MODE": self.mode, **count, **SLOTS})
        self.wait("server", self.listens)

    def running(self) -> int:
        """Queries of all sessions that it is at work on just now, this one aside."""
        from pyspark.sql.connect.session import SparkSession

        session = SparkSession.builder.remote(self.url).create()
        with closing(session.client):
            found = session.sql(RUNNING).toArrow().column(0).to_pylist()
            session.client.release_session()
        return sum(one != session.session_id for one in found)
