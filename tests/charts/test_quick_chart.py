"""The quick chart of a reader's own answer: values drawn are rows, and what is missing is said."""

from __future__ import annotations

from datetime import date

import pytest

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.explore import MOST_SERIES, Chart, draw, suggested
from chipcensus.i18n import read_words
from chipcensus.question import Field, Question
from chipcensus.result import Result

EN = read_words("en")


def answer(types: dict[str, str], *rows: tuple) -> Result:
    fields = tuple(Field(name, kind, name, is_own=True) for name, kind in types.items())
    question = Question("explore/query", "", (), fields, "", "SELECT 1")
    told = [dict(zip(types, row, strict=True)) for row in rows]
    return Result(question, {}, told, "abc", "SELECT 1", {})


def drawn(result: Result, *chart: str) -> Drawing:
    return draw(result, EN, Chart(*chart))


YEARS = answer(
    {"year": "BIGINT", "provider": "VARCHAR", "n": "BIGINT"},
    (2021, "b", 7),
    (2020, "a", 5),
    (2021, "a", 6),
    (2022, "b", None),
)


def test_lines_are_drawn_by_colour_in_the_order_of_time():
    made = drawn(YEARS, "line", "year", "n", "provider")
    lines = {t["name"]: (t["x"], t["y"]) for t in made.figure["data"]}
    assert lines == {"b": ([2021], [7]), "a": ([2020, 2021], [5, 6])}
    assert made.time == "year"
    assert made.finding == "n is highest at 7 (2021, b) and lowest at 5 (2020, a)"
    assert made.figure["layout"]["showlegend"] is True
    assert made.figure["data"][0]["hovertext"] == ["year: 2021<br>n: 7<br>provider: b"]


def test_one_row_is_one_mark_and_no_comparison():
    made = drawn(answer({"x": "VARCHAR", "n": "DOUBLE"}, ("a", 1.5)), "bar", "x", "n")
    assert made.finding == "n is 1.5 (a)"
    assert made.figure["layout"]["showlegend"] is False


def test_many_names_lie_level_and_each_is_written():
    rows = [(f"company number {n}", n) for n in range(30)]
    made = drawn(answer({"x": "VARCHAR", "n": "BIGINT"}, *rows), "bar", "x", "n")
    (trace,) = made.figure["data"]
    assert trace["orientation"] == "h"
    assert trace["x"] == list(range(30))
    assert made.figure["layout"]["yaxis"]["ticktext"] == [name for name, _ in rows]
    assert made.height > 30 * 20


def test_days_are_days():
    made = drawn(answer({"d": "DATE", "n": "DOUBLE"}, (date(2024, 1, 2), 1.0)), "line", "d", "n")
    assert made.figure["data"][0]["x"] == ["2024-01-02"]
    assert made.time == "day"


def test_names_from_the_data_are_no_markup():
    result = answer({"<b>x": "VARCHAR", "n": "BIGINT"}, ("<img>", 1), ("y", 2))
    made = drawn(result, "bar", "<b>x", "n", "<b>x")
    names = [trace["name"] for trace in made.figure["data"]]
    assert names == ["&lt;img&gt;", "y"]
    assert "<img" not in str(made.figure["data"])


def test_of_many_series_the_largest_are_drawn_and_it_is_said():
    rows = [(n, f"s{n % 20}", 1) for n in range(60)] + [(n, "s19", 1) for n in range(60)]
    result = answer({"x": "BIGINT", "c": "VARCHAR", "n": "BIGINT"}, *rows)
    made = drawn(result, "point", "x", "n", "c")
    names = [trace["name"] for trace in made.figure["data"]]
    assert len(names) == MOST_SERIES
    assert "s19" in names
    assert any("20" in note for note in made.notes)


@pytest.mark.parametrize(
    ("rows", "y", "said"),
    [
        ([], "n", "No row has both"),
        ([("a", None)], "n", "No row has both"),
        ([("a", 1)], "x", "no numbers"),
    ],
)
def test_nothing_to_draw_is_said(rows, y, said):
    made = drawn(answer({"x": "VARCHAR", "n": "BIGINT"}, *rows), "bar", "x", y)
    assert made.figure is None
    assert said in made.missing


def test_a_chart_to_begin_with_fits_the_columns():
    assert suggested(YEARS) == Chart("line", "year", "n", "provider")
    names = answer({"x": "VARCHAR", "n": "DOUBLE"}, ("a", 1.0))
    assert suggested(names) == Chart("bar", "x", "n")
    assert suggested(answer({"a": "DOUBLE", "b": "DOUBLE"}, (1.0, 2.0))) == Chart("point", "a", "b")
    assert suggested(answer({"x": "VARCHAR"}, ("a",))) is None
    assert suggested(answer({"n": "BIGINT"})) is None
