"""What forty readers cost in memory, and whether it comes back when they have left."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from itertools import combinations
from pathlib import Path

import psutil

from bench.report import Line, below
from bench.servers import Server, census_server
from bench.session import Session

PAGE = "registrations"
READERS = 40
ROUNDS = 3
CHANGES = 5  # of each reader
GOAL_SESSION = 3  # MB
GOAL_BACK = 0.05
# Streamlit keeps a reader who has left for two minutes, and forgets when the next one leaves.
FORGOTTEN = 125  # seconds


def measure(repeats: int, folder: Path) -> list[Line]:
    """Rounds of forty readers; the first fills the caches and is not counted."""
    rounds = ROUNDS if repeats >= ROUNDS else 1
    with census_server(folder) as server:
        found = asyncio.run(_rounds(server, rounds + 1))
    empty, *left = (after for _, after in found)
    grown = [
        (top - before) / READERS
        for (top, _), before in zip(found[1:], [empty, *left], strict=False)
    ]
    back = max(left) / empty - 1
    what = f"{READERS} readers, {CHANGES} changes each"
    return [
        below(f"memory of a reader, of {what}, {rounds} rounds", grown, GOAL_SESSION, "MB", 2),
        Line(
            "… of the server after they left, over before",
            f"{100 * back:+.1f} % ({', '.join(f'{mb:.0f}' for mb in [empty, *left])} MB)",
            f"≤ {100 * GOAL_BACK:.0f} %",
            back <= GOAL_BACK,
        ),
    ]


async def _rounds(server: Server, count: int) -> list[tuple[float, float]]:
    """Megabytes with all readers there and after they have left, of each round."""
    found = []
    for _ in range(count):
        async with AsyncExitStack() as stack:
            sessions = [
                await stack.enter_async_context(Session(server.url, PAGE)) for _ in range(READERS)
            ]
            for years in list(combinations(range(2010, 2020), 2))[:CHANGES]:
                await asyncio.gather(*(session.choose(years=years) for session in sessions))
            top = _memory(server)
        await asyncio.sleep(FORGOTTEN)
        async with Session(server.url, PAGE):
            pass
        found.append((top, _memory(server)))
    return found


def _memory(server: Server) -> float:
    return psutil.Process(server.pid).memory_info().rss / 1e6
