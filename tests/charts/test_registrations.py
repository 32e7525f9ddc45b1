"""Registrations: every mark is a row of the answer, and says what it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chipcensus.charts import deregistrations, registrations
from chipcensus.charts.drawing import NO_BAR
from chipcensus.charts.theme import HATCH
from chipcensus.figures import COUNTS
from chipcensus.i18n import read_words
from chipcensus.units import scale

ZH, EN = read_words("zh"), read_words("en")
SUBJECTS = {
    "registrations": registrations.by_year.draw,
    "deregistrations": deregistrations.by_year.draw,
}


@pytest.fixture(params=SUBJECTS)
def subject(request):
    return request.param


@pytest.fixture
def yearly(ask, subject):
    """An answer by year, and its marks by year: (trace, place in the trace)."""
    answer = ask(f"{subject}/by_year", COUNTS)
    return answer, SUBJECTS[subject](answer, ZH)


def test_every_chosen_and_fallback_row_is_a_bar(yearly):
    answer, drawing = yearly
    size = scale(answer.column("companies"), "companies", "zh")
    drawn = {
        tuple(ids): (year, value)
        for trace in _bars(drawing)
        for ids, year, value in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    }
    wanted = [r for r in answer.rows if r["role"] in {"chosen", "fallback"}]
    assert drawn == {tuple(r["row_ids"]): (r["year"], size(r["companies"])) for r in wanted}


def test_bars_stand_on_zero_and_never_go_below(yearly):
    _, drawing = yearly
    assert drawing.figure["layout"]["yaxis"]["rangemode"] == "tozero"
    assert all(value > 0 for trace in _bars(drawing) for value in trace["y"])


def test_a_part_of_a_year_is_hatched_and_says_its_last_day(yearly):
    answer, drawing = yearly
    rows = {tuple(r["row_ids"]): r for r in answer.rows}
    hatched = 0
    for trace, place in _places(drawing):
        row = rows[tuple(trace["customdata"][place])]
        is_hatched = trace["marker"]["pattern"]["shape"][place] == HATCH
        says_day = trace["text"][place].endswith(f"→{row['period_end']:%m-%d}")
        assert is_hatched is says_day is row["is_partial"]
        hatched += is_hatched
    assert hatched
    assert ZH("note.partial_years") in drawing.notes


def test_a_whisker_spans_the_sources_only_where_they_disagree(yearly):
    answer, drawing = yearly
    rows = {tuple(r["row_ids"]): r for r in answer.rows}
    size = scale(answer.column("companies"), "companies", "zh")
    disputed = 0
    for trace, place in _places(drawing):
        row = rows[tuple(trace["customdata"][place])]
        up, down = (trace["error_y"][name][place] for name in ("array", "arrayminus"))
        if row["is_disputed"]:
            disputed += 1
            top, bottom = trace["y"][place] + up, trace["y"][place] - down
            assert (top, bottom) == pytest.approx((size(row["range_high"]), size(row["range_low"])))
        else:
            assert up == down == NO_BAR
    assert disputed


def test_another_providers_count_is_an_open_mark_only_where_it_says_something_else(yearly):
    answer, drawing = yearly
    shown = {t["x"][p]: t["y"][p] for t, p in _places(drawing)}
    allowed = {tuple(r["row_ids"]) for r in answer.rows if r["role"] == "other"}
    for others in (t for t in drawing.figure["data"] if t["type"] == "scatter"):
        assert others["marker"]["symbol"] == "diamond-open"
        assert others["name"] == ZH("word.other_providers")
        assert {tuple(ids) for ids in others["customdata"]} <= allowed
        assert all(shown.get(x) != y for x, y in zip(others["x"], others["y"], strict=True))


def test_an_agreeing_count_of_another_provider_is_not_drawn_twice(yearly, subject):
    answer, _ = yearly
    row = next(r for r in answer.rows if r["role"] == "chosen")
    twin = row | {"role": "other", "provider": "天眼查", "row_ids": ["twin"]}
    far = twin | {"companies_low": 1, "companies": 2, "companies_high": 3, "row_ids": ["far"]}
    drawn = SUBJECTS[subject](replace(answer, rows=[row, twin, far]), ZH).figure["data"]
    assert [t["customdata"] for t in drawn if t["type"] == "scatter"] == [[["far"]]]


def test_every_provider_at_once_stands_side_by_side(ask, subject):
    answer = ask(f"{subject}/by_year", scope="chip", provider=None)
    drawing = SUBJECTS[subject](answer, EN)
    assert drawing.figure["layout"]["barmode"] == "group"
    names = {t["name"] for t in _bars(drawing)}
    assert names == {EN.code("provider", p) for p in answer.column("provider")}


def test_years_that_may_be_raised_are_shaded(yearly):
    answer, drawing = yearly
    shown = [r for r in answer.rows if r["role"] != "other"]
    settled = max(r["year"] for r in shown if not r["is_late"])
    late = sorted({r["year"] for r in shown if r["year"] > settled})
    shapes = drawing.figure["layout"]["shapes"]
    edges = [(late[0] - 0.5, late[-1] + 0.5)] if late else []
    assert [(s["x0"], s["x1"]) for s in shapes] == edges
    said = ZH("note.late_years", days="1,146")
    assert (said in drawing.notes) is bool(late)


def test_two_kinds_of_count_under_one_definition_are_said(ask):
    params = COUNTS | {"scope": "artificial_intelligence"}
    answer = ask("registrations/by_year", params)
    assert EN("note.breadth_mixed") in registrations.by_year.draw(answer, EN).notes


def test_what_is_missing_is_said_with_what_was_asked(ask, subject):
    params = COUNTS | {"year_from": 2030, "as_of": date(2024, 6, 30)}
    drawing = SUBJECTS[subject](ask(f"{subject}/by_year", params), ZH)
    assert drawing.figure is None
    assert all(part in drawing.missing for part in ("芯片", "企查查", "2030", "2024-06-30"))


def test_the_finding_is_of_the_newest_year_and_says_a_partial_one_is(yearly, subject):
    answer, drawing = yearly
    newest = max((r for r in answer.rows if r["role"] != "other"), key=lambda r: r["year"])
    assert str(newest["year"]) in drawing.finding
    assert (newest["period_end"].isoformat() in drawing.finding) is newest["is_partial"]
    whole = newest | {"is_partial": False, "period_end": date(newest["year"], 12, 31)}
    finding = SUBJECTS[subject](replace(answer, rows=[whole]), EN).finding
    assert whole["period_end"].isoformat() not in finding


def test_a_name_with_markup_is_shown_and_not_followed(yearly, subject):
    answer, _ = yearly
    row = answer.rows[0] | {"provider": "<b>A & B</b>", "role": "chosen"}
    (trace,) = SUBJECTS[subject](replace(answer, rows=[row]), ZH).figure["data"]
    shown = "&lt;b&gt;A &amp; B&lt;/b&gt;"
    assert trace["hovertemplate"][0].startswith(shown)
    assert trace["name"] == shown


def test_year_to_date_pairs_one_provider_and_prints_growth_on_its_year(ask):
    answer = ask("registrations/year_to_date", COUNTS)
    drawing = registrations.year_to_date.draw(answer, EN)
    (trace,) = drawing.figure["data"]
    rows = {tuple(r["row_ids"]): r for r in answer.rows}
    for (months, year), ids, text in zip(
        zip(*trace["x"], strict=True), trace["customdata"], trace["text"], strict=True
    ):
        row = rows[tuple(ids)]
        assert year == str(row["year"])
        assert EN(f"month.{row['through_month']}") in months
        assert ("%" in text) is (row["growth"] is not None)
        assert text.endswith("*") is (row["is_same_source"] is False)
    assert drawing.notes == (EN("note.like_for_like"), EN("note.across_sources"))


def test_year_to_date_without_a_pair_says_that_nothing_is_compared(ask):
    answer = ask("registrations/year_to_date", COUNTS)
    alone = [answer.rows[0] | {"growth": None, "growth_printed": None}]
    drawing = registrations.year_to_date.draw(replace(answer, rows=alone), EN)
    assert drawing.finding == EN("finding.registrations.year_to_date_none")


def test_places_are_bars_from_the_left_named_with_their_level(ask):
    answer = ask("registrations/places", COUNTS)
    drawing = registrations.places.draw(answer, ZH)
    levels = [t["name"] for t in drawing.figure["data"]]
    assert levels == [ZH.code("geo_level", level) for level in ("city", "province")]
    assert sum(len(t["x"]) for t in drawing.figure["data"]) == len(answer.rows)
    assert {t["orientation"] for t in drawing.figure["data"]} == {"h"}
    # A city and a province of one name are two bars: Shanghai is both.
    names = [name for t in drawing.figure["data"] for name in t["y"]]
    assert len(names) == len(set(names))


def _bars(drawing):
    return [t for t in drawing.figure["data"] if t["type"] == "bar"]


def _places(drawing):
    return [(trace, place) for trace in _bars(drawing) for place in range(len(trace["x"]))]
