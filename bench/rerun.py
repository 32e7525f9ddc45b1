"""How long the server takes for one filter change, and the memory it holds when idle."""

from __future__ import annotations

import asyncio
from itertools import combinations
from pathlib import Path

import psutil

from bench.report import Line, below, spread
from bench.servers import Server, census_server
from bench.session import Run, Session
from chipcensus.settings import ROOT

GOAL = 30  # ms
GOAL_RSS = 350  # MB
WARM = 5
PAUSE = 0.05
YEARS = range(2010, 2026)


def measure(repeats: int, folder: Path) -> list[Line]:
    """Every change asks for years nobody asked for before: no answer is in the cache."""
    with census_server(folder) as server:
        before = _memory(server)
        runs = asyncio.run(_changes(server, repeats))
        asyncio.run(_visit_all(server))
        idle = _memory(server)
    return [
        below(
            f"server, filter change on /registrations, cache misses, median of {len(runs)}",
            [run.ms for run in runs],
            GOAL,
            "ms",
            1,
        ),
        Line("sent per change", spread([run.bytes / 1000 for run in runs], "KB")),
        below("memory of an idle server, every page visited", [idle], GOAL_RSS, "MB"),
        Line("memory of a server nobody has visited", f"{before:.0f} MB"),
    ]


async def _changes(server: Server, count: int) -> list[Run]:
    runs = []
    async with Session(server.url, "registrations") as session:
        for years in list(combinations(YEARS, 2))[: count + WARM]:
            runs.append(await session.choose(years=years))
            await asyncio.sleep(PAUSE)
    errors = [error for run in runs for error in run.errors]
    if errors:
        raise RuntimeError(errors[0])
    return runs[WARM:]


async def _visit_all(server: Server) -> None:
    for page in sorted((ROOT / "pages").glob("*.py")):
        async with Session(server.url, page.stem):
            pass


def _memory(server: Server) -> float:
    return psutil.Process(server.pid).memory_info().rss / 1e6
