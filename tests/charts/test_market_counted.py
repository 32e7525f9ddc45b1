"""Vendors and trade: panels of their own, parts of years open, nothing joined that is not known."""

from __future__ import annotations

from datetime import date

import pytest
from charts.made import result
from charts.market_made import marks, said, trace_of

from chipcensus.charts.market import circuits, shares, shipments
from chipcensus.charts.theme import company_colour
from chipcensus.i18n import read_words

EN = read_words("en")


def test_vendors_have_their_companies_colours_and_forecasters_their_own_panels(ask):
    drawing = shares.draw(ask("market/shares"), EN)
    headings = [note["text"] for note in drawing.figure["layout"]["annotations"]]
    assert [text.split("</b>")[0] for text in headings] == [
        "<b>IDC",
        "<b>Bernstein",
        "<b>Nvidia's chief executive",
        "<b>TrendForce",
    ]
    answer = ask("market/shares")
    for r in answer.rows:
        panel = [t for t in drawing.figure["data"] if r["row_ids"] in t.get("customdata", [])]
        if r["market"] == "nvidia":
            assert panel[0]["line"]["color"] == company_colour("nvidia")
    axes = {
        r["forecaster"]: next(
            t["yaxis"] for t in drawing.figure["data"] if r["row_ids"] in t.get("customdata", [])
        )
        for r in answer.rows
    }
    assert len(set(axes.values())) == len(axes) == 4


def test_parts_of_years_are_open_and_joined_to_nothing():
    part = {"period_end": date(2025, 6, 30), "is_partial": True, "row_ids": ["half"]}
    rows = [said(2024, 100), said(2025, 90, **part), said(2025, 200)]
    drawing = shipments.draw(result(rows), EN)
    whole = trace_of(drawing, "2024-100")
    assert whole["x"] == [2024, 2025]
    half = trace_of(drawing, "half")
    assert (half["mode"], half["marker"]["symbol"]) == ("markers", ["circle-open"])
    assert half["x"] == [pytest.approx(2024.75, abs=0.01)]
    assert drawing.finding == "Shipped in 2025 (Gartner): AI chips 200 cards."
    assert EN("note.market.parts") in drawing.notes


def trade(year, value, indicator="ic_imports_value", **values):
    return said(year, value, indicator=indicator, growth_printed=None, **values)


def test_money_and_pieces_have_axes_of_their_own_and_partial_years_say_their_day():
    part = {"period_end": date(2021, 8, 31), "is_partial": True}
    rows = [
        trade(2020, 350e9),
        trade(2021, 270e9, **part),
        trade(2022, 416e9) | {"growth_printed": -0.039},
        trade(2022, 538e9, "ic_imports_volume", unit="units"),
    ]
    drawing = circuits.draw(result(rows), EN)
    money = trace_of(drawing, "2020-350000000000.0")
    assert money["x"] == [2020, None, 2022]  # the year between is not known whole
    open_one = trace_of(drawing, "2021-270000000000.0")
    assert (open_one["x"], open_one["text"]) == ([2021], ["→08-31"])
    assert trace_of(drawing, "2022-538000000000.0")["yaxis"] != money["yaxis"]
    assert drawing.finding == ("2022: Imports 416B USD (−3.9% as printed), Imports 538B pieces.")


def test_a_whisker_shows_where_pages_disagree():
    rows = [trade(2020, 350e9, range_high=371e9, is_disputed=True), trade(2021, 360e9)]
    drawing = circuits.draw(result(rows), EN)
    bars = trace_of(drawing, "2020-350000000000.0")["error_y"]
    assert bars["visible"]
    assert bars["array"][0] == pytest.approx(21)
    assert "350B USD–371B USD" in marks(drawing)[0][3]
