"""How fast made-up registries are taken in as somebody types it, and what memory that takes."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from bench.make_registry import make
from bench.registry.companies import Plan
from bench.report import Line
from bench.running import Took, command

CSV_ROWS, CSV_RATE, CSV_MEMORY = 3_000_000, 100_000, 2_000  # rows, rows/s, MB
XLSX_ROWS, XLSX_SECONDS, XLSX_MEMORY = 200_000, 60, 1_500
DUPLICATES = 0.01


@dataclass(frozen=True)
class Order:
    """What to import: shape, rows; what it may take at most: seconds (0 = no goal), megabytes."""

    shape: str
    rows: int
    seconds: float
    memory: float


def measure(_repeats: int, folder: Path, scale: float = 1.0) -> list[Line]:
    """An open dump of 1,023 CSV files, and a workbook."""
    rows, seconds = int(CSV_ROWS * scale), CSV_ROWS * scale / CSV_RATE
    dump = Order("open-dump", rows, seconds, CSV_MEMORY)
    book = Order("list-xlsx", int(XLSX_ROWS * scale), XLSX_SECONDS * scale, XLSX_MEMORY)
    return [*taken_in(dump, folder / "csv"), *taken_in(book, folder / "xlsx")]


def taken_in(order: Order, folder: Path) -> list[Line]:
    """Make the files and take them in; `folder`/var has them then."""
    files = folder / "files"
    truth = make(Plan(order.rows, duplicates=DUPLICATES), order.shape, files)
    count, size = len(list(files.iterdir())), sum(f.stat().st_size for f in files.iterdir())
    built = command(folder / "var", "build")
    took = command(folder / "var", "import", str(files))
    if f"{truth.rows:,}" not in took.said:
        raise RuntimeError(f"{truth.rows:,} rows were made, but: {took.said[-300:]}")
    shutil.rmtree(files)
    what = f"import of {truth.rows:,} rows, {count:,} {order.shape} files, {size / 1e6:,.0f} MB"
    return _told(what, order, took, truth.rows, built)


def _told(what: str, order: Order, took: Took, rows: int, built: Took) -> list[Line]:
    rate = rows / took.seconds
    goal = f"≥ {order.rows / order.seconds:,.0f} rows/s" if order.seconds else ""
    is_met = took.seconds <= order.seconds if order.seconds else None
    return [
        Line(what, f"{took.seconds:,.1f} s, {rate:,.0f} rows/s", goal, is_met),
        Line(
            "… memory at most, all its processes together",
            f"{took.peak:,.0f} MB",
            f"< {order.memory:,.0f} MB",
            took.peak < order.memory,
        ),
        Line("… processor time", f"{took.processor:,.1f} s"),
        Line("… the same data built without it", f"{built.seconds:,.1f} s"),
    ]
