"""The same with a hundred million companies: an hour, and 30 GB of disk. Only when asked for."""

from __future__ import annotations

from pathlib import Path

from bench.registry_page import SMALL, compared
from bench.report import Line

ROWS = 100_000_000


def measure(repeats: int, folder: Path, scale: float = 1.0) -> list[Line]:
    """A hundred times as many rows as the other list has."""
    return compared([int(SMALL * scale), int(ROWS * scale)], repeats, folder)
