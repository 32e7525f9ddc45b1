from __future__ import annotations

import asyncio
import signal
import threading
import time

import pytest

from chipcensus import jobs
from chipcensus.errors import Stopping
from chipcensus.operation import stopping
from chipcensus.operation.stopping import Drain
from chipcensus.report.desk import Desk

pytestmark = pytest.mark.usefixtures("reopened")


@pytest.fixture(autouse=True)
def _shortly(monkeypatch):
    monkeypatch.setattr(stopping, "LAST_WORD_SECONDS", 0.05)


def drained(seconds, *signals, meanwhile=lambda: None, statements=lambda: 0):
    """What the server was told to leave by, after these signals."""

    async def run():
        left = asyncio.get_running_loop().create_future()
        drain = Drain(seconds, lambda sig: left.done() or left.set_result(sig), statements)
        for sig in signals:
            drain.told(sig, None)
        meanwhile()
        return await asyncio.wait_for(left, 30)

    return asyncio.run(run())


def test_without_work_the_server_leaves_at_once():
    assert drained(30.0, signal.SIGTERM) == signal.SIGTERM
    assert jobs.is_closed()


def test_work_comes_to_its_end_first():
    go = threading.Event()
    job = jobs.Job("report", lambda _: go.wait(20) and "made")

    def meanwhile():
        threading.Timer(0.3, go.set).start()

    drained(30.0, signal.SIGTERM, signal.SIGTERM, meanwhile=meanwhile)
    assert job.is_over()
    assert (job.result, job.error) == ("made", None)


def test_statements_come_to_their_end_first():
    left = [2, 2, 1, 1, 0]
    drained(30.0, signal.SIGTERM, statements=lambda: left.pop(0) if left else 0)
    assert left == []


def test_work_that_takes_longer_is_given_up_and_whoever_waits_is_told(logged):
    def work(say):
        while True:
            say("on and on")
            time.sleep(0.01)

    job = jobs.Job("report", work)
    drained(0.2, signal.SIGTERM)
    assert job.wait(10)
    assert isinstance(job.error, Stopping)
    assert [line["text"] for line in logged] == [
        "stopping; reports, imports and statements under way: 1",
        "report given up: it took longer than the stop may",
    ]


def test_no_work_begins_any_more_and_whoever_asks_is_told():
    jobs.close()
    order = Desk().order(lambda tell: tell("never", 0, 0))
    assert order.job.is_over()
    assert order.made is None
    assert isinstance(order.job.error, Stopping)


def test_a_second_control_c_ends_the_waiting():
    go = threading.Event()
    job = jobs.Job("import", lambda _: go.wait(20))
    began = time.monotonic()
    assert drained(30.0, signal.SIGINT, signal.SIGINT) == signal.SIGINT
    assert not job.is_over()
    assert time.monotonic() - began < 10
    go.set()
    assert job.wait(10)


def test_what_hangs_while_it_closes_holds_up_nothing(monkeypatch):
    monkeypatch.setattr(stopping, "CLOSING_SECONDS", 0.2)
    go, closed = threading.Event(), []
    began = time.monotonic()
    stopping.end_all(lambda: go.wait(20), lambda: closed.append("painter"))
    assert time.monotonic() - began < 10
    assert closed == ["painter"]
    go.set()


def test_a_reader_who_gives_up_is_no_stop():
    job = jobs.Job("report", lambda say: [say("x") or time.sleep(0.01) for _ in range(2000)])
    job.give_up()
    assert job.wait(10)
    assert (job.result, job.error) == (None, None)
