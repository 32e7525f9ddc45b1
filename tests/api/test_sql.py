"""POST /api/v1/sql: whoever may explore asks a statement of their own."""

from __future__ import annotations

import io
import json
import socket
import time
import tomllib
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from chipcensus.census import Census
from chipcensus.sandbox import shared_sandbox

PATH = "/api/v1/sql"
COUNT = "SELECT count(*) AS n FROM registrations"
BOMB = "SELECT sum(i % 7) FROM range(100000000000) t(i)"
HOSTILE = tomllib.loads((Path(__file__).parent.parent / "sandbox/hostile.toml").read_text("utf-8"))


@pytest.fixture
def ask(post):
    """Ask for JSON: ask("SELECT 1", rows=5)."""

    def asked(sql, path=PATH, **more):
        reply = post(path, {"sql": sql, **more})
        return reply.status, json.loads(reply.body)

    return asked


def test_rows_are_answered_with_what_they_are(ask, census):
    status, told = ask("SELECT row_id, companies, period_end FROM registrations ORDER BY row_id")
    assert status == 200
    assert told["generation"] == census.generation().id
    assert told["columns"] == [
        {"name": "row_id", "type": "string"},
        {"name": "companies", "type": "int64"},
        {"name": "period_end", "type": "date32[day]"},
    ]
    days = "strftime(period_end, '%Y-%m-%d')"
    sql = f"SELECT row_id, companies, {days} FROM registrations ORDER BY row_id"
    rows = census.generation().cursor().execute(sql)
    assert [tuple(row.values()) for row in told["rows"]] == rows.fetchall()
    assert not told["is_cut"]
    assert told["seconds"] > 0


def test_no_rows_and_many_rows_are_whole_json(ask):
    assert ask(f"{COUNT} WHERE false LIMIT 0")[1]["rows"] == []
    told = ask("SELECT range AS i FROM range(20000)", rows=12_345)[1]
    assert [row["i"] for row in told["rows"]] == list(range(12_345))
    assert told["is_cut"]


def test_values_that_json_does_not_have(ask):
    sql = """SELECT 'nan'::DOUBLE AS a, 'inf'::FLOAT AS b, 1.5::DECIMAL(4, 2) AS c, 'x'::BLOB AS d,
        [DATE '2024-01-01', NULL] AS e, MAP {'k': 'inf'::DOUBLE} AS f, {'s': TIME '12:00'} AS g"""
    row = ask(sql)[1]["rows"][0]
    assert (row["a"], row["b"], row["c"], row["d"]) == (None, None, "1.50", "78")
    assert row["e"] == ["2024-01-01", None]
    assert row["f"] == [["k", None]]
    assert row["g"] == {"s": "12:00:00"}


@pytest.mark.parametrize(
    ("path", "accept", "media"),
    [
        (PATH, "*/*", "application/json"),
        (PATH, "text/csv", "text/csv; charset=utf-8"),
        (PATH, "application/vnd.apache.parquet", "application/vnd.apache.parquet"),
        (PATH, "image/png", "application/json"),
        (f"{PATH}.csv", "application/json", "text/csv; charset=utf-8"),
        (f"{PATH}.json", "text/csv", "application/json"),
    ],
)
def test_the_ending_or_what_is_accepted_decides(post, path, accept, media):
    reply = post(path, {"sql": COUNT}, accept=accept)
    assert (reply.status, reply.headers["Content-Type"]) == (200, media)
    assert reply.headers["Chip-Census-Is-Cut"] == "false"
    assert reply.headers["Cache-Control"] == "no-store"


def test_csv_and_parquet_hold_the_same_rows(post):
    asked = {"sql": "SELECT * FROM registrations ORDER BY row_id", "rows": 50}
    table = post(f"{PATH}.csv", asked)
    rows = pd.read_csv(io.BytesIO(table.body), encoding="utf-8-sig")
    columns = post(f"{PATH}.parquet", asked)
    found = pq.read_table(io.BytesIO(columns.body))
    assert rows["row_id"].to_list() == found["row_id"].to_pylist()
    assert len(rows) == 50
    assert table.headers["Chip-Census-Is-Cut"] == "true"
    assert columns.headers["Content-Disposition"].endswith('.parquet"')
    assert found.schema.metadata[b"sql"].decode() == asked["sql"]


def test_what_a_spreadsheet_would_run_is_escaped(post):
    body = post(f"{PATH}.csv", {"sql": "SELECT '=1+1' AS \"@name\""}).body.decode("utf-8-sig")
    assert body.splitlines() == ['"\'@name"', '"\'=1+1"']


@pytest.mark.parametrize(
    ("told", "parameter"),
    [
        ({"sql": 1}, "sql"),
        ({}, "sql"),
        ({"sql": "x" * 100_001}, "sql"),
        ({"sql": COUNT, "rows": 0}, "rows"),
        ({"sql": COUNT, "rows": 1_000_001}, "rows"),
        ({"sql": COUNT, "rows": "5"}, "rows"),
        ({"sql": COUNT, "rows": True}, "rows"),
        ({"sql": COUNT, "rows": 1.5}, "rows"),
        ({"sql": COUNT, "rows": 10**400}, "rows"),
        ({"sql": COUNT, "seconds": float("inf")}, "seconds"),
        ({"sql": COUNT, "seconds": 0}, "seconds"),
        ({"sql": COUNT, "seconds": 6}, "seconds"),
        ({"sql": COUNT, "seconds": "1"}, "seconds"),
        ({"sql": COUNT, "memory_mb": 9999}, "memory_mb"),
        ({"sql": COUNT, "threads": 9}, "threads"),
    ],
)
def test_what_does_not_fit_is_refused_by_name(post, told, parameter):
    reply = post(PATH, told)
    assert reply.status == 400
    assert json.loads(reply.body)["parameter"] == parameter


def test_only_json_is_taken(post, send):
    assert post(PATH, {"sql": COUNT}, "text/plain").status == 400
    assert post(PATH, ["SELECT 1"]).status == 400
    assert post(f"{PATH}?sql=SELECT", {"sql": COUNT}).status == 400
    assert post(f"{PATH}.xlsx", {"sql": COUNT}).status == 404
    assert send(PATH, "GET").status == 405


@pytest.mark.parametrize(
    ("sql", "status", "kind"),
    [
        ("DROP TABLE registrations", 422, "bad-statement"),
        ("SELECT * FROM read_text('/etc/passwd')", 422, "bad-statement"),
        ("SELECT * FROM duckdb_databases()", 422, "bad-statement"),
        (BOMB, 422, "statement-stopped"),
    ],
)
def test_what_is_not_answered_says_why(ask, sql, status, kind):
    found, told = ask(sql, seconds=0.3)
    assert (found, told["status"]) == (status, status)
    assert told["type"].endswith(f"#{kind}")


def test_a_refused_statement_says_where(ask):
    _, told = ask("SELECT *\nFROM read_text('/etc/passwd')")
    assert (told["line"], told["column"]) == (2, 6)
    assert "read_text" in told["detail"]


@pytest.mark.parametrize("kind", [kind for kind in HOSTILE if kind not in ("endless", "memory")])
def test_hostile_statements_are_refused_over_http_too(ask, shipped, kind):
    for sql in HOSTILE[kind].get("refused", [])[:8]:
        if isinstance(sql, str):
            status, told = ask(sql.replace("«", "/").replace("»", ""), seconds=1)
            assert status == 422, sql
            assert str(shipped.var) not in json.dumps(told)
    assert ask(COUNT)[1]["rows"] == [{"n": 86}]


def test_who_goes_away_is_waited_for_no_more(port, until):
    body = json.dumps({"sql": BOMB}).encode()
    head = f"POST {PATH} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
    with socket.create_connection(("127.0.0.1", port)) as client:
        client.sendall(f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body)
        until(lambda: shared_sandbox().status().running == 1)
    until(lambda: shared_sandbox().status().running == 0)


def test_roles_below_analyst_are_refused(shipped, asking):
    for changes, status in (
        ({"public": True, "public_role": "viewer"}, 403),
        ({"public": True, "public_role": "analyst"}, 400),
    ):
        with asking(Census(replace(shipped, **changes))) as ask:
            assert ask(PATH, "POST").status == status


def test_no_statement_reaches_a_visits_own_data(ask):
    told = ask("SELECT DISTINCT table_catalog AS name FROM information_schema.tables")[1]
    assert len(told["rows"]) == 1
    assert not told["rows"][0]["name"].startswith("private")


@pytest.fixture
def until():
    def wait(is_so):
        for _ in range(3000):
            if is_so():
                return
            time.sleep(0.01)
        raise AssertionError("it never came to be")

    return wait
