"""How a statement is carried over: parameters stay values, tables are told from their names."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest
import sqlglot

from chipcensus.engine.spark.carry import carried, statement
from chipcensus.settings import ROOT

TYPES = {"name": "VARCHAR", "names": "VARCHAR[]", "day": "DATE", "year": "INTEGER"}


def spelt(sql: str, **params: object) -> str:
    return carried(sql, params, TYPES)


@pytest.mark.parametrize(
    "name", ["企查查", "it's", "'); DROP TABLE x; --", "a\\", "${x}", "\n", "`"]
)
def test_a_value_is_one_literal_whatever_signs_it_has(name):
    tree = sqlglot.parse_one(spelt("SELECT $name AS name", name=name), read="spark")
    (shown,) = tree.expressions
    assert shown.this.is_string
    assert shown.this.name == name


def test_values_have_their_types():
    text = spelt("SELECT $name, $names, $day, $year", day=date(2025, 6, 30), year=2025)
    assert text == (
        "SELECT CAST(NULL AS STRING), CAST(NULL AS ARRAY<STRING>), CAST('2025-06-30' AS DATE), "
        "CAST(2025 AS INT)"
    )
    assert "CAST(ARRAY() AS ARRAY<STRING>)" in spelt("SELECT $names", names=[])
    assert "CAST(ARRAY('a', 'b') AS ARRAY<STRING>)" in spelt("SELECT $names", names=["a", "b"])


def test_a_statement_is_read_once_and_never_changed():
    sql = "SELECT $name AS name FROM sources"
    assert statement(sql) is statement(sql)
    first = spelt(sql, name="a")
    assert (spelt(sql, name="b"), spelt(sql, name="a")) == (first.replace("'a'", "'b'"), first)


def test_only_real_tables_are_needed_and_renamed():
    sql = """
        WITH companies AS (SELECT * FROM companies AS old WHERE old.x IN (SELECT x FROM deals))
        SELECT companies.x FROM companies INNER JOIN deals ON companies.x = deals.x
    """
    assert statement(sql).tables == {"companies", "deals"}
    text = carried(sql, {}, {}, lambda table: f"{table}_then")
    assert "FROM companies_then AS old" in text
    assert text.count("deals_then AS deals") == 2
    assert "FROM companies INNER JOIN" in text


@pytest.mark.parametrize(
    ("duckdb", "spark"),
    [
        ("a / b", "CAST(a AS DOUBLE) / b"),
        ("len(a)", "ARRAY_SIZE(a)"),
        ("list_distinct(a)", "ARRAY_COMPACT(ARRAY_DISTINCT(a))"),
        ("list_concat(a, b)", "CONCAT(COALESCE(a, ARRAY()), COALESCE(b, ARRAY()))"),
        ("a[2]", "a[1]"),
        ("string_split(a, '.')", r"SPLIT(a, '\\.')"),
        ("regexp_replace(a, '(x)', '<\\1>', 'g')", "REGEXP_REPLACE(a, '(x)', '<$1>')"),
        ("regexp_extract(a, 'x')", "REGEXP_EXTRACT(a, 'x', 0)"),
        ("regexp_full_match(a, 'x|y')", "a RLIKE '^(?:x|y)$'"),
        ("arg_max(a, b)", "MAX_BY(a, CASE WHEN NOT a IS NULL THEN b END)"),
        ("count(*) FILTER (b) OVER ()", "COUNT(CASE WHEN b THEN 1 END) OVER ()"),
        (
            "list(DISTINCT a) FILTER (b) OVER ()",
            "CASE WHEN ARRAY_SIZE(COLLECT_SET(CASE WHEN b THEN a END) OVER ()) > 0 "
            "THEN COLLECT_SET(CASE WHEN b THEN a END) OVER () END",
        ),
        ("list_has_any(a, b)", "ARRAYS_OVERLAP(a, b)"),
        (
            "concat(a, 1)",
            "CONCAT(COALESCE(CAST(a AS STRING), ''), COALESCE(CAST(1 AS STRING), ''))",
        ),
    ],
)
def test_what_one_word_means_in_both(duckdb, spark):
    assert spelt(f"SELECT {duckdb} AS x FROM t GROUP BY a") == (
        f"SELECT {spark} AS x FROM t AS t GROUP BY a"
    )


def test_named_windows_and_qualify_are_spelt_out():
    text = spelt(
        "SELECT a, sum(b) OVER late AS total FROM t "
        "WINDOW w AS (PARTITION BY a), late AS (w ORDER BY b) "
        "QUALIFY row_number() OVER w = 1 ORDER BY b"
    )
    assert text == (
        "SELECT a, total FROM ("
        "SELECT a, SUM(b) OVER (PARTITION BY a ORDER BY b NULLS LAST) AS total, "
        "ROW_NUMBER() OVER (PARTITION BY a) AS _x1, b AS _x2 FROM t AS t) AS _rows "
        "WHERE _x1 = 1 ORDER BY _x2 NULLS LAST"
    )


def test_a_list_without_rows_is_null_and_an_order_within_is_kept():
    assert spelt("SELECT list(a) AS x FROM t").startswith(
        "SELECT CASE WHEN ARRAY_SIZE(COLLECT_LIST(a)) > 0 THEN COLLECT_LIST(a) END AS x"
    )
    text = spelt("SELECT first(a ORDER BY b) AS x FROM t GROUP BY c")
    assert "ARRAY_SORT(COLLECT_LIST(STRUCT(" in text
    nulls_last = spelt("SELECT first(a ORDER BY b IS NULL, b) AS x FROM t GROUP BY c")
    assert "(b IS NULL) IS NULL AS" in nulls_last
    with pytest.raises(ValueError, match="ascending"):
        spelt("SELECT list(a ORDER BY b DESC) FROM t")


def test_nothing_of_spark_is_imported_where_duckdb_answers():
    code = """
import sys
from chipcensus.census import Census
from chipcensus.settings import read_settings
import chipcensus.cli, chipcensus.api, chipcensus.server
assert Census(read_settings({"CHIPCENSUS_VAR": sys.argv[1]})).engine.settings.engine == "duckdb"
print([name for name in ("pyspark", "grpc", "sqlglot") if name in sys.modules])
"""
    found = subprocess.run(
        [sys.executable, "-c", code, str(ROOT / "var")], cwd=ROOT, capture_output=True, text=True
    )
    assert found.stdout.strip() == "[]", found.stderr
