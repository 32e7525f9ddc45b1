"""What differs between two answers, cell by cell and row by row."""

from __future__ import annotations

from datetime import date

import pytest

from chipcensus.citing import Change, changes
from chipcensus.i18n import read_words
from chipcensus.question import Field, Question
from chipcensus.result import Citation, Result

COLUMNS = (
    Field("year", "INTEGER", "calendar year"),
    Field("provider", "VARCHAR", "who counted"),
    Field("companies", "BIGINT", "companies registered in the year"),
    Field("companies_low", "BIGINT", "companies; least"),
    Field("is_partial", "BOOLEAN", "the period ends early"),
    Field("period_end", "DATE", "last day counted"),
    Field("row_ids", "VARCHAR[]", "rows"),
    Field("source_ids", "VARCHAR[]", "sources"),
)
EN = read_words("en")


def row(year=2023, provider="企查查", companies=100, low=None, sources=("a",)):
    cells = (year, provider, companies, low, False, date(year, 12, 31), ["r"], list(sources))
    return dict(zip((c.name for c in COLUMNS), cells, strict=True))


def result(*rows, columns=COLUMNS, known="ab"):
    cited = {i: Citation(i, f"Title {i}", f"Publisher {i}", "", None, "news") for i in known}
    question = Question("made/by_hand", "?", (), columns, "", "")
    kept = {c.name for c in columns}
    shown = [{name: cell for name, cell in one.items() if name in kept} for one in rows]
    return Result(question, {}, shown, "g", "", cited)


def told(before, after):
    return [(c.row, c.column, c.before, c.after) for c in changes(before, after, EN)]


def test_the_same_answer_has_no_changes():
    assert told(result(row(), row(2024)), result(row(2024), row())) == []


def test_a_number_that_changed():
    before, after = result(row(), row(2024)), result(row(companies=120), row(2024))
    assert told(before, after) == [("2023", "Companies", "100", "120")]


def test_rows_are_named_by_as_many_columns_as_it_takes():
    before = result(row(), row(provider="天眼查", companies=90))
    after = result(row(), row(provider="天眼查", companies=95))
    assert told(before, after) == [("2023 · Tianyancha", "Companies", "90", "95")]


def test_an_interval_is_told_only_where_nothing_else_changed():
    assert told(result(row(low=90)), result(row(companies=120, low=110))) == [
        ("2023", "Companies", "100", "120")
    ]
    (change,) = told(result(row(low=90)), result(row(low=95)))
    assert change[2:] == ("90", "95")


def test_what_became_known_and_what_is_unknown_now():
    assert told(result(row(companies=None)), result(row()))[0][2:] == ("–", "100")
    assert told(result(row()), result(row(companies=None)))[0][2:] == ("100", "–")


def test_rows_that_came_and_went():
    found = changes(result(row(), row(2022)), result(row(), row(2024, companies=7)), EN)
    assert found == [
        Change("2024", EN("cite.row_new"), "", "Companies 7"),
        Change("2022", EN("cite.row_gone"), "Companies 100", ""),
    ]


def test_rows_that_look_alike_are_paired_in_their_order():
    before, after = result(row(), row(companies=50)), result(row(), row(companies=60))
    assert [c[2:] for c in told(before, after)] == [("50", "60")]
    assert len(told(before, result(row()))) == 1


def test_another_source_is_a_change():
    assert told(result(row()), result(row(sources=["b"]))) == [
        ("2023", EN("column.source_ids"), "Publisher a", "Publisher b")
    ]


def test_a_source_no_longer_known_does_no_harm():
    assert told(result(row(sources=["gone"])), result(row(), known="a"))[0][2] == "–"


@pytest.mark.parametrize("fewer", ["before", "after"])
def test_only_columns_that_both_have_are_compared(fewer):
    few, all_ = result(row(), columns=COLUMNS[:3]), result(row(companies=5))
    pair = (few, all_) if fewer == "before" else (all_, few)
    assert [c[1] for c in told(*pair)] == ["Companies"]


def test_nothing_against_something():
    assert told(result(), result()) == []
    assert len(told(result(), result(row()))) == 1
    assert len(told(result(row()), result())) == 1
