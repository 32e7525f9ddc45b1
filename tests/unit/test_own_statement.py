"""A reader's own statement: parameters filled in, its answer as a result, its rows as a file."""

from __future__ import annotations

import csv
import io
import math
from datetime import UTC, date, datetime
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chipcensus.census import Census
from chipcensus.charts.explore import Chart
from chipcensus.errors import BadParameter, ReportsFull
from chipcensus.explore.examples import example
from chipcensus.explore.files import FORMATS
from chipcensus.explore.kept import Kept, keep, look_up, read_kept
from chipcensus.explore.own import plain, result_of
from chipcensus.explore.runs import Run
from chipcensus.explore.statement import filled, literal
from chipcensus.filters import Filters
from chipcensus.i18n import read_words
from chipcensus.result import Citation
from chipcensus.sandbox import Limits, Rows, Running
from chipcensus.state import Statements

KNOWN = {"s1": Citation("s1", "A page", "Somebody", "https://one.example/a", None, "news")}


def own(table: dict, **types) -> Rows:
    arrays = {name: pa.array(values, types.get(name)) for name, values in table.items()}
    return Rows(pa.table(arrays), 0.1, False)


def run_of(rows: Rows, form: str = "csv") -> Run:
    running = Running("SELECT 1", None, "x", Limits(), lambda _: 0, lambda _: None)
    running.finish(rows)
    return Run(None, "abc", "SELECT 1", running, form)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "NULL"),
        (True, "TRUE"),
        (7, "7"),
        (0.5, "0.5"),
        ("O'Hara", "'O''Hara'"),
        (date(2024, 2, 29), "DATE '2024-02-29'"),
        (["a", None, "b'c"], "['a', NULL, 'b''c']"),
        ((), "[]"),
    ],
)
def test_a_value_stands_as_sql_spells_it(value, text):
    assert literal(value) == text


def test_only_parameters_are_filled_in():
    sql = "SELECT '$name', \"$name\", $name -- $name\nFROM t WHERE x = $name_2"
    assert filled(sql, {"name": "a", "name_2": 3}) == (
        "SELECT '$name', \"$name\", 'a' -- $name\nFROM t WHERE x = 3"
    )


def test_a_quote_in_a_parameter_ends_no_text(generation):
    nasty = "'; DROP TABLE sources; --"
    sql = filled("SELECT $it AS it", {"it": nasty})
    assert generation.cursor().execute(sql).fetchall() == [(nasty,)]


@pytest.mark.parametrize("filters", [Filters(), Filters(as_of=date(2024, 6, 30))])
def test_an_example_answers_what_its_question_does(shipped, generation, filters):
    census = Census(shipped)
    sql = example(census, "registrations/by_year", filters, read_words("en"))
    rows = generation.cursor().execute(sql).fetchall()
    answer = census.figure("registrations/by_year", filters).result.rows
    assert rows == [tuple(row.values()) for row in answer]
    assert len(rows) > 5


def test_columns_keep_the_names_and_values_a_reader_gave_them():
    rows = own({"scope": [1, None], "source_id": ["s1", "s9"], "value": [0.5, math.inf]})
    result = result_of(rows, "SELECT 1", "abc", KNOWN)
    assert [(c.name, c.type) for c in result.question.columns] == [
        ("scope", "BIGINT"),
        ("source_id", "VARCHAR"),
        ("value", "DOUBLE"),
    ]
    assert result.column("scope") == [1, None]
    assert result.column("value") == [0.5, None]
    assert result.source_ids == ("s1",)  # s9 is no source of the data


def test_a_column_called_like_ids_that_holds_something_else_keeps_its_values():
    told = own({"source_ids": [["s1"], ["nobody"]], "row_ids": [3, 4]})
    result = result_of(told, "SELECT 1", "abc", KNOWN)
    assert [c.name for c in result.question.columns] == ["source_ids_", "row_ids_"]
    assert result.column("source_ids_") == [["s1"], ["nobody"]]
    assert result.source_ids == ()


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, None),
        (True, "true"),
        (1272.0, "1272"),
        (0.1, "0.1"),
        (1e300, "1e+300"),
        (Decimal("12.50"), "12.50"),
        (datetime(2024, 1, 2, 3, 4, tzinfo=UTC), "2024-01-02 03:04:00+00:00"),
        (b"\x00\xff", "00ff"),
        ([date(2024, 1, 2), "中"], '["2024-01-02", "中"]'),
    ],
)
def test_a_cell_is_shown_as_sql_would_spell_it(value, text):
    assert plain(value) == text


def test_a_csv_holds_all_rows_and_nothing_that_a_spreadsheet_runs():
    rows = own({"=a": ["=1+1", "@x", "plain", None] * 20_000, "n": [-1, 2, 3, None] * 20_000})
    made = b"".join(FORMATS["csv"].make(run_of(rows), read_words("en")))
    assert made.startswith(b"\xef\xbb\xbf")
    read = list(csv.reader(io.StringIO(made.decode("utf-8-sig"))))
    assert len(read) == 80_001
    assert read[0] == ["'=a", "n"]
    assert read[1:5] == [["'=1+1", "-1"], ["'@x", "2"], ["plain", "3"], ["", ""]]


def test_an_empty_answer_is_a_csv_of_names():
    rows = own({"a": [], "b": []}, a=pa.string(), b=pa.int64())
    made = b"".join(FORMATS["csv"].make(run_of(rows), read_words("en"))).decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(made))) == [["a", "b"]]


def test_a_parquet_file_says_what_was_asked():
    rows = own({"a": [1, 2]})
    made = b"".join(FORMATS["parquet"].make(run_of(rows), read_words("en")))
    table = pq.read_table(io.BytesIO(made))
    assert table.to_pydict() == {"a": [1, 2]}
    assert table.schema.metadata[b"sql"] == b"SELECT 1"
    assert table.schema.metadata[b"generation"] == b"abc"


def test_a_statement_is_kept_under_one_id_whatever_its_length(settings):
    census = Census(settings)
    long = Kept("SELECT '" + "长" * 50_000 + "'", Chart("bar", "a", "b"))
    identity = keep(census, long)
    assert keep(census, long) == identity
    assert look_up(census, identity.upper()) == long
    assert look_up(census, "0000000000") is None
    assert keep(census, Kept("SELECT 1")) != identity


def test_no_more_statements_are_kept_than_the_settings_allow(settings):
    statements = Statements(settings)
    statements.most = 1
    statements.keep("one")
    with pytest.raises(ReportsFull, match="CHIPCENSUS_KEPT_STATEMENTS"):
        statements.keep("two")
    assert statements.get(statements.keep("one")) == "one"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"sql": 3},
        {"sql": "x" * 100_001},
        {"sql": "SELECT 1", "chart": {"kind": "pie", "x": "a", "y": "b"}},
        {"sql": "SELECT 1", "chart": {"kind": "bar", "x": ["a"], "y": "b"}},
    ],
)
def test_what_is_no_statement_is_not_kept(told):
    with pytest.raises(BadParameter):
        read_kept(told)
