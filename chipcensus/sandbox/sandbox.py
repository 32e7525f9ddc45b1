"""Readers' own statements, each run in a worker's process (worker.py) and never in this one.

A reader has one statement running at a time and the readers take turns, so that nobody who asks
for much keeps others waiting. What runs for too long is interrupted, then its process is killed;
a process that ends is replaced by the next statement. Processes are started by the first statement,
end when nothing was asked for a while, and with this process.
"""

from __future__ import annotations

import atexit
import threading
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pyarrow as pa

from chipcensus.errors import ChipCensusError
from chipcensus.sandbox.line import Line
from chipcensus.sandbox.process import COMMAND, Gone, GoneBefore, Process, command_of, grace_of
from chipcensus.sandbox.rows import Limits, Remote, Rows
from chipcensus.sandbox.running import Running
from chipcensus.sandbox.told import place_of, refused, stopped
from chipcensus.settings import read_settings

IDLE_SECONDS = 120.0


@dataclass(frozen=True)
class Status:
    """What a sandbox is doing: statements that wait and run, processes, and those replaced."""

    waiting: int
    running: int
    processes: int
    replaced: int


class Sandbox:
    """Runs statements; safe to share between threads."""

    def __init__(
        self,
        workers: int = 2,
        *,
        queue: int = 20,
        idle_seconds: float = IDLE_SECONDS,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        """Start nothing yet.

        Args:
            workers: statements that run at the same time.
            queue: statements that may wait.
            idle_seconds: after which a process that was asked for nothing ends.
            command: starts a worker.
        """
        self._line = Line(queue)
        self._slots = [_Slot(self._line, idle_seconds, command) for _ in range(workers)]
        self._lock = threading.Lock()
        self._is_closed = False
        atexit.register(self.close)

    def submit(
        self,
        statement: str,
        *,
        database: Path,
        reader: str,
        limits: Limits | None = None,
        remote: Remote | None = None,
    ) -> Running:
        """Let a statement wait for its turn.

        Args:
            statement: one SELECT.
            database: the generation's file; a visit's own only for that visit.
            reader: whose it is: readers take turns.
            limits: what it may take.
            remote: an engine that answers in the place of the worker.

        Raises:
            QueueFull, StatementStopped: no further one is taken.
        """
        limits = limits or Limits()
        place, give_up = self._line.place, self._give_up
        one = Running(statement, database, reader, limits, place, give_up, remote)
        with self._lock:
            if self._is_closed:
                raise stopped("ended", limits)
            self._line.put(one)
            for slot in self._slots:
                slot.start()
        return one

    def status(self) -> Status:
        """What is waiting and running just now."""
        there = [slot for slot in self._slots if slot.process is not None]
        running = sum(slot.one is not None for slot in self._slots)
        replaced = sum(slot.replaced for slot in self._slots)
        return Status(len(self._line), running, len(there), replaced)

    def pids(self) -> list[int]:
        """The processes."""
        found = [slot.process for slot in self._slots]
        return [process.pid for process in found if process is not None]

    def close(self) -> None:
        """Stop what runs and waits, and end the processes; nothing is taken any more."""
        atexit.unregister(self.close)
        with self._lock:
            self._is_closed = True
        for one in self._line.close():
            one.finish(stopped("ended", one.limits))
        for slot in self._slots:
            slot.close()

    def _give_up(self, one: Running) -> None:
        if self._line.remove(one):
            one.finish(stopped("cancelled", one.limits))
            return
        for slot in self._slots:
            slot.give_up(one)


class _Slot:
    """A thread that hands statements to a process, one after the other."""

    def __init__(self, line: Line, idle_seconds: float, command: tuple[str, ...]) -> None:
        self.process: Process | None = None
        self.one: Running | None = None
        self.replaced = 0
        self._line, self._idle, self._command = line, idle_seconds, command
        self._thread: threading.Thread | None = None
        self._lock = threading.Lock()
        self._is_closed = False

    def start(self) -> None:
        """Start the thread, if it does not run."""
        with self._lock:
            if self._thread is None and not self._is_closed:
                self._thread = threading.Thread(target=self._work, name="sandbox", daemon=True)
                self._thread.start()

    def give_up(self, one: Running) -> None:
        """Interrupt a statement, if it runs here; kill the process if that does not help."""
        with self._lock:
            if self.one is not one or self.process is None:
                return
            self.process.cancel()
        killer = threading.Timer(grace_of(one.remote), self._kill, (one,))
        killer.daemon = True
        killer.start()

    def close(self) -> None:
        """End the process, whatever it does."""
        with self._lock:
            self._is_closed = True
            if self.process is not None:
                self.process.end()

    def _kill(self, one: Running) -> None:
        with self._lock:
            if self.one is one and self.process is not None:
                self.process.end()

    def _work(self) -> None:
        while not self._is_closed:
            one = self._line.take(self._idle)
            if one is None:
                self._let_go()
                continue
            with self._lock:
                self.one = one
            outcome = self._outcome(one)
            with self._lock:
                self.one = None
            self._line.done(one)
            one.finish(outcome)

    def _outcome(self, one: Running) -> Rows | ChipCensusError:
        try:
            return _understood(one, *self._run(one))
        except TimeoutError:
            self._let_go(is_lost=True)
            return stopped("cancelled" if one.is_cancelled else "time", one.limits)
        except (Gone, OSError, ValueError, pa.ArrowException):
            self._let_go(is_lost=True)
            return stopped("cancelled" if one.is_cancelled else "ended", one.limits)

    def _run(self, one: Running) -> tuple[dict[str, Any], bytes]:
        """What the process answers; one that ended while it was idle is replaced."""
        for is_last in (False, True):
            process = self._ready()
            if one.is_cancelled:
                break
            try:
                return process.run(one)
            except GoneBefore:
                if is_last:
                    raise
                self._let_go(is_lost=True)
        return {"stopped": "cancelled"}, b""

    def _ready(self) -> Process:
        """The process; one that has ended meanwhile is replaced."""
        if self.process is not None and not self.process.is_there():
            self._let_go(is_lost=True)
        if self.process is None:
            made = Process(self._command)
            with self._lock:
                self.process = made
                if self._is_closed:
                    made.end()
        return self.process

    def _let_go(self, *, is_lost: bool = False) -> None:
        with self._lock:
            self.replaced += is_lost
            if self.process is not None:
                self.process.end()
                self.process = None


def _understood(one: Running, told: dict[str, Any], payload: bytes) -> Rows | ChipCensusError:
    if "refused" in told:
        line = told.get("line")
        place = (line[0], line[1]) if line else place_of(one.statement, told.get("at"))
        return refused(told["refused"], told["told"], place)
    if "stopped" in told:
        return stopped(told["stopped"], one.limits)
    table = pa.ipc.open_stream(payload).read_all()
    return Rows(table, told["seconds"], told["cut"])


@cache
def shared_sandbox() -> Sandbox:
    """The one of this process."""
    settings = read_settings()
    command = command_of(settings)
    return Sandbox(settings.sql_workers, queue=settings.sql_queue, command=command)
