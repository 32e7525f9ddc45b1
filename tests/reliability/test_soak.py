"""Forty sessions at once, others that come and go, and programs that ask: no error, no wrong card.

`make reliability` lets it go on for ten minutes and holds the memory to be flat.
"""

from __future__ import annotations

import asyncio
import os
import random
import threading
import time
from statistics import median

from running import Readers, always_the_same

from bench.session import Session
from bench.sessions import READERS, Reader, compare, read_all
from chipcensus.census import Census
from chipcensus.i18n import LANGUAGES
from chipcensus.settings import read_settings

SECONDS = float(os.environ.get("SOAK", "4"))
# From here on the memory of the second fifth is compared with that of the last.
LONG = 300
FLAT = 1.05
PAGES = ("", "registrations", "deregistrations", "financials", "funding", "companies", "market",
         "claims", "data")  # fmt: skip


def come_and_go(server, seed, over, errors) -> None:
    """One reader after the other opens a page and leaves."""
    chance = random.Random(seed)

    async def visit() -> None:
        async with Session(server.url, chance.choice(PAGES)) as session:
            errors.extend(session.first.errors)
            await asyncio.sleep(chance.uniform(0, 2))

    while not over.is_set():
        try:
            asyncio.run(visit())
        except Exception as error:  # whatever befalls a reader is told
            errors.append(repr(error))


def weigh(server, over, weights) -> None:
    while not over.wait(1):
        weights.append(server.memory())


def test_forty_sessions(server, shipped, seed, tell):
    census = Census(read_settings({"CHIPCENSUS_VAR": str(shipped.var)}))
    readers = [Reader(LANGUAGES[number % 2]) for number in range(READERS)]
    over, errors, weights = threading.Event(), [], []
    threads = [
        threading.Thread(target=come_and_go, args=(server, seed, over, errors)),
        threading.Thread(target=weigh, args=(server, over, weights)),
    ]
    programs = Readers([server], always_the_same(server), seed)
    pid, began = server.pid, time.monotonic()
    with programs.asking(1):
        for one in threads:
            one.start()
        try:
            asyncio.run(read_all(server, census, readers, SECONDS))
        finally:
            over.set()
            for one in threads:
                one.join()
    errors += [error for reader in readers for error in reader.errors]
    wrong, compared = compare(census, readers)
    assert (errors, programs.wrong, wrong) == ([], [], 0)
    assert compared > READERS
    assert server.pid == pid
    changes = sum(len(reader.times) for reader in readers)
    took = time.monotonic() - began
    tell(f"{READERS} sessions, {changes} changes in {took:.0f} s, {compared} cards, none wrong")
    tell(f"{programs.answers} answers to programs; memory {weights[0]:.0f} to {weights[-1]:.0f} MB")
    if SECONDS >= LONG:
        fifth = len(weights) // 5
        early, late = median(weights[fifth : 2 * fifth]), median(weights[-fifth:])
        tell(f"memory of the second fifth {early:.0f} MB, of the last {late:.0f} MB")
        assert late < FLAT * early
