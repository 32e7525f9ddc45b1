"""Whether a filter change costs the same however many companies a list holds."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path
from statistics import median

from bench.importing import Order, taken_in
from bench.report import Line, spread
from bench.servers import Server, census_server
from bench.session import Run, Session

SMALL, LARGE = 1_000_000, 10_000_000
MEMORY = 8_000  # MB
GOAL = 1.5
PAGES = ("registrations", "deregistrations")
YEARS = range(2000, 2026)
WARM = 5
PAUSE = 0.05


def measure(repeats: int, folder: Path, scale: float = 1.0) -> list[Line]:
    """Lists as Parquet, one of them ten times as long as the other."""
    return compared([int(SMALL * scale), int(LARGE * scale)], repeats, folder)


def compared(sizes: Sequence[int], repeats: int, folder: Path) -> list[Line]:
    """Take two lists in, then change filters on the one and the other in turn."""
    lines = []
    for rows in sizes:
        lines += taken_in(Order("parquet", rows, 0, MEMORY), folder / str(rows))
    small, large = (folder / str(rows) / "var" for rows in sizes)
    with census_server(small) as one, census_server(large) as other:
        for page in PAGES:
            found = asyncio.run(_in_turn([one, other], page, repeats))
            lines += _told(page, sizes, found)
    return lines


def _told(page: str, sizes: Sequence[int], found: Sequence[Sequence[float]]) -> list[Line]:
    ratio = median(found[1]) / median(found[0])
    return [
        *(
            Line(f"filter change on /{page}, {rows:,} companies, median", spread(times, "ms", 1))
            for rows, times in zip(sizes, found, strict=True)
        ),
        Line("… the second over the first", f"{ratio:.2f}", f"≤ {GOAL:g}", ratio <= GOAL),
    ]


async def _in_turn(servers: Sequence[Server], page: str, count: int) -> list[list[float]]:
    """Milliseconds of each change, years nobody asked for before; the first ones do not count."""
    found: list[list[Run]] = [[], []]
    async with Session(servers[0].url, page) as one, Session(servers[1].url, page) as other:
        for years in list(combinations(YEARS, 2))[: count + WARM]:
            for runs, session in zip(found, (one, other), strict=True):
                runs.append(await session.choose(years=years))
                await asyncio.sleep(PAUSE)
    errors = [error for runs in found for run in runs for error in run.errors]
    if errors:
        raise RuntimeError(errors[0])
    return [[run.ms for run in runs[WARM:]] for runs in found]
