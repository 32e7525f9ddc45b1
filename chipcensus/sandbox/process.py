"""A worker's process (worker.py): how it is started, spoken to and ended."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

from chipcensus.sandbox.rows import Remote
from chipcensus.sandbox.running import Running
from chipcensus.settings import DUCKDB, ROOT, Settings

PYTHON = (sys.executable, "-P", "-s", "-m")
COMMAND = (*PYTHON, "chipcensus.sandbox.worker")
# The same worker, which also has an engine answer.
REMOTE_COMMAND = (*PYTHON, "chipcensus.engine.worker")
# On a busy machine: the process and its libraries, and a generation being opened.
START_SECONDS = 30.0
# After its time is over: an interrupt is heard between two steps of the work, else it is killed.
GRACE_SECONDS = 1.0
# An engine hears it over the network, and has others to tell.
REMOTE_GRACE_SECONDS = 5.0
# Of what the server was started with nothing is handed on but the language.
HANDED_ON = ("LANG", "LC_ALL", "SYSTEMROOT")

Told = dict[str, Any]


class Gone(Exception):
    """The process ended."""


class GoneBefore(Gone):
    """It ended before it had begun with the statement."""


def command_of(settings: Settings) -> tuple[str, ...]:
    """The worker that the settings need."""
    return COMMAND if settings.engine == DUCKDB else REMOTE_COMMAND


def grace_of(remote: Remote | None) -> float:
    """Seconds until what was told to stop is killed."""
    return REMOTE_GRACE_SECONDS if remote else GRACE_SECONDS


class Process:
    """A worker. Only `cancel` and `end` may be called while another thread is in `run`."""

    def __init__(self, command: tuple[str, ...] = COMMAND) -> None:
        """Start it. Raises Gone, TimeoutError."""
        handed = {name: os.environ[name] for name in HANDED_ON if name in os.environ}
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(ROOT.anchor),
            env={**handed, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
            start_new_session=True,  # Ctrl-C in the terminal is for the server
        )
        self._left = bytearray()
        self._number = 0
        self.pid = self._process.pid
        try:
            self._reply(time.monotonic() + START_SECONDS)
        except BaseException:
            self.end()
            raise

    def run(self, one: Running) -> tuple[Told, bytes]:
        """What it answers, and the bytes after that; the statement begins once the data is open.

        Raises:
            GoneBefore, Gone, TimeoutError.
        """
        self._number += 1
        asked = {"number": self._number, **_asked(one)}
        try:
            self._say(asked)
            told = self._reply(time.monotonic() + START_SECONDS)
        except Gone:
            raise GoneBefore from None
        if "begun" in told:
            one.begin()
            told = self._reply(time.monotonic() + one.limits.seconds + grace_of(one.remote))
        size = told.get("size", 0)
        end = time.monotonic() + START_SECONDS
        while len(self._left) < size:
            self._read(end)
        return told, self._taken(size)

    def cancel(self) -> None:
        """Ask it to give up what it runs."""
        with suppress(Gone):
            self._say({"cancel": self._number})

    def is_there(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def end(self) -> None:
        """End it at once; it holds nothing that could be lost."""
        with suppress(OSError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe:
                    pipe.close()

    def _say(self, told: Told) -> None:
        assert self._process.stdin  # noqa: S101 - a pipe
        try:
            self._process.stdin.write(json.dumps(told).encode() + b"\n")
            self._process.stdin.flush()
        except (OSError, ValueError):
            raise Gone from None

    def _reply(self, end: float) -> Told:
        while b"\n" not in self._left:
            self._read(end)
        told: Told = json.loads(self._taken(self._left.index(b"\n") + 1))
        return told

    def _taken(self, size: int) -> bytes:
        """The first bytes that came."""
        taken = bytes(memoryview(self._left)[:size])
        del self._left[:size]
        return taken

    def _read(self, end: float) -> None:
        assert self._process.stdout  # noqa: S101 - a pipe
        pipe = self._process.stdout.fileno()
        ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError
        some = os.read(pipe, 1 << 20)
        if not some:
            raise Gone
        self._left += some


def _asked(one: Running) -> Told:
    """A statement as a worker is told it."""
    remote = {name: str(value) for name, value in vars(one.remote).items()} if one.remote else None
    data = {"database": str(one.database), "remote": remote}
    return {"sql": one.statement, **data, **vars(one.limits)}
