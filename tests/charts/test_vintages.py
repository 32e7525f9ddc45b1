"""Vintages: one panel a year and provider, each print where it was published."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from charts.made import result, year

from chipcensus.charts.registrations import vintages
from chipcensus.figures import COUNTS
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")


def a_print(number, day, companies, **values):
    """A print of a year's count, rounded to the last unit."""
    low, high = companies - 0.5, companies + 0.5
    known = {"companies": companies, "companies_low": low, "companies_high": high}
    flags = {"is_change": False, "provider": "企查查", "published_on": day}
    return year(number, **(known | flags | values))


@pytest.fixture
def shipped_answer(ask):
    return ask("registrations/vintages", COUNTS)


def test_every_dated_print_is_a_mark_on_its_day(shipped_answer):
    traces = vintages.draw(shipped_answer, ZH).figure["data"]
    drawn = {
        tuple(ids): (day, value)
        for trace in traces
        for ids, day, value in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    }
    dated = [row for row in shipped_answer.rows if row["published_on"]]
    assert drawn == {
        tuple(row["row_ids"]): (row["published_on"].isoformat(), row["companies"]) for row in dated
    }


def test_only_whole_years_are_joined(shipped_answer):
    parts = {tuple(row["row_ids"]) for row in shipped_answer.rows if row["is_partial"]}
    assert parts
    for trace in vintages.draw(shipped_answer, ZH).figure["data"]:
        is_part = {tuple(ids) in parts for ids in trace["customdata"]}
        assert is_part == {"lines" not in trace["mode"]}


def test_a_change_is_told_and_a_reprint_is_quiet():
    days = [date(2021, 2, 1), date(2021, 4, 1), date(2022, 9, 1)]
    rows = [
        a_print(2020, days[0], 22800, row_ids=["a"]),
        a_print(2020, days[1], 22800, row_ids=["b"]),
        a_print(2020, days[2], 23700, row_ids=["c"], is_change=True),
    ]
    drawing = vintages.draw(result(rows), EN)
    (line,) = drawing.figure["data"]
    first, again, last = line["marker"]["size"]
    assert first == last > again
    assert line["text"] == ["22,800", "", "23,700<br>+3.95%"]
    assert line["line"]["shape"] == "hv"
    assert "+3.95%" in drawing.finding
    assert drawing.time == "day"


def test_a_part_of_a_year_says_its_last_day_and_is_no_revision():
    rows = [
        a_print(2021, date(2021, 7, 1), 15700, is_partial=True, period_end=date(2021, 5, 31)),
        a_print(2021, date(2022, 2, 1), 47400),
    ]
    drawing = vintages.draw(result(rows), ZH)
    part = next(t for t in drawing.figure["data"] if "lines" not in t["mode"])
    assert part["text"] == [" 15,700 →05-31 "]
    assert ZH("flag.is_partial") in part["hovertemplate"][0]
    assert drawing.finding == ZH("finding.registrations.vintages_none", years=1)


def test_a_page_without_a_date_is_said_and_never_placed():
    rows = [
        a_print(2020, date(2021, 2, 1), 22800),
        a_print(2020, date(2022, 2, 1), 23100, is_change=True),
        a_print(2020, None, 22000, row_ids=["undated"]),
    ]
    drawing = vintages.draw(result(rows), EN)
    assert ["undated"] not in [ids for t in drawing.figure["data"] for ids in t["customdata"]]
    assert any("22,000" in note for note in drawing.notes)
    only = vintages.draw(result(rows[2:]), EN)
    assert only.figure is None
    assert only.missing


def test_nothing_says_what_was_asked_and_what_would_show_something(shipped_answer):
    none = replace(shipped_answer, rows=[], params=shipped_answer.params | {"year_from": 2030})
    drawing = vintages.draw(none, ZH)
    assert drawing.figure is None
    assert all(part in drawing.missing for part in ("芯片", "企查查", "2030"))
