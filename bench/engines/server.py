"""What all engines have in common: processes, started, killed and ended by their ids."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Self

import psutil

from bench.servers import HOST, free_port

PATIENCE = 180.0  # seconds until an engine answers: a Java virtual machine takes its time
LOOK_SECONDS = 0.2

Process = subprocess.Popen[bytes]


class EngineServer(ABC):
    """A Spark Connect server with its workers.

    Attributes:
        url: what the setting `engine` is to be: sc://127.0.0.1:<port>.
        folder: where it writes and logs to.
        workers: how many it is started with.
    """

    def __init__(self, folder: Path, workers: int, settings: Mapping[str, str]) -> None:
        """Start nothing yet; `settings` are of the processes' environment."""
        self.folder, self.workers, self.settings = folder, workers, dict(settings)
        self.port = free_port()
        self.url = f"sc://{HOST}:{self.port}"
        self._processes: dict[str, Process] = {}

    def __enter__(self) -> Self:
        """Start it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self.start()
        except BaseException:
            self.end()
            raise
        return self

    def __exit__(self, *error: object) -> None:
        """End it."""
        self.end()

    @abstractmethod
    def start(self) -> None:
        """Start what does not run, on the same port as before, and wait until it serves."""

    @abstractmethod
    def running(self) -> int:
        """How many queries the engine is at work on just now."""

    def worker_pids(self) -> list[int]:
        """The workers that are processes and live; none where they are threads."""
        return [p.pid for n, p in self._processes.items() if n.startswith("worker") and _lives(p)]

    def kill_worker(self, pid: int) -> None:
        """End a worker and what it started, as a machine does that loses its power."""
        self._kill(next(name for name, p in self._processes.items() if p.pid == pid))

    def kill(self) -> None:
        """End the process that clients are connected with; `start` brings another."""
        self._kill("server")

    def end(self) -> None:
        """End all of it."""
        for name in list(self._processes):
            self._kill(name)

    def said(self) -> str:
        """The end of every log."""
        logs = sorted(self.folder.glob("*.log"))
        return "\n".join(
            f"{log.name}:\n{log.read_text('utf-8', 'replace')[-3000:]}" for log in logs
        )

    def begin(self, name: str, command: Sequence[str], more: Mapping[str, str]) -> Process:
        """Start one of its processes, unless it runs."""
        if not _lives(self._processes.get(name)):
            variables = {**os.environ, **more, **self.settings}
            with (self.folder / f"{name}.log").open("ab") as log:
                self._processes[name] = subprocess.Popen(
                    command, cwd=self.folder, env=variables, stdout=log, stderr=log
                )
        return self._processes[name]

    def wait(self, name: str, is_so: Callable[[], bool]) -> None:
        """Wait for what a process of its own does. Raises RuntimeError where it ends before."""
        end = time.monotonic() + PATIENCE
        while not is_so():
            if time.monotonic() > end or not _lives(self._processes.get(name)):
                raise RuntimeError(f"{self.url} does not come up:\n{self.said()}")
            time.sleep(LOOK_SECONDS)

    def listens(self) -> bool:
        """Whether somebody takes connections at the engine's port."""
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex((HOST, self.port)) == 0

    def _kill(self, name: str) -> None:
        process = self._processes.pop(name, None)
        if process is None:
            return
        family: list[psutil.Process] = []
        with suppress(psutil.NoSuchProcess):
            family = psutil.Process(process.pid).children(recursive=True)
        process.kill()
        for one in family:
            with suppress(psutil.NoSuchProcess):
                one.kill()
        process.wait()


def _lives(process: Process | None) -> bool:
    return process is not None and process.poll() is None
