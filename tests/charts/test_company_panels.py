"""A company's results and deals: panels draw what the rows hold."""

from __future__ import annotations

from datetime import date

import pytest
from charts.made import result, row, year

from chipcensus.charts import companies
from chipcensus.charts.theme import HATCH, LOSS, OPEN_MARK
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")
CNY = {"currency": "CNY"}


def money(number, value, metric="revenue", **values):
    return year(number, metric=metric, value=value, **values)


def deal(day, amount=None, **values):
    known = {
        "announced_on": day,
        "announced_precision": "day",
        "amount": amount,
        "round": "a",
        "currency": "CNY" if amount else None,
    }
    return row(**(known | values))


# ---- Revenue and profit


def test_bars_are_the_rows_and_losses_have_their_colour(ask):
    answer = ask("companies/results", CNY, id="cambricon")
    drawing = companies.results.draw(answer, ZH)
    upper, lower = drawing.figure["data"]
    profits = [r for r in answer.rows if r["metric"] == "net_profit"]
    drawn = dict(zip(map(tuple, lower["customdata"]), lower["y"], strict=True))
    assert drawn == {tuple(r["row_ids"]): pytest.approx(r["value"] / 1e8) for r in profits}
    assert [c == LOSS for c in lower["marker"]["color"]] == [r["value"] < 0 for r in profits]
    assert LOSS not in upper["marker"]["color"]
    assert all("<i>" in text for text in (*upper["hovertemplate"], *lower["hovertemplate"]))
    assert drawing.time == "year"


def test_marks_say_what_kind_of_figure_they_are():
    rows = [
        money(2022, 1e8, is_preliminary=True),
        money(2023, 2e8, is_standardised=True),
        money(2024, 3e8, is_derived=True),
    ]
    drawing = companies.results.draw(result(rows), EN)
    (bars,) = drawing.figure["data"]
    assert bars["marker"]["pattern"]["shape"] == [HATCH, ".", ""]
    assert bars["marker"]["color"][2] == OPEN_MARK
    assert len(drawing.notes) == 3


def test_only_a_profit_is_one_panel_over_the_whole_height():
    drawing = companies.results.draw(result([money(2024, -1e8, "net_profit")]), EN)
    assert drawing.figure["layout"]["yaxis"]["domain"] == [0.0, 1.0]
    assert drawing.figure["layout"]["yaxis"]["range"][0] < -100
    assert "yaxis2" not in drawing.figure["layout"]


def test_of_many_bars_the_ends_and_extremes_are_labelled():
    rows = [money(2010 + n, value * 1e8) for n, value in enumerate([3, 1, 2, 4, 9, 5, 6, 7])]
    (bars,) = companies.results.draw(result(rows), EN).figure["data"]
    assert [bool(text) for text in bars["text"]] == [True, True, 0, 0, True, 0, 0, True]


def test_amounts_in_another_currency_are_left_out_with_a_note():
    rows = [money(2022, 1e8), money(2023, 1e8), money(2024, 5e7, currency="USD")]
    drawing = companies.results.draw(result(rows), EN)
    assert drawing.figure["data"][0]["x"] == [2022, 2023]
    assert "USD (1)" in drawing.notes[-1]


# ---- Deals


def test_an_undisclosed_deal_is_a_hollow_mark_on_the_axis():
    rows = [deal(date(2020, 1, 5), 2e8), deal(date(2023, 1, 5))]
    drawing = companies.deals.draw(result(rows), EN)
    marks = drawing.figure["data"][1]
    assert marks["y"] == [200.0, 0.0]
    assert marks["marker"]["symbol"] == ["circle", "circle-open"]
    assert marks["text"] == ["A 200", "A"]
    assert EN("note.companies.undisclosed", count=1) in drawing.notes
    assert drawing.time == "day"


def test_valuations_stand_in_a_panel_of_their_own():
    worth = {"valuation": 1e10, "valuation_currency": "CNY"}
    drawing = companies.deals.draw(result([deal(date(2020, 1, 5), 2e8, **worth)]), ZH)
    assert drawing.figure["data"][0]["y"] == [100.0]
    assert drawing.figure["data"][0]["yaxis"] == "y"
    assert drawing.figure["data"][1]["yaxis"] == "y2"
    assert "100亿元" in drawing.finding


def test_a_valuation_in_another_currency_is_not_drawn_on_the_same_axis():
    worth = {"valuation": 1e10, "valuation_currency": "USD"}
    drawing = companies.deals.draw(result([deal(date(2020, 1, 5), 2e8, **worth)]), EN)
    assert "yaxis2" not in drawing.figure["layout"]
    assert EN("note.companies.worth_left_out", shown="CNY", count=1) in drawing.notes


def test_labels_that_would_run_into_each_other_are_left_to_the_hover():
    rows = [deal(date(2020, 1, 5), 1e8), deal(date(2020, 2, 5), 3e8), deal(date(2024, 1, 5), 2e8)]
    assert companies.deals.draw(result(rows), EN).figure["data"][1]["text"] == [
        "",
        "A 300",
        "A 200",
    ]


def test_undated_deals_alone_are_named_in_words():
    drawing = companies.deals.draw(result([deal(None, 2e8)]), EN)
    assert drawing.figure is None
    assert "200M CNY" in drawing.missing
