"""A command of the project under measurement: how long it takes, and what memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from threading import Event, Thread

import psutil

from chipcensus.settings import ROOT

EVERY = 0.05  # seconds between two looks at the memory


@dataclass(frozen=True)
class Took:
    """Seconds; megabytes of the process and all it started at their height; what was printed."""

    seconds: float
    processor: float
    peak: float
    said: str


def command(var: Path, *words: str) -> Took:
    """Run `chipcensus <words>`, the start of Python included.

    Raises:
        RuntimeError: it failed; with the last it said.
    """
    line = [sys.executable, "-m", "chipcensus.cli", *words]
    environment = {**os.environ, "CHIPCENSUS_VAR": str(var)}
    with TemporaryFile() as said:
        before, start = os.times(), time.perf_counter()
        process = subprocess.Popen(
            line, cwd=ROOT, env=environment, stdout=said, stderr=subprocess.STDOUT
        )
        peak, done = [0.0], Event()
        watch = Thread(target=_watch, args=(process.pid, peak, done))
        watch.start()
        status = process.wait()
        seconds, after = time.perf_counter() - start, os.times()
        done.set()
        watch.join()
        said.seek(0)
        printed = said.read().decode(errors="replace")
    if status:
        raise RuntimeError(f"chipcensus {words[0]} ended with {status}: {printed[-1000:]}")
    processor = sum(after[2:4]) - sum(before[2:4])
    return Took(seconds, processor, peak[0], printed)


def _watch(pid: int, peak: list[float], done: Event) -> None:
    """What processes share counts once each: the true figure is a little lower."""
    while not done.wait(EVERY):
        peak[0] = max(peak[0], _memory(pid) / 1e6)


def _memory(pid: int) -> int:
    total = 0
    try:
        family = [psutil.Process(pid), *psutil.Process(pid).children(recursive=True)]
    except psutil.NoSuchProcess:
        return 0
    for process in family:
        try:
            total += process.memory_info().rss
        except psutil.NoSuchProcess:
            continue
    return total
