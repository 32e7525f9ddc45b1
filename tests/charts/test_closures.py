"""Groups of companies gone, and the named ones that closed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from charts.made import result, row

from chipcensus.charts.deregistrations import by_group, closures
from chipcensus.charts.theme import CONTEXT, LOSS, OPEN_MARK
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")
A_DAY = 86_400_000


def a_group(**values):
    known = {
        "scope": "artificial_intelligence",
        "dimension": "age_years",
        "dimension_value": "<=5",
        "provider": "天眼查",
        "companies": 68_000.0,
        "total": 92_000.0,
        "total_is": "deregistrations",
        "share_of_total": 0.739,
        "share_of_total_low": 0.724,
        "share_of_total_high": 0.754,
        "period_start": None,
        "period_end": date(2019, 11, 26),
    }
    return row(**(known | values))


def a_closure(day, precision="day", **values):
    last = {"day": day, "month": date(day.year, day.month, 28), "year": date(day.year, 12, 31)}
    known = {
        "happening": "closure",
        "status": "closed",
        "happened_on": day,
        "happened_to": last[precision],
        "date_precision": precision,
        "title_zh": "某公司解散",
        "title_en": "Some firm dissolves, after all",
    }
    return row(**(known | values))


def test_a_group_is_drawn_as_its_share_with_the_interval_of_rounding(ask):
    answer = ask("deregistrations/by_group")
    bars, _ = by_group.draw(answer, ZH).figure["data"]
    for place, found in enumerate(answer.rows):
        assert bars["x"][place] == pytest.approx(100 * found["share_of_total"])
        top = bars["x"][place] + bars["error_x"]["array"][place]
        assert top == pytest.approx(100 * found["share_of_total_high"])
        assert bars["customdata"][place] == found["row_ids"]


@pytest.mark.parametrize(
    ("dimension", "value", "said"),
    [
        ("age_years", "<=5", "At most 5 years old"),
        ("age_years", "<1", "Under 1 years old"),
        ("registered_capital", ">10000000", "Capital over 10M CNY"),
        ("exit_kind_within_cohort", "cancelled_or_revoked", "Registered in the period"),
        ("moon", "<b>full", "moon &lt;b&gt;full"),
    ],
)
def test_a_group_is_named_in_words_and_an_unknown_one_as_it_is(dimension, value, said):
    group = a_group(dimension=dimension, dimension_value=value)
    drawing = by_group.draw(result([group]), EN)
    assert drawing.figure["layout"]["yaxis"]["ticktext"][0].startswith(said + "<br>")


def test_a_group_without_a_total_has_no_bar_but_is_said():
    bare = a_group(share_of_total=None, total=None, total_is=None, dimension_value=">5")
    drawing = by_group.draw(result([a_group(), bare]), EN)
    assert len(drawing.figure["data"][0]["x"]) == 1
    assert any("Over 5 years old" in note for note in drawing.notes)
    assert by_group.draw(result([bare]), EN).missing


def test_gone_of_those_registered_says_so():
    group = a_group(dimension="exit_kind_within_cohort", total_is="registrations")
    assert "92,000" in by_group.draw(result([group]), ZH).finding


def test_every_happening_is_one_row_named_by_its_company(ask):
    answer = ask("deregistrations/closures")
    drawing = closures.draw(answer, ZH)
    drawn = sorted(
        (y, ids)
        for t in drawing.figure["data"]
        for y, ids in zip(t["y"], t["customdata"], strict=True)
    )
    assert drawn == [(place, found["row_ids"]) for place, found in enumerate(answer.rows)]
    assert len(drawing.figure["layout"]["yaxis"]["ticktext"]) == len(answer.rows)
    assert drawing.time == "day"


def test_a_month_is_a_span_and_never_a_day():
    (span,) = closures.draw(result([a_closure(date(2024, 2, 1), "month")]), ZH).figure["data"]
    assert span["type"] == "bar"
    assert (span["base"], span["x"]) == (["2024-02-01"], [28 * A_DAY])
    assert span["text"] == ["2024-02"]
    (day,) = closures.draw(result([a_closure(date(2024, 2, 1))]), ZH).figure["data"]
    assert (day["type"], day["x"]) == ("scatter", ["2024-02-01"])


def test_only_what_the_directory_has_closed_is_filled():
    rows = [
        a_closure(date(2023, 1, 1)),
        a_closure(date(2024, 1, 1), status="active"),
        a_closure(date(2025, 1, 1), status="active", happening="layoff"),
    ]
    (marks,) = closures.draw(result(rows), EN).figure["data"]
    assert marks["marker"]["color"] == [LOSS, OPEN_MARK, OPEN_MARK]
    assert marks["marker"]["line"]["color"] == [LOSS, LOSS, CONTEXT]
    assert EN.code("status", "active") in marks["hovertemplate"][1]


@pytest.mark.parametrize(("words", "title"), [(ZH, "某公司解散"), (EN, "Some firm dissolves")])
def test_a_company_outside_the_directory_is_named_by_the_title(words, title):
    drawing = closures.draw(result([a_closure(date(2024, 2, 1), company_id=None)]), words)
    (name,) = drawing.figure["layout"]["yaxis"]["ticktext"]
    assert title.startswith(name.rstrip("…"))
    assert title in drawing.figure["data"][0]["hovertemplate"][0]
    assert title in drawing.finding


def test_what_only_the_directory_knows_is_said_so():
    bare = a_closure(date(2021, 3, 1), "month", title_zh=None, title_en=None)
    drawing = closures.draw(result([bare]), EN)
    assert EN("word.closed_in_directory") in drawing.figure["data"][0]["hovertemplate"][0]


def test_no_row_says_what_would_show_something(ask):
    for chart, name in ((by_group, "by_group"), (closures, "closures")):
        answer = ask(f"deregistrations/{name}")
        none = replace(answer, rows=[], params=answer.params | {"as_of": date(1999, 12, 31)})
        drawing = chart.draw(none, ZH)
        assert drawing.figure is None
        assert "1999-12-31" in drawing.missing
