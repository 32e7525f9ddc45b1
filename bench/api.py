"""What programs that ask the API get while readers browse, and what readers feel of it."""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Coroutine, Sequence
from contextlib import AsyncExitStack
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, TypeVar
from urllib.request import urlopen

from bench.report import Line, below, percentile
from bench.servers import Server, census_server
from bench.session import Session

PAGE = "registrations"
READERS = 20
PERIOD = 2.0  # seconds between two changes of one reader
SECONDS = 20.0
RATE = 300
BURST_SECONDS = 5.0
ASKED = "/api/v1/ask/registrations/by_year.json?scope=ai_chip&lang=en"
DRAWN = "/api/v1/figure/registrations/by_year"
GOAL = 20  # ms, 99th percentile
GOAL_RATIO = 1.3
GOALS_DRAWN = {"png": 300, "pptx": 1000}  # ms
YEARS = range(2010, 2026)
Found = TypeVar("Found")


def measure(repeats: int, folder: Path) -> list[Line]:
    """Readers alone, with a program beside them, and what a figure drawn takes."""
    with census_server(folder, CHIPCENSUS_API_RATE="0", CHIPCENSUS_API_SECONDS="0") as server:
        _get(server, ASKED)
        return [*asyncio.run(_asked(server)), *_drawn(server, repeats)]


async def _asked(server: Server) -> list[Line]:
    # Answers are kept, so later readers wait less: those before and after count alike.
    before, _ = await beside(server, 1)
    browsing, (times, wrong) = await beside(server, 2, _load(server, RATE, SECONDS))
    after, _ = await beside(server, 3)
    burst, failed = await _load(server, 0, BURST_SECONDS)
    p99 = percentile(times, 0.99)
    rate, most = len(times) / SECONDS, len(burst) / BURST_SECONDS
    errors = len(wrong) + len(failed)
    what = f"API, a cached ask {RATE} times a second while {READERS} readers browse"
    return [
        Line(f"{what}: 99th percentile", f"{p99:.1f} ms", f"< {GOAL} ms", p99 < GOAL),
        Line("… median, answered", f"{median(times):.1f} ms, {rate:.0f} a second"),
        Line(
            "… as often as it goes, nobody browsing",
            f"{most:.0f} a second",
            f">= {RATE} a second",
            most >= RATE,
        ),
        Line("… not answered", str(errors), "0", not errors),
        slower(browsing, [*before, *after]),
    ]


def slower(browsing: Sequence[float], alone: Sequence[float]) -> Line:
    """How much longer readers wait for a change while something else goes on."""
    ratio = median(browsing) / median(alone)
    return Line(
        "… a reader's filter change, over the same without",
        f"{ratio:.2f} ({median(browsing):.1f} over {median(alone):.1f} ms)",
        f"<= {GOAL_RATIO}",
        ratio <= GOAL_RATIO,
    )


async def beside(
    server: Server, turn: int, other: Coroutine[Any, Any, Found] | None = None
) -> tuple[list[float], Found | None]:
    """Milliseconds of the readers' changes, and what came of `other`, begun at the same time."""
    times: list[float] = []
    async with AsyncExitStack() as stack:
        sessions = [
            await stack.enter_async_context(Session(server.url, PAGE)) for _ in range(READERS)
        ]
        end = time.monotonic() + SECONDS
        begun = asyncio.create_task(other) if other else None
        reading = (
            _read(one, turn * READERS + number, end, times) for number, one in enumerate(sessions)
        )
        await asyncio.gather(*reading)
        return times, await begun if begun else None


async def _read(session: Session, number: int, end: float, times: list[float]) -> None:
    chance = Random(number)  # noqa: S311 - the same changes in every run
    await asyncio.sleep(PERIOD * (number % READERS) / READERS)
    while (begun := time.monotonic()) < end:
        run = await session.choose(years=sorted(chance.sample(YEARS, 2)))
        times.append(run.ms)
        await asyncio.sleep(max(0.0, begun + PERIOD - time.monotonic()))


async def _load(server: Server, rate: float, seconds: float) -> tuple[list[float], list[int]]:
    command = ("-m", "bench.load", f"{server.url}{ASKED}", str(rate), str(seconds))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *command, stdout=asyncio.subprocess.PIPE
    )
    said, _ = await process.communicate()
    times, wrong = json.loads(said)
    return times, wrong


def _drawn(server: Server, repeats: int) -> list[Line]:
    lines = []
    for ending, goal in GOALS_DRAWN.items():
        try:
            took = _files(server, ending, repeats)
        except OSError as error:
            lines.append(Line(f"a figure as {ending.upper()} by the API", str(error)))
        else:
            what = f"a figure as {ending.upper()} by the API, each another, of {len(took)}"
            lines.append(below(what, took, goal, "ms"))
    return lines


def _files(server: Server, ending: str, repeats: int) -> Sequence[float]:
    """Milliseconds of files nobody has asked for before; the first one starts what draws."""
    took = []
    for year in YEARS[: repeats + 1]:
        start = time.perf_counter()
        _get(server, f"{DRAWN}.{ending}?year_from={year}")
        took.append((time.perf_counter() - start) * 1000)
    return took[1:]


def _get(server: Server, path: str) -> bytes:
    with urlopen(f"{server.url}{path}", timeout=60) as reply:  # noqa: S310 - our own server
        content: bytes = reply.read()
    return content
