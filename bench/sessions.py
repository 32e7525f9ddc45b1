"""Forty readers at once: how long they wait, and whether each gets the numbers meant for them."""

from __future__ import annotations

import asyncio
import json
import time
from contextlib import AsyncExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

import psutil

from bench.report import Line, percentile
from bench.servers import Server, census_server
from bench.session import Session
from chipcensus.census import Census
from chipcensus.figures import COUNTS
from chipcensus.filters import ALL, Filters
from chipcensus.i18n import LANGUAGES, Words
from chipcensus.settings import read_settings
from chipcensus.ui.card_data import card_data

PAGE = "registrations"
READERS = 40
SECONDS = 30
PERIOD = 2.0  # seconds between two changes of one reader
GOAL = 60  # ms
GOAL_LOAD = 40  # per cent of one core
YEARS_SHARE = 0.6  # of all changes
# The same choices in every run; no secret depends on them.
chance = Random(0)  # noqa: S311


@dataclass
class Reader:
    """What one reader chose and was given."""

    lang: str
    chosen: Filters = field(default_factory=Filters)
    times: list[float] = field(default_factory=list)
    answers: list[tuple[Filters, dict[str, str]]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def measure(repeats: int, folder: Path) -> list[Line]:
    """Random filter changes of all readers; afterwards every card is computed again, alone."""
    seconds = SECONDS if repeats > READERS // 4 else SECONDS / 3
    census = Census(read_settings({"CHIPCENSUS_VAR": str(folder)}))
    readers = [Reader(LANGUAGES[number % 2]) for number in range(READERS)]
    with census_server(folder) as server:
        load = asyncio.run(read_all(server, census, readers, seconds))
    times = [took for reader in readers for took in reader.times]
    wrong, compared = compare(census, readers)
    errors = [error for reader in readers for error in reader.errors]
    what = f"{READERS} readers, a change every {PERIOD:g} s for {seconds:g} s, {len(times)} changes"
    p95 = percentile(times, 0.95)
    return [
        Line(f"{what}: 95th percentile", f"{p95:.0f} ms", f"< {GOAL} ms", p95 < GOAL),
        Line("… median, longest", f"{median(times):.0f} ms, {max(times):.0f} ms"),
        Line("… errors", "; ".join([str(len(errors)), *errors[:2]]), "0", not errors),
        Line(f"… wrong cards of {compared}", str(wrong), "0", compared > 0 and not wrong),
        Line(
            "… processor time of the server",
            f"{load:.0f} % of one core",
            f"< {GOAL_LOAD} %",
            load < GOAL_LOAD,
        ),
    ]


async def read_all(server: Server, census: Census, readers: list[Reader], seconds: float) -> float:
    """Let every reader change filters for so long; per cent of a core that the server needed."""
    async with AsyncExitStack() as stack:
        sessions = [
            await stack.enter_async_context(Session(server.url, PAGE, reader.lang))
            for reader in readers
        ]
        process = psutil.Process(server.pid)
        before, start = sum(process.cpu_times()[:2]), time.monotonic()
        tasks = [
            _read(session, census, reader, start + PERIOD * number / READERS, seconds)
            for number, (session, reader) in enumerate(zip(sessions, readers, strict=True))
        ]
        await asyncio.gather(*tasks)
        return 100 * (sum(process.cpu_times()[:2]) - before) / (time.monotonic() - start)


async def _read(
    session: Session, census: Census, reader: Reader, start: float, seconds: float
) -> None:
    words = census.words(reader.lang)
    reader.errors += session.first.errors
    await asyncio.sleep(start - time.monotonic())
    try:
        while (begun := time.monotonic()) < start + seconds:
            reader.chosen, widget = _change(census, words, reader.chosen)
            run = await session.choose(**widget)
            reader.times.append(run.ms)
            reader.errors += run.errors
            reader.answers.append((reader.chosen, run.cards))
            await asyncio.sleep(max(0.0, begun + PERIOD - time.monotonic()))
    except Exception as error:  # whatever befalls a reader is a figure of the table
        reader.errors.append(repr(error)[:200])


def _change(census: Census, words: Words, chosen: Filters) -> tuple[Filters, dict[str, Any]]:
    """One filter changed at random, and what its widget says then."""
    if chance.random() < YEARS_SHARE:
        ends = census.choices().years
        low, high = sorted(chance.sample(range(ends[0], ends[1] + 1), 2))
        years = [None if year == end else year for year, end in zip((low, high), ends, strict=True)]
        return replace(chosen, year_from=years[0], year_to=years[1]), {"years": [low, high]}
    name, default = chance.choice(list(COUNTS.items()))
    now = getattr(chosen, name) or default
    value = chance.choice([v for v in _options(census, name) if v != now])
    text = words(f"filter.all_{name}s") if value == ALL else words.code(name, value)
    return replace(chosen, **{name: None if value == default else value}), {name: text}


def _options(census: Census, name: str) -> list[str]:
    rows = census.ask("meta/choices", {}).rows
    found = [r["value"] for r in rows if r["filter"] == name and r["subject"] == PAGE]
    return [*found, ALL] if name == "provider" else found


def compare(census: Census, readers: list[Reader]) -> tuple[int, int]:
    """How many cards differ from the same ones worked out alone, and how many there are."""
    wrong = compared = 0
    for reader in readers:
        words = census.words(reader.lang)
        for filters, cards in reader.answers:
            told = {name: json.loads(given)["card"] for name, given in cards.items()}
            for name in (name for name, card in told.items() if "later" not in card):
                alone = card_data(census.figure(name, filters), words)
                wrong += told[name] != json.loads(json.dumps(alone))
                compared += 1
    return wrong, compared
