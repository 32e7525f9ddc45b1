"""How long the whole data takes to be checked and published, as somebody types it."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from bench.report import Line, below
from chipcensus.settings import ROOT

GOAL = 5  # seconds
REPEATS = 3


def measure(repeats: int, folder: Path) -> list[Line]:
    """`chipcensus build --force`, the start of Python included."""
    count = min(REPEATS, repeats)
    times = [_build(folder) for _ in range(count)]
    return [below(f"full build of data/, median of {count}", times, GOAL, "s", 2)]


def _build(folder: Path) -> float:
    command = [sys.executable, "-m", "chipcensus.cli", "build", "--force"]
    environment = {**os.environ, "CHIPCENSUS_VAR": str(folder)}
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
    return time.perf_counter() - start
