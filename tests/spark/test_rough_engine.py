"""An engine that loses a worker, is killed, is late, or reads two generations at once."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace

import psutil
import pytest

from bench.engines import EngineServer, SailPods
from bench.engines import Spark as SparkServer
from chipcensus.engine import Engine
from chipcensus.engine.duckdb import DuckDB
from chipcensus.engine.spark import Spark
from chipcensus.engine.spark.carry import carried
from chipcensus.engine.spark.session import ERRORS, Session
from chipcensus.errors import EngineFailed, EngineUnreachable, QueryTimedOut
from chipcensus.publish.publication import publish_at
from chipcensus.question import Field, Question
from chipcensus.settings import Settings
from chipcensus.store.publication import Publication, Published, open_published
from tests.spark.asked import QUESTIONS

# Here every worker is a process of its own, which can be killed.
SERVER = {"sail": SailPods, "spark": SparkServer}[os.environ.get("ENGINE", "sail")]
# By default a worker may be silent for two minutes before it is given up.
SOON = {
    "SAIL_CLUSTER__WORKER_HEARTBEAT_INTERVAL_SECS": "1",
    "SAIL_CLUSTER__WORKER_HEARTBEAT_TIMEOUT_SECS": "5",
}
PATIENCE = 600.0
KNOWN, CHOSEN = "registrations/by_year", {"scope": "ai_chip"}
BOUND = QUESTIONS[KNOWN].bind(CHOSEN)
# Turns of a question: some seconds of work, and more than any test waits for.
LONG, ENDLESS = 2, 4_000


def counting(turns: int) -> Question:
    """Every pair of rows of `observations`, so many times: work for all workers."""
    sql = f"""
        WITH spread AS (SELECT row_id, count(*) AS times FROM observations GROUP BY row_id),
        turns AS (SELECT row_number() OVER (ORDER BY row_id) AS turn FROM observations)
        SELECT CAST(count(*) AS BIGINT) AS n
        FROM spread
        CROSS JOIN observations AS other
        CROSS JOIN turns
        WHERE turns.turn <= {turns} AND length(concat(spread.row_id, other.row_id, turns.turn)) > 0
    """
    return Question("test/counting", "", (), (Field("n", "BIGINT", "pairs"),), "", sql)


@pytest.fixture(scope="module")
def rough(tmp_path_factory) -> Iterator[EngineServer]:
    with SERVER(tmp_path_factory.mktemp("rough"), 2, SOON) as running:
        yield running


@pytest.fixture(scope="module")
def set_up(shipped, rough, tmp_path_factory) -> Settings:
    """What is shipped is published, and the engine reads it."""
    place = str(tmp_path_factory.mktemp("published"))
    # As others have it open in this process: one file is opened in one way at a time.
    publish_at(shipped, place)
    return replace(shipped, engine=rough.url, publication=place, query_seconds=PATIENCE)


@pytest.fixture(scope="module")
def published(set_up, tmp_path_factory) -> Iterator[Published]:
    opened = opened_at(set_up, tmp_path_factory.mktemp("fetched"))
    yield opened
    opened.close()


@pytest.fixture
def spark(set_up) -> Iterator[Spark]:
    asked = Spark(QUESTIONS, set_up)
    yield asked
    asked.close()


@pytest.fixture
def is_right(set_up, published) -> Callable[[Spark], bool]:
    """Whether a question is answered as DuckDB does."""
    expected = DuckDB(QUESTIONS, set_up).read(published, QUESTIONS[KNOWN], BOUND)
    assert expected
    return lambda spark: spark.read(published, QUESTIONS[KNOWN], BOUND) == expected


def opened_at(settings: Settings, folder) -> Published:
    place = Publication(settings.publication)
    manifest = place.current()
    return open_published(settings, manifest, place.fetch(manifest, folder))


def wait_until(is_so: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.1)


def in_thread(spark: Spark, published: Published, question: Question) -> Future:
    return ThreadPoolExecutor(1).submit(spark.read, published, question, {})


def test_a_worker_dies_in_the_middle_of_a_question(rough, set_up, published, spark, is_right):
    assert is_right(spark)
    workers = rough.worker_pids()
    assert len(workers) == 2
    question = counting(LONG)
    (expected,) = DuckDB(QUESTIONS, set_up).read(published, question, {})
    running = in_thread(spark, published, question)
    wait_until(rough.running)
    rough.kill_worker(workers[0])
    assert outcome(running) in (expected, "The engine")
    assert is_right(spark)
    rough.start()


def outcome(running: Future) -> object:
    """The one row of an answer, else how the message begins that readers are shown."""
    try:
        (row,) = running.result(PATIENCE)
    except (EngineFailed, EngineUnreachable) as error:
        return str(error)[:10]
    return row


def test_a_question_that_takes_too_long_ends_on_the_engine_too(rough, set_up, published, is_right):
    spark = Spark(QUESTIONS, replace(set_up, query_seconds=4.0))
    with pytest.raises(QueryTimedOut, match="test/counting took longer than 4 s"):
        spark.read(published, counting(ENDLESS), {})
    wait_until(lambda: not rough.running())
    wait_until(lambda: is_idle(rough))
    spark.close()
    spark = Spark(QUESTIONS, set_up)
    assert is_right(spark)
    spark.close()


def is_idle(server: EngineServer) -> bool:
    """Whether its workers do nothing: their processes use next to no time of the processor."""
    before = busy_seconds(server)
    time.sleep(1)
    return busy_seconds(server) - before < 0.3


def busy_seconds(server: EngineServer) -> float:
    """What the processors have done so far for its workers and the processes of these."""
    total = 0.0
    for pid in server.worker_pids():
        with suppress(psutil.NoSuchProcess):  # workers of a session go with it
            worker = psutil.Process(pid)
            for one in (worker, *worker.children(recursive=True)):
                total += sum(one.cpu_times()[:2])
    return total


def test_a_statement_that_is_given_up_ends_on_the_engine_too(
    rough, set_up, published, spark, is_right
):
    session = Session(set_up, published)
    session.need({"observations"})
    sql = carried(counting(ENDLESS).sql, {}, {})
    rows = session.first_rows(sql, 1, PATIENCE, "given-up")
    running = ThreadPoolExecutor(1).submit(list, rows)
    wait_until(rough.running)
    session.stop("given-up")
    with pytest.raises(ERRORS):
        running.result(PATIENCE)
    wait_until(lambda: not rough.running())
    wait_until(lambda: is_idle(rough))
    session.close()
    assert is_right(spark)


def test_an_engine_that_was_killed_is_asked_again_once_it_is_back(rough, spark, is_right):
    assert is_right(spark)
    rough.kill()
    with pytest.raises(EngineUnreachable):
        is_right(spark)
    rough.start()
    assert is_right(spark)


def test_an_engine_that_was_started_anew_has_the_tables_again(rough, spark, is_right):
    assert is_right(spark)
    rough.kill()
    rough.start()
    assert is_right(spark)


def test_a_question_in_the_middle_of_which_the_engine_dies(rough, published, spark, is_right):
    assert is_right(spark)
    running = in_thread(spark, published, counting(ENDLESS))
    wait_until(rough.running)
    rough.kill()
    with pytest.raises(EngineUnreachable):
        running.result(PATIENCE)
    rough.start()
    assert is_right(spark)


def test_two_generations_at_once_are_never_mixed(
    set_up, published, spark, rebuilt, tmp_path_factory
):
    later = replace(rebuilt.settings, engine=set_up.engine, publication=set_up.publication)
    publish_at(later, later.publication)
    changed = opened_at(later, tmp_path_factory.mktemp("changed"))
    assert changed.id != published.id
    question, duckdb = QUESTIONS[KNOWN], DuckDB(QUESTIONS, set_up)
    both = (published, changed)
    expected = [duckdb.read(one, question, BOUND) for one in both]
    assert expected[0] != expected[1]
    with ThreadPoolExecutor(4) as readers:
        found = list(readers.map(lambda n: spark.read(both[n % 2], question, BOUND), range(16)))
    assert found == expected * 8
    changed.close()


def test_answers_are_kept_by_generation(rough, set_up, published, rebuilt, tmp_path_factory):
    later = replace(rebuilt.settings, engine=set_up.engine, publication=set_up.publication)
    publish_at(later, later.publication)
    changed = opened_at(later, tmp_path_factory.mktemp("changed"))
    engine = Engine(QUESTIONS, set_up)
    kept = engine.ask(published, KNOWN, CHOSEN)
    rough.kill()  # nobody is asked for what is kept
    assert engine.ask(published, KNOWN, CHOSEN) is kept
    with pytest.raises(EngineUnreachable):
        engine.ask(changed, KNOWN, CHOSEN)
    rough.start()
    assert engine.ask(changed, KNOWN, CHOSEN).rows != kept.rows
    engine.spark().close()
    changed.close()
