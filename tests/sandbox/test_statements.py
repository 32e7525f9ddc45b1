"""What a statement gets back: its rows, or why there are none."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import duckdb
import pytest

from chipcensus.errors import StatementFailed, StatementRefused, StatementStopped
from chipcensus.i18n import read_words
from chipcensus.sandbox import said
from chipcensus.sandbox.guard import REFUSED_FUNCTIONS, TABLE_FUNCTIONS
from chipcensus.sandbox.opened import LONGEST_STATEMENT
from chipcensus.sandbox.taking import apart

BOMB = "SELECT sum(i % 7) FROM range(100000000000) t(i)"


def test_rows_come_as_they_are(run, rows_of):
    sql = "SELECT row_id, companies, period_end FROM registrations ORDER BY row_id"
    found = run(sql)
    assert [tuple(row.values()) for row in found.table.to_pylist()] == rows_of(sql)
    assert not found.is_cut
    assert found.seconds > 0


def test_a_large_answer_arrives_whole(run):
    sql = "SELECT i, repeat('x', 1000000) AS s FROM range(150) t(i)"
    found = run(sql, seconds=5, bytes=200_000_000, memory_mb=1024).table
    assert found.column("i").to_pylist() == list(range(150))
    assert found.nbytes > 150_000_000


def test_values_of_every_kind_arrive(run):
    sql = """SELECT DATE '2024-06-30' AS day, TIMESTAMP '2024-06-30 12:00:00' AS moment,
        1.50::DECIMAL(9, 2) AS amount, true AS truth, NULL AS nothing, [1, NULL] AS list,
        {'a': 1} AS struct, MAP {'k': 'v'} AS map, 'x'::ENUM ('x', 'y') AS code,
        'ab'::BLOB AS bytes, 170141183460469231731687303715884105727::HUGEINT::DOUBLE AS huge,
        '芯片'::VARCHAR AS text, 1::UTINYINT AS small, 'nan'::DOUBLE > 1 AS compared"""
    row = run(sql).table.to_pylist()[0]
    assert row["day"] == date(2024, 6, 30)
    assert row["moment"] == datetime(2024, 6, 30, 12)  # noqa: DTZ001 - SQL's has no zone
    assert row["amount"] == Decimal("1.50")
    assert (row["truth"], row["nothing"], row["list"]) == (True, None, [1, None])
    assert (row["struct"], row["map"], row["code"]) == ({"a": 1}, [("k", "v")], "x")
    assert (row["bytes"], row["text"], row["small"]) == (b"ab", "芯片", 1)


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT uuid() AS v",
        "SELECT INTERVAL 3 DAY AS v",
        "SELECT TIME '12:00' AS v",
        "SELECT TIMESTAMPTZ '2024-01-01 00:00:00+00' AS v",
        "SELECT 1::HUGEINT AS v",
        "SELECT '101'::BIT AS v",
        "SELECT union_value(a := 1) AS v",
        "SELECT 1::VARIANT AS v",
        "SELECT range(3) AS v",
        "SELECT NULL::INTEGER[][] AS v",
    ],
)
def test_odd_kinds_of_values_harm_nobody(run, sql):
    assert run(sql).table.num_rows == 1


def test_columns_of_one_name_are_told_apart(run):
    assert run("SELECT 1 AS a, 2 AS a, 3 AS a_1").table.to_pylist() == [
        {"a": 1, "a_2": 2, "a_1": 3}
    ]
    assert apart(["a", "b"]) == ["a", "b"]
    assert apart(["a", "a", "a"]) == ["a", "a_1", "a_2"]


@pytest.mark.parametrize(("rows", "is_cut"), [(85, True), (86, False), (87, False), (0, True)])
def test_rows_beyond_the_limit_are_left_out_and_said_to_be(run, rows, is_cut):
    found = run("SELECT row_id FROM registrations", rows=rows)
    assert (found.table.num_rows, found.is_cut) == (min(rows, 86), is_cut)
    assert found.table.column_names == ["row_id"]


def test_a_cut_answer_is_not_worked_out_to_its_end(run):
    found = run("SELECT * FROM range(1000000000000)", rows=25_000)
    assert (found.table.num_rows, found.is_cut) == (25_000, True)


@pytest.mark.parametrize(
    ("sql", "limits", "reason", "limit"),
    [
        (BOMB, {"seconds": 0.2}, "time", "0.2"),
        (
            "SELECT list(i) FROM range(1000000000) t(i)",
            {"memory_mb": 64, "seconds": 5},
            "memory",
            "64",
        ),
        (
            "SELECT repeat('x', 1000) FROM range(10000)",
            {"bytes": 1_000_000, "rows": 9999},
            "bytes",
            "1",
        ),
    ],
)
def test_a_limit_stops_and_is_named(run, sql, limits, reason, limit):
    with pytest.raises(StatementStopped) as caught:
        run(sql, **limits)
    assert (caught.value.reason, caught.value.told) == (reason, {"limit": limit})
    assert limit in str(caught.value)


@pytest.mark.parametrize(
    ("sql", "reason", "place"),
    [
        ("SELEC 1", "syntax", (1, 1)),
        ("SELECT\n  *\nFRM registrations", "syntax", (3, 5)),
        ("SELECT *\nFROM read_csv('x')", "function", (2, 6)),
        ("SELECT '芯片',\n  current_setting('x')", "function", (2, 3)),
        ("SELECT '芯片', current_setting('x')", "function", (1, 14)),
        ("SELECT *\nFROM registrations,\n  pragma_database_list", "table", (3, 3)),
        ("SELECT $scope", "parameters", (1, 8)),
        ("SELECT no_such\nFROM registrations", "invalid", None),
        ("SELECT 1; SELECT 2", "several", None),
        ("DROP TABLE registrations", "not_select", None),
        ("WITH x AS (DELETE FROM deals RETURNING *) FROM x", "changes", None),
        ("", "empty", None),
        ("SELECT '\ud800'", "syntax", None),
        (f"SELECT '{'x' * LONGEST_STATEMENT}'", "long", None),
    ],
)
def test_a_refusal_says_where_and_why_and_the_way_out(run, sql, reason, place):
    with pytest.raises(StatementRefused) as caught:
        run(sql)
    assert (caught.value.reason, caught.value.place) == (reason, place)
    assert str(caught.value).startswith(f"Line {place[0]}, column {place[1]}: " if place else "")
    in_chinese = said(caught.value, read_words("zh"))
    assert in_chinese != said(caught.value, read_words("en"))
    for found in caught.value.told.values():
        assert str(found) in in_chinese


def test_what_fails_on_the_way_to_the_last_row_is_told_too(run):
    late = "SELECT CAST(CASE WHEN range > 9000 THEN 'abc' ELSE '1' END AS INTEGER) FROM range(9999)"
    with pytest.raises(StatementFailed, match="Could not convert string 'abc'"):
        run(late, rows=10_000, seconds=30)


def test_what_a_misspelt_column_could_mean_is_told(run):
    with pytest.raises(StatementFailed, match="companies"):
        run("SELECT compannies FROM registrations")


@pytest.mark.parametrize(
    "sql",
    [
        "FROM registrations",
        "TABLE registrations",
        "VALUES (1), (2)",
        "DESCRIBE registrations",
        "SUMMARIZE registrations",
        "SHOW TABLES",
        "PIVOT registrations ON scope IN ('chip') USING sum(companies) GROUP BY provider",
        "SELECT * FROM information_schema.columns",
        "SELECT table_name, comment FROM duckdb_tables()",
        "SELECT regexp_extract(scope, '^[a-z]+') FROM registrations",
        "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 9) FROM t",
        "SELECT year, sum(n) OVER (ORDER BY year) FROM range(5) t(year), (SELECT 1 AS n)",
        "SELECT * FROM registrations QUALIFY row_number() OVER (PARTITION BY scope) = 1",
        "SELECT list_transform([1, 2], lambda x: x + 1)",
        "SELECT * FROM registrations AS r ASOF JOIN fx_rates AS f ON r.period_end >= f.period_end",
        "SELECT unnest(source_ids) FROM figures LIMIT 3",
    ],
)
def test_what_reads_tables_is_answered(run, sql):
    assert run(sql, seconds=5).table.num_rows >= 1


def test_every_shipped_question_passes_the_guard(run, questions):
    asked = {name: q for name, q in questions.items() if not name.startswith(("cubes/", "checks/"))}
    assert len(asked) > 100
    for name, question in asked.items():
        sql = question.sql
        for param in question.params:
            sql = sql.replace(f"${param.name}", f"CAST(NULL AS {param.type})")
        found = run(f"DESCRIBE {sql}", seconds=5).table.column("column_name").to_pylist()
        assert found == [column.name for column in question.columns], name


def test_functions_of_a_newer_duckdb_are_looked_at_first():
    """Whatever is volatile or reads more than its arguments is refused by name, or known here."""
    harmless = {
        "current_connection_id", "current_database", "current_date", "current_query",
        "current_query_id", "current_schema", "current_schemas", "current_transaction_id",
        "error", "gen_random_uuid", "get_current_time", "get_current_timestamp", "in_search_path",
        "now", "random", "stats", "today", "transaction_timestamp", "txid_current", "uuid",
        "uuidv4", "uuidv7", "vector_type",
    }  # fmt: skip
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT DISTINCT function_name FROM duckdb_functions() "
            "WHERE stability IN ('VOLATILE', 'CONSISTENT_WITHIN_QUERY') "
            "AND function_type NOT IN ('table', 'table_macro', 'pragma')"
        ).fetchall()
    assert {name for (name,) in found} - REFUSED_FUNCTIONS == harmless


def test_no_function_is_both_let_through_and_refused():
    assert TABLE_FUNCTIONS.isdisjoint(REFUSED_FUNCTIONS)
    assert not [n for n in TABLE_FUNCTIONS if "read" in n or "scan" in n or "setting" in n]


def test_nothing_that_a_generation_holds_tells_a_path(run, shipped):
    names = run("SELECT table_name FROM duckdb_tables()").table.column(0).to_pylist()
    assert len(names) > 40
    for name in names:
        rows = run(f'SELECT * FROM "{name}"', rows=50_000, seconds=5, bytes=200_000_000).table
        assert str(shipped.var) not in str(rows.to_pydict())
