"""Processes of the SQL sandbox killed at random: one statement ends, nobody else notices."""

from __future__ import annotations

import os
import random
import signal
import threading
import time
from contextlib import suppress

import pytest
from running import is_there, wait_until

from chipcensus.errors import StatementStopped
from chipcensus.sandbox import Limits, Sandbox
from chipcensus.store import Store

KILLS = int(os.environ.get("KILLS", "1")) * 5
# Takes a moment, so that some are killed while they run; what it comes to is known.
STATEMENT = "SELECT CAST(sum(i) AS BIGINT) AS total, {n} AS n FROM range({size}) AS r(i)"
LIMITS = Limits(seconds=30)


@pytest.fixture
def sandbox():
    made = Sandbox(2, queue=40)
    yield made
    pids = made.pids()
    made.close()
    wait_until(lambda: not any(map(is_there, pids)), 15)


def test_killed_workers_are_replaced_and_no_answer_is_wrong(sandbox, shipped, seed, tell):
    store, chance = Store(shipped), random.Random(seed)
    file = store.folder / store.current_file()
    over, right, stopped, wrong = threading.Event(), [], [], []

    def ask(reader: str) -> None:
        own, number = random.Random(f"{seed}-{reader}"), 0
        while not over.is_set():
            number, size = number + 1, own.choice((1_000, 50_000_000))
            statement = STATEMENT.format(n=number, size=size)
            try:
                running = sandbox.submit(statement, database=file, reader=reader, limits=LIMITS)
                rows = running.result().table.to_pylist()
            except StatementStopped as error:
                stopped.append(str(error))
                continue
            wanted = [{"total": size * (size - 1) // 2, "n": number}]
            (right if rows == wanted else wrong).append(rows)

    readers = [threading.Thread(target=ask, args=(name,)) for name in ("a", "b", "c")]
    for one in readers:
        one.start()
    killed = 0
    try:
        for _ in range(KILLS):
            wait_until(lambda: any(map(is_there, sandbox.pids())))
            time.sleep(chance.uniform(0.05, 0.6))
            pids = [pid for pid in sandbox.pids() if is_there(pid)]
            if pids:
                with suppress(ProcessLookupError):
                    os.kill(chance.choice(pids), signal.SIGKILL)
                    killed += 1
            before = len(right)
            wait_until(lambda before=before: len(right) > before)
    finally:
        over.set()
        for one in readers:
            one.join()
    assert wrong == []
    assert killed
    assert len(stopped) <= killed
    assert not [text for text in stopped if str(shipped.var) in text]
    tell(f"{killed} kills, {len(right)} right answers, {len(stopped)} said to have ended")
