"""What changed between two generations, told row by row."""

from __future__ import annotations

import pytest
from charts.made import result

from chipcensus.charts import meta
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")
BOTH = pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
CHANGED = {
    "table_name": "registrations",
    "change": "restated",
    "row_key": "reg-1",
    "column_names": ["companies"],
    "before": ["5800"],
    "after": ["9100"],
    "source_ids": ["s1"],
}


def changed(*rows, problem=None):
    return result(list(rows), earlier="aaa", later="bbb", problem=problem)


def _cells(drawing):
    (row,) = drawing.listing["rows"]
    return row["cells"]


def lines(cell):
    return [line["text"] for line in cell["lines"]]


def test_a_restated_row_tells_before_and_after():
    key, change, told, sources = _cells(meta.changes.draw(changed(CHANGED), EN))
    assert key["text"] == "reg-1"
    assert change["text"] == EN("label.meta.restated")
    assert lines(told) == [f"{EN('column.companies')}: 5800 → 9100"]
    assert sources["links"][0]["url"] == "https://example.org/1"


@BOTH
def test_a_new_row_tells_its_first_cells_in_words(words):
    names = ["row_id", "scope", "geo", "period_end", "is_forecast", "remark", "a", "b", "c"]
    values = ["reg-2", "chip", "CN", "2024-12-31", "true", "", "1", "2", "3"]
    row = CHANGED | {"change": "added", "column_names": names, "before": [], "after": values}
    told = _cells(meta.changes.draw(changed(row), words))[2]
    assert lines(told)[0].endswith(words("scope.chip"))
    assert lines(told)[3].endswith(words("word.yes"))
    assert (len(told["lines"]), told["more"]) == (6, 1)


def test_changes_are_counted_by_kind_and_by_table_and_a_list_too_long_says_so():
    gone = CHANGED | {"change": "removed", "table_name": "market", "after": []}
    drawing = meta.changes.draw(changed(*[CHANGED] * 1200, gone), EN)
    assert "1 removed, 1200 restated" in drawing.finding
    assert len(drawing.listing["rows"]) == meta.changes.MOST_LISTED
    assert "market: 1" in drawing.notes[0]
    assert "1201" in drawing.notes[-1]


@BOTH
@pytest.mark.parametrize("problem", ["only_one", "unreadable", "too_large", None])
def test_what_hinders_a_comparison_is_said(words, problem):
    drawing = meta.changes.draw(changed(problem=problem), words)
    assert drawing.listing is None
    assert "bbb" in drawing.missing
