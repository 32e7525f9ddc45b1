"""Servers that tests are rough with: what they are asked, and how long they were away."""

from __future__ import annotations

import http.client
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from math import isclose
from pathlib import Path

from bench.servers import free_port
from chipcensus.settings import ROOT

PATIENCE = 180.0  # seconds; a build takes 5, on a busy machine far more
SERVE = (sys.executable, "-m", "chipcensus.cli", "serve", "--supervise")
# Asked over and over: figures of several subjects, with what stands in the data of each test.
FIGURES = (
    "registrations/by_year",
    "deregistrations/by_year",
    "financials/by_period",
    "financials/comparables",
    "funding/rounds",
    "market/forecasts",
    "claims/verdicts",
)
ASKED = tuple(f"/api/v1/ask/{name}.json?lang=en" for name in FIGURES)
# The one answer that `correct` of tests/conftest.py changes.
CORRECTED = "/api/v1/ask/registrations/by_year.json?lang=en&scope=ai_chip"


class Server:
    """`chipcensus serve --supervise`: it is started again whenever it dies.

    Attributes:
        clock: the file that says how far its clock is off, where it was started with one.
        temporary: its folder of temporary files, where it has one of its own.
    """

    clock: Path
    temporary: Path

    def __init__(self, var: Path, log: Path, **more: str) -> None:
        """Start nothing yet; `more` are settings by their names in the environment."""
        self.port, self.var, self.log = free_port(), var, log
        self.url = f"http://127.0.0.1:{self.port}"
        own = {"VAR": str(var), "PORT": str(self.port), "API_RATE": "0", **more}
        self.environ = {**os.environ, **{f"CHIPCENSUS_{k}": v for k, v in own.items()}}

    def __enter__(self) -> Server:
        with self.log.open("ab") as out:
            self.supervisor = subprocess.Popen(
                SERVE, cwd=ROOT, env=self.environ, stdout=out, stderr=out
            )
        self.wait()
        return self

    def __exit__(self, *error: object) -> None:
        self.supervisor.terminate()
        self.supervisor.wait(PATIENCE)

    @property
    def pid(self) -> int:
        """The process that answers."""
        found = [p for p in children(self.supervisor.pid, deep=False) if is_there(p)]
        (pid,) = found or [0]
        return pid

    def kill(self) -> int:
        """End it as a machine does that has no memory left; the process that is gone."""
        pid = self.pid
        os.kill(pid, signal.SIGKILL)
        wait_until(lambda: not is_there(pid))
        return pid

    def wait(self, path: str = ASKED[0]) -> float:
        """Wait until an address is answered; seconds that took."""
        began = time.monotonic()
        while time.monotonic() < began + PATIENCE:
            assert self.supervisor.poll() is None, self.said()[-3000:]
            if self.status(path) == 200:
                return time.monotonic() - began
            time.sleep(0.02)
        raise AssertionError(self.said()[-3000:])

    def ask(self, path: str, method: str = "GET", body: bytes | None = None) -> tuple[int, bytes]:
        """Status and body. Raises OSError where nobody answers."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            response = connection.getresponse()
            return response.status, response.read()
        except http.client.HTTPException as error:  # cut off in the middle
            raise ConnectionResetError(repr(error)) from None
        finally:
            connection.close()

    def status(self, path: str) -> int:
        """Status, or 0 where nobody answers."""
        try:
            return self.ask(path)[0]
        except OSError:
            return 0

    def said(self) -> str:
        return self.log.read_text("utf-8")

    def tracebacks(self) -> list[str]:
        """What went wrong in the server, but for files that cannot be closed on a full disk."""
        said = self.said().split("Traceback (most recent call last)")
        return [
            after[:2000]
            for before, after in pairwise(said)
            if not before.rstrip().splitlines()[-1].startswith("Exception ignored in")
        ]

    def memory(self) -> float:
        """Megabytes the server takes."""
        lines = Path(f"/proc/{self.pid}/status").read_text().splitlines()
        (line,) = [line for line in lines if line.startswith("VmRSS:")]
        return int(line.split()[1]) / 1024


@dataclass
class Readers:
    """Threads that ask servers at random; what was wrong, and how long each answer took.

    Attributes:
        right: what an address may answer: `right(path, body)` says what is wrong, or "".
        may_be_away: whether a server may be gone for a while.
    """

    servers: list[Server]
    right: Callable[[str, bytes], str]
    seed: int
    paths: tuple[str, ...] = ASKED
    may_be_away: bool = False
    refused: tuple[int, ...] = ()
    wrong: list[str] = field(default_factory=list)
    times: list[tuple[float, float]] = field(default_factory=list)
    answers: int = 0

    @contextmanager
    def asking(self, count: int = 4) -> Iterator[Readers]:
        """Let `count` readers ask until the block ends."""
        over = threading.Event()
        threads = [
            threading.Thread(target=self._read, args=(random.Random(f"{self.seed}-{n}"), over))
            for n in range(count)
        ]
        with ExitStack() as stack:
            for thread in threads:
                thread.start()
                stack.callback(thread.join)
            stack.callback(over.set)
            yield self

    def _read(self, chance: random.Random, over: threading.Event) -> None:
        while not over.is_set():
            server, path = chance.choice(self.servers), chance.choice(self.paths)
            began = time.monotonic()
            try:
                status, body = server.ask(path)
            except OSError as error:
                if not self.may_be_away:
                    self.wrong.append(f"{path}: {error!r}")
                time.sleep(0.05)
                continue
            self.times.append((began, time.monotonic() - began))
            if status == 200:
                self.answers += 1
                said = self.right(path, body)
            else:
                said = "" if status in self.refused else f"status {status}: {body[:200]!r}"
            if said:
                self.wrong.append(f"{path}: {said}")
            time.sleep(chance.uniform(0, 0.02))


def always_the_same(server: Server, paths: tuple[str, ...] = ASKED) -> Callable[[str, bytes], str]:
    """What is right where the data never changes: the answers as they were at first."""
    first = {path: rows(server.ask(path)[1])[1] for path in paths}

    def right(path: str, body: bytes) -> str:
        return differs(rows(body)[1], first[path])

    return right


def rows(body: bytes) -> tuple[str, list[dict[str, object]]]:
    """The generation an answer names, and its rows."""
    told = json.loads(body)
    return told["generation"], told["rows"]


def differs(found: list[dict[str, object]], wanted: list[dict[str, object]]) -> str:
    """The first value that is not as it should be.

    The last digits of a sum depend on the order of the addition, as citing/citations.py knows.
    """
    if len(found) != len(wanted):
        return f"{len(found)} rows instead of {len(wanted)}"
    for number, (one, other) in enumerate(zip(found, wanted, strict=True)):
        for name, value in other.items():
            is_number = isinstance(value, float) and isinstance(one[name], float)
            if one[name] != value and not (is_number and isclose(one[name], value)):
                return f"row {number}, {name}: {one[name]} instead of {value}"
    return ""


def children(pid: int, *, deep: bool = True) -> set[int]:
    """The processes a process started, and those these started."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, task.read_text().split()):
            found |= {child} | (children(child) if deep else set())
    return found


def is_there(pid: int) -> bool:
    """Whether a process runs; one that only waits to be counted does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


def wait_until(is_so: Callable[[], bool], seconds: float = PATIENCE) -> float:
    """Wait; seconds that took."""
    began = time.monotonic()
    while not is_so():
        assert time.monotonic() < began + seconds
        time.sleep(0.02)
    return time.monotonic() - began
