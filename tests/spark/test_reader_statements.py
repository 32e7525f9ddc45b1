"""Readers' own statements, answered by a real engine: in turn, within limits, by both guards."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from chipcensus.errors import EngineAway, StatementRefused, StatementStopped
from chipcensus.sandbox import Limits, Remote, Sandbox, command_of
from chipcensus.store import manifest_of

# It works for minutes where nobody stops it: pairs of rows, thousands of times.
LONG = """
WITH spread AS (SELECT row_id, count(*) AS times FROM observations GROUP BY row_id),
turns AS (SELECT row_number() OVER (ORDER BY row_id) AS turn FROM observations)
SELECT count(*) AS n FROM spread CROSS JOIN observations AS other CROSS JOIN turns
WHERE turns.turn <= 4000 AND length(concat(spread.row_id, other.row_id, turns.turn)) > 0
"""
ENOUGH = Limits(seconds=60, rows=1000, bytes=20_000_000)


@pytest.fixture(scope="module")
def remote(listed_both):
    """Where the statements are answered: made-up companies are there too."""
    settings, opened = listed_both.settings, listed_both.published
    beside = manifest_of(opened.path)
    beside.write_text(opened.manifest.text(), "utf-8")
    return Remote(settings.engine, settings.publication, beside)


@pytest.fixture(scope="module")
def sandbox(listed_both):
    made = Sandbox(2, command=command_of(listed_both.settings))
    yield made
    made.close()


@pytest.fixture(scope="module")
def submit(sandbox, remote, listed_both):
    path = listed_both.published.path

    def ask(sql, reader="a", limits=ENOUGH, to=remote):
        return sandbox.submit(sql, database=path, reader=reader, limits=limits, remote=to)

    return ask


@pytest.fixture(scope="module")
def run(submit):
    return lambda sql, **more: submit(sql, **more).result()


def test_the_rows_are_those_that_duckdb_gives(run, listed_both):
    sql = (
        "SELECT provider AS 统计方, year(period_end) AS y, sum(companies) AS n, "
        "list_sort(list(DISTINCT scope)) AS scopes FROM registrations "
        "WHERE period_end >= DATE '2019-01-01' GROUP BY provider, year(period_end) "
        "ORDER BY y DESC, provider NULLS LAST"
    )
    found = run(sql).table
    with listed_both.published.cursor() as cursor:
        wanted = cursor.execute(sql).fetchall()
    assert found.column_names == ["统计方", "y", "n", "scopes"]
    assert [tuple(row.values()) for row in found.to_pylist()] == wanted


def test_the_companies_of_lists_can_be_asked(run, listed_both):
    rows = listed_both.published.manifest.table("registry").rows
    found = run("SELECT count(*) AS n, count(DISTINCT province) > 1 AS many FROM registry").table
    assert found.to_pylist() == [{"n": rows, "many": True}]
    assert rows > 0


def test_rows_beyond_the_limit_are_cut_in_their_order(run):
    few = Limits(seconds=60, rows=3)
    found = run("SELECT row_id FROM registrations ORDER BY row_id DESC", limits=few)
    every = run("SELECT row_id FROM registrations ORDER BY row_id DESC")
    assert (found.is_cut, every.is_cut) == (True, False)
    assert found.table.to_pylist() == every.table.to_pylist()[:3]


def test_an_answer_without_rows_has_its_columns(run):
    found = run("SELECT row_id, companies FROM registrations WHERE false").table
    assert (found.column_names, found.num_rows) == (["row_id", "companies"], 0)


def test_bytes_have_a_limit(run):
    with pytest.raises(StatementStopped) as caught:
        run("SELECT repeat('x', 9000) AS x FROM printed_rows", limits=Limits(60, 5000, 1_000_000))
    assert caught.value.reason == "bytes"
    assert run("SELECT 1 AS one").table.to_pylist() == [{"one": 1}]


def test_what_takes_too_long_is_stopped_there_too(run, server):
    began = time.monotonic()
    with pytest.raises(StatementStopped) as caught:
        run(LONG, limits=Limits(seconds=3))
    assert caught.value.reason == "time"
    assert time.monotonic() - began < 30
    _until(lambda: server.running() == 0)
    assert run("SELECT 1 AS one").table.to_pylist() == [{"one": 1}]


def test_what_is_given_up_is_given_up_there_too(submit, run, server):
    asked = submit(LONG, limits=Limits(seconds=300))
    _until(lambda: asked.has_begun)
    asked.cancel()
    with pytest.raises(StatementStopped) as caught:
        asked.result()
    assert caught.value.reason == "cancelled"
    _until(lambda: server.running() == 0)
    assert run("SELECT 1 AS one").table.to_pylist() == [{"one": 1}]


@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("SELECT nosuch FROM companies", "invalid"),
        ("SELECT * FROM nosuch", "no_table"),
        ("SELECT reflect('java.lang.System', 'getenv', 'PATH')", "uncarried"),
        ("SELECT * FROM read_csv('/etc/passwd')", "function"),
        ("DELETE FROM companies", "not_select"),
        ("SELECT FROM WHERE", "syntax"),
        ("SELECT repeat('x', 100000000)", "growing"),
    ],
)
def test_what_is_not_run_says_why_without_a_word_on_the_machine(run, remote, sql, reason):
    with pytest.raises(StatementRefused) as caught:
        run(sql)
    told = str(caught.value)
    assert caught.value.reason == reason
    for secret in (str(Path(remote.publication).parent), remote.engine, "Traceback", "/tmp"):
        assert secret not in told
    assert run("SELECT 1 AS one").table.to_pylist() == [{"one": 1}]


def test_no_text_is_a_template(run):
    sql = "SELECT '${env:PATH}${system:user.name}' AS a, '\\' AS b, 'it''s' AS c, '芯片😀' AS d"
    wanted = {"a": "${env:PATH}${system:user.name}", "b": "\\", "c": "it's", "d": "芯片😀"}
    assert run(sql).table.to_pylist() == [wanted]


def test_data_that_no_engine_has_is_asked_in_the_worker_as_ever(run):
    found = run("SELECT count(*) AS n FROM duckdb_tables()", to=None).table.to_pylist()
    assert found[0]["n"] > 10


def test_an_engine_that_is_away_is_said_to_be(run, remote):
    gone = Remote("sc://127.0.0.1:9", remote.publication, remote.manifest)
    with pytest.raises(EngineAway) as caught:
        run("SELECT 1", to=gone)
    assert caught.value.reason == "away"
    assert run("SELECT 1 AS one").table.to_pylist() == [{"one": 1}]


def _until(is_so):
    end = time.monotonic() + 180
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.05)
