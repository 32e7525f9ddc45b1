from __future__ import annotations

import time
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from chipcensus import jobs
from chipcensus.census import Census
from chipcensus.filters import Filters
from chipcensus.operation import routes
from chipcensus.operation.gauges import Gauges

SESSIONS = 3.0


@pytest.fixture
def server(asked):
    """Ask what is told of a census: server(census, client)."""

    def start(census, client="127.0.0.1"):
        return asked(Starlette(routes=routes(census, lambda: SESSIONS)), client)

    return start


def _wait_until_ready(client):
    for _ in range(500):
        reply = client("/readyz")
        if reply.status == 200:
            return reply
        assert reply.json()["status"] == "no generation open"
        for job in jobs.running():
            job.wait(1)
    raise AssertionError("never ready")


def test_it_lives_without_any_data(settings, server):
    reply = server(Census(settings))("/healthz")
    assert (reply.status, reply.json()) == (200, {"status": "ok"})
    assert reply.headers["cache-control"] == "no-store"
    assert not settings.var.exists()


def test_it_is_ready_once_a_generation_is_open_and_opens_it_by_itself(shipped, server):
    census = Census(shipped)
    client = server(census)
    first = client("/readyz")
    assert first.status == 503
    assert first.headers["retry-after"] == "1"
    assert _wait_until_ready(client).json() == {
        "status": "ready", "generation": census.generation().id,
    }  # fmt: skip


@pytest.mark.usefixtures("reopened")
def test_it_is_not_ready_once_it_stops(shipped, server):
    census = Census(shipped)
    census.generation()
    client = server(census)
    assert client("/readyz").status == 200
    jobs.close()
    reply = client("/readyz")
    assert (reply.status, reply.json()["status"]) == (503, "stopping")
    assert client("/healthz").status == 200


def test_metrics_tell_what_was_asked_and_how_it_is(shipped, server, metered):
    census = Census(shipped)
    client = server(census)
    before = metered(client("/metrics").text)
    assert before[("chipcensus_ready",)] == 0
    assert ("chipcensus_generation_age_seconds",) not in before
    for _ in range(3):
        census.figure("registrations/by_year", Filters())
    after = metered(client("/metrics").text)

    def grown(*key):
        return after[key] - before.get(key, 0.0)

    question = ("question", "registrations/by_year")
    assert grown("chipcensus_question_seconds_count", question) == 1
    assert grown("chipcensus_cache_misses_total", ("cache", "answers")) == 1
    assert grown("chipcensus_cache_hits_total", ("cache", "answers")) == 2
    assert after[("chipcensus_sessions",)] == SESSIONS
    assert after[("chipcensus_ready",)] == 1
    assert after[("chipcensus_generation", ("id", census.generation().id))] == 1
    assert 0 <= after[("chipcensus_generation_age_seconds",)] < 86_400
    assert after[("chipcensus_queue", ("kind", "reports"))] == 0
    assert after[("process_resident_memory_bytes",)] > 10_000_000


def test_a_queue_is_counted_while_there_is_one(shipped, metered, server):
    client = server(Census(shipped))
    is_over = []
    job = jobs.Job("report", lambda _: _wait_for(is_over))
    told = metered(client("/metrics").text)
    is_over.append(True)
    assert job.wait(10)
    assert told[("chipcensus_queue", ("kind", "reports"))] == 1
    assert told[("chipcensus_queue", ("kind", "imports"))] == 0


def _wait_for(is_over):
    while not is_over:
        time.sleep(0.005)


@pytest.mark.parametrize(
    ("networks", "client", "status"),
    [
        ("127.0.0.0/8,::1", "127.0.0.1", 200),
        ("127.0.0.0/8,::1", "::1", 200),
        ("127.0.0.0/8,::1", "10.0.0.7", 404),
        ("10.0.0.0/24", "10.0.0.7", 200),
        ("10.0.0.0/24", "127.0.0.1", 404),
        ("", "127.0.0.1", 404),
        ("*", "203.0.113.9", 200),
    ],
)
def test_only_the_networks_named_read_metrics(shipped, server, networks, client, status):
    census = Census(replace(shipped, metrics_from=networks))
    assert server(census, client)("/metrics").status == status


def test_gauges_open_nothing(settings):
    names = [family.name for family in Gauges(Census(settings), lambda: 0.0).collect()]
    assert "chipcensus_queue" in names
    assert not (settings.var / "generations").exists()
