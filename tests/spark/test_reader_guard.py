"""What of a reader's statement is let through to an engine: seen before anything is sent."""

from __future__ import annotations

import tomllib
from contextlib import closing

import duckdb
import pytest
from sqlglot import exp

from chipcensus.census import Census
from chipcensus.engine.spark.guard import FUNCTIONS, slip_of
from chipcensus.engine.spark.own import spelled
from chipcensus.engine.spark.worker import _read
from chipcensus.explore import example
from chipcensus.explore.examples import examples
from chipcensus.filters import Filters
from chipcensus.i18n import read_words
from chipcensus.sandbox.opened import Opened, Refused
from chipcensus.settings import ROOT

HOSTILE = tomllib.loads((ROOT / "tests" / "sandbox" / "hostile.toml").read_text("utf-8"))
TABLES = {"companies", "registrations", "registry", "figures"}
# What an engine has beyond the tables: its files, its catalog, its Java, its environment.
BEYOND = [
    "SELECT reflect('java.lang.System', 'getenv', 'PATH')",
    "SELECT java_method('java.lang.Runtime', 'getRuntime')",
    "SELECT try_reflect('java.lang.System', 'getenv', 'PATH') FROM companies",
    "SELECT input_file_name() FROM companies",
    "SELECT input_file_block_start() FROM companies",
    "SELECT _metadata.file_path FROM companies",
    "SELECT companies._metadata FROM companies",
    "SELECT current_user()",
    "SELECT current_catalog(), current_database()",
    "SELECT version()",
    "SELECT spark_partition_id() FROM companies",
    "SELECT monotonically_increasing_id() FROM companies",
    "SELECT ai_query('model', 'text')",
    "SELECT http_request(conn => 'x')",
    "SELECT secret('scope', 'key')",
    "SELECT raise_error('x')",
    "SELECT assert_true(false)",
    "SELECT from_csv('a', 'b INT')",
    "SELECT schema_of_json('{}')",
    "SELECT xpath('<a/>', 'a')",
    "SELECT aes_decrypt('a', 'b')",
    "SELECT uuid(), rand()",
    "SELECT * FROM read_files('/etc/passwd')",
    "SELECT * FROM parquet.companies",
    "SELECT * FROM text.secret",
    'SELECT * FROM csv."/etc/passwd"',
    'SELECT * FROM delta."s3://bucket/table"',
    'SELECT * FROM "file:/etc/passwd"',
    "SELECT * FROM spark_catalog.default.secrets",
    "SELECT * FROM default.secrets",
    "SELECT * FROM global_temp.secrets",
    "SELECT * FROM information_schema.tables",
    "SELECT * FROM system.builtin.x",
    "SELECT * FROM secrets",
    "SELECT (SELECT max(x) FROM secrets)",
    "SELECT * FROM companies WHERE country IN (SELECT x FROM secrets)",
    "SELECT * FROM companies, LATERAL (SELECT * FROM secrets) s",
    "SELECT * FROM companies JOIN secrets ON true",
    "SELECT 1 UNION ALL SELECT x FROM secrets",
    # A name of WITH holds where it stands, and nowhere else.
    "SELECT * FROM secrets, (WITH secrets AS (SELECT 1) SELECT * FROM secrets) s",
    "WITH a AS (SELECT * FROM secrets), secrets AS (SELECT 1) SELECT * FROM a, secrets",
    "SELECT * FROM (WITH secrets AS (SELECT 1) SELECT 1), secrets",
    'SELECT 1 AS "${env:PATH}"',
    'SELECT "${spark.app.id}" FROM companies',
    "SELECT repeat('x', 2000000000)",
    "SELECT repeat('x', length(name_zh)) FROM companies",
    "SELECT lpad('x', 2000000000, 'y')",
    "SELECT * FROM range(1000000000)",
    "SELECT range(1, 1000000000)",
    "SELECT * FROM generate_series(1, 100000000)",
    "SELECT range(1, year(listed_on)) FROM companies",
]
LET_THROUGH = [
    "SELECT 1 AS one",
    "FROM companies",
    "SELECT * FROM main.companies",
    "SELECT count(*) FROM registry",
    "SELECT COMPANIES.name_zh FROM Companies",
    "WITH secrets AS (SELECT 1 AS x) SELECT * FROM secrets",
    "WITH a AS (SELECT 1 AS x), b AS (SELECT * FROM a) SELECT * FROM a JOIN b USING (x)",
    "SELECT * FROM companies c, (SELECT 1) AS d",
    "SELECT n FROM range(10) t(n)",
    "SELECT lpad('7', 3, '0'), repeat('x', 10)",
    "SELECT sum(companies) FILTER (WHERE geo = 'CN') FROM registrations GROUP BY scope",
    "SELECT * FROM registrations QUALIFY row_number() OVER (PARTITION BY geo ORDER BY scope) = 1",
    "SELECT '${env:PATH}'",
    "SELECT 1 AS 数量",
]


@pytest.fixture(scope="module")
def let_through():
    """Whether both guards let a statement through, as the worker asks them."""
    opened = Opened()
    with closing(duckdb.connect()) as connection:

        def ask(sql):
            try:
                opened.check(connection.cursor(), sql)
                tree = _read(sql)
            except (Refused, duckdb.Error, ValueError):
                return False
            return slip_of(tree, TABLES) is None

        yield ask


@pytest.mark.parametrize("sql", BEYOND)
def test_what_an_engine_has_beyond_the_tables_is_not_asked(let_through, sql):
    assert not let_through(sql)


@pytest.mark.parametrize("sql", LET_THROUGH)
def test_what_reads_the_tables_is(let_through, sql):
    assert let_through(sql)
    assert spelled(_read(sql))[0].startswith(("SELECT", "WITH"))


def test_nothing_that_a_worker_refuses_comes_to_an_engine(let_through):
    told = [t for outcomes in HOSTILE.values() for t in outcomes.get("refused", ())]
    # What DuckDB refuses only once it runs, a pattern of millions of states, an engine refuses or
    # is stopped at.
    texts = [t for t in told if isinstance(t, str) and "regexp_matches" not in t]
    assert len(texts) > 100
    assert [sql for sql in texts if let_through(sql)] == []


def test_every_question_that_is_shipped_can_be_asked_there(shipped):
    census = Census(shipped)
    words, found = read_words("en"), []
    tables = {path.stem for path in (ROOT / "queries" / "views").glob("*.sql")}
    with closing(census.generation().cursor()) as cursor:
        tables |= {
            name for (name,) in cursor.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
    for group in examples(census, census.words("en")):
        for one in group["questions"]:
            tree = _read(example(census, one["name"], Filters(), words))
            slip = slip_of(tree, tables)
            found += [(one["name"], slip)] if slip else []
            spelled(tree)
    assert found == []


def test_the_list_names_functions_that_there_are():
    assert [name for name in FUNCTIONS if not hasattr(exp, name)] == []


@pytest.mark.parametrize(
    "text",
    ["${env:PATH}", "a${b}c${d}", "$", "{", "$$", "\\", "'", "\\'", "\n", "?", ":x", "芯片😀"],
)
def test_a_text_stays_the_text_it_is(text):
    sql, _ = spelled(_read("SELECT '" + text.replace("'", "''") + "' AS x"))
    assert "${" not in sql
    assert "x" in sql
