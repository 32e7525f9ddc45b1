"""Market: forecasts dashed and apart, the past solid, targets as such, ranges and bounds shown."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from charts.made import result
from charts.market_made import ahead, marks, said, shape, trace_of

from chipcensus.charts.drawing import safe
from chipcensus.charts.market import circuits, forecasts, self_sufficiency, shares, shipments
from chipcensus.charts.overlay import lay_over, within
from chipcensus.charts.theme import NET
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, read_words

ZH, EN = read_words("zh"), read_words("en")
ALL = {
    "forecasts": forecasts,
    "self_sufficiency": self_sufficiency,
    "shipments": shipments,
    "shares": shares,
    "circuits": circuits,
}
DOLLARS = {"currency": "USD", "market": "ai_chip"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_every_row_is_a_mark_at_its_year_and_value_with_its_sources(ask, name, lang):
    words = read_words(lang)
    answer = ask(f"market/{name}", DOLLARS if name in {"forecasts", "circuits"} else {})
    drawing = ALL[name].draw(answer, words)
    drawn = {tuple(ids): (x, hover) for ids, x, _, hover in marks(drawing)}
    assert set(drawn) == {tuple(r["row_ids"]) for r in answer.rows}
    for r in answer.rows:
        place, hover = drawn[tuple(r["row_ids"])]
        assert abs(place - r["year"]) < (0.5 if r.get("is_partial") else 0.001)
        assert safe(answer.citations[r["source_ids"][0]].publisher) in hover
        assert r["period_start"].isoformat() in hover
    assert drawing.finding
    assert drawing.finding in drawing.alt
    assert "{" not in drawing.finding + drawing.alt + "".join(drawing.notes)
    assert drawing.time == "year"


@pytest.mark.parametrize("name", ALL)
def test_values_are_drawn_as_they_are(ask, name):
    answer = ask(f"market/{name}", DOLLARS if name in {"forecasts", "circuits"} else {})
    drawing = ALL[name].draw(answer, ZH)
    of_row = {}
    for ids, _, y, _ in marks(drawing):
        of_row.setdefault(tuple(ids), []).append(y)
    by_unit = {}
    for r in answer.rows:
        low = min(of_row[tuple(r["row_ids"])])
        if r["value"]:
            by_unit.setdefault(r.get("unit"), set()).add(round(r["value"] / low, 6))
    assert all(len(divisors) == 1 for divisors in by_unit.values())


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ALL)
def test_nothing_to_draw_is_said(ask, name, lang):
    answer = ask(f"market/{name}", year_from=1999, year_to=1999)
    drawing = ALL[name].draw(answer, read_words(lang))
    assert drawing.is_empty
    assert "1999" in drawing.missing
    assert FIGURES[f"market/{name}"].drawing(answer, read_words(lang)).figure is None


@pytest.mark.parametrize("name", ["forecasts", "self_sufficiency", "shipments", "shares"])
def test_one_row_is_drawn(name):
    one = said(2024, 0.5, is_partial=False)
    drawing = ALL[name].draw(result([one]), EN)
    assert [ids for ids, *_ in marks(drawing)] == [["2024-0.5"]]
    assert drawing.finding


def test_forecasts_are_dashed_and_each_publication_is_a_line_of_its_own():
    rows = [
        said(2022, 40e9),
        said(2023, 50e9),
        ahead(2024, 60e9, told_on=date(2023, 8, 25), base_year=2022, vintage="a"),
        ahead(2027, 90e9, told_on=date(2023, 8, 25), base_year=2022, vintage="a"),
        ahead(2024, 70e9, told_on=date(2024, 5, 1), base_year=2023, vintage="b"),
    ]
    drawing = forecasts.draw(result(rows), EN)
    past, first, second = (
        trace_of(drawing, key)
        for key in ("2022-40000000000.0", "2024-60000000000.0", "2024-70000000000.0")
    )
    assert [t["line"]["dash"] for t in (past, first, second)] == ["solid", "dash", "dash"]
    # From the actual figure its own page prints, which is no mark of the forecast.
    assert (first["x"], first["y"]) == ([2022, 2024, 2027], [40, 60, 90])
    assert (second["x"], second["y"]) == ([2023, 2024], [50, 70])
    assert first["customdata"][0] == []
    assert first["marker"]["size"][0] == 0
    names = drawing.figure["layout"]["yaxis2"]["ticktext"]
    assert [name.split(">")[1].split("<")[0] for name in names] == [
        "Gartner 2024-05",
        "Gartner 2023-08",
    ]


def test_what_a_forecast_came_to_is_told_with_its_error():
    far = {"outcome": 80e9, "error": -0.25, "error_low": -0.3, "error_high": -0.2}
    near = {"outcome": 50e9, "error": 0.01, "error_low": -0.01, "error_high": 0.03}
    rows = [ahead(2023, 50.5e9, **near), ahead(2024, 60e9, **far)]
    text = forecasts.draw(result(rows), EN).finding
    assert text.index("60B USD, later 80B USD (25% too low)") < text.index("equal within rounding")
    assert forecasts.draw(result([ahead(2024, 60e9)]), EN).finding == EN("finding.market.unsettled")


def test_forecasters_and_definitions_are_never_set_against_each_other():
    rows = [
        ahead(2025, 10e9, forecaster="A", vintage="1"),
        ahead(2025, 12e9, forecaster="A", vintage="2"),
        ahead(2025, 90e9, forecaster="B", vintage="3"),
        ahead(2025, 95e9, forecaster="A", vintage="4", market="genai_chip"),
    ]
    text = forecasts.draw(result(rows), EN).finding
    assert "10B USD–12B USD" in text
    assert "9" not in text.replace("2025", "")


def test_a_printed_range_is_a_range_and_a_lower_bound_points_up():
    wide = ahead(2027, 110e9, value_to=400e9)
    least = said(2025, 200e9, value_to=None, value_high=None, market="ai_processor")
    drawing = forecasts.draw(result([wide, least]), EN)
    trace = trace_of(drawing, "2025-200000000000.0")
    assert shape(trace, "2025-200000000000.0") == "triangle-up"
    spans = [t for t in drawing.figure["data"] if t.get("customdata") == [wide["row_ids"]] * 2]
    assert [t["y"] for t in spans] == [[110, 400]]
    assert "≥200B USD" in drawing.alt
    assert EN("note.market.at_least") in drawing.notes


def test_amounts_of_two_currencies_never_share_an_axis():
    rows = [ahead(2025, 1e9), ahead(2026, 2e9, vintage="w"), ahead(2027, 9e9, unit="CNY")]
    drawing = forecasts.draw(result(rows), EN)
    assert {ids[0] for ids, *_ in marks(drawing)} == {"2025-1000000000.0", "2026-2000000000.0"}
    assert any("CNY (1)" in note for note in drawing.notes)


def test_targets_look_like_targets_and_stand_beside_the_estimates_of_their_year():
    rows = [
        said(2020, 0.16, market="ic", range_low=0.15, year_low=0.15, year_high=0.3),
        said(2020, 0.3, market="ic", forecaster=None, year_low=0.15, year_high=0.3),
        ahead(2025, 0.2, market="ic"),
        said(2020, 0.4, market="ic", standing="target", vintage="t"),
        said(2025, 0.7, market="ic", standing="target", vintage="t"),
    ]
    drawing = self_sufficiency.draw(result(rows), EN)
    target = trace_of(drawing, "2020-0.4")
    assert target["mode"] == "markers"
    assert target["marker"]["color"] == NET
    assert shape(target, "2020-0.4") == "circle-open-dot"
    assert shape(trace_of(drawing, "2025-0.2"), "2025-0.2") == "diamond-open"
    (bar,) = (t for t in drawing.figure["data"] if t["type"] == "bar")
    assert (bar["x"], bar["base"]) == ([2020], [15])
    assert bar["y"] == [pytest.approx(15)]
    assert "The target for 2020 was 40%; estimates of that year say 15%–30%." in drawing.finding
    assert "The target for 2025 is 70%; forecasts of that year say 20%" in drawing.finding


def test_years_without_an_estimate_are_gaps():
    rows = [said(year, 0.1, market="ic", row_ids=[str(year)]) for year in (2010, 2011, 2013)]
    trace = trace_of(self_sufficiency.draw(result(rows), EN), "2010")
    assert trace["x"] == [2010, 2011, None, 2013]


def test_events_lie_over_every_figure(ask):
    happened = {
        "happened_on": date(2023, 10, 17),
        "until": date(2023, 10, 17),
        "earliest_on": date(2023, 10, 17),
        "latest_on": date(2023, 10, 17),
        "date_precision": "day",
        "event_kind": "export_control",
        "title_zh": "管制",
        "title_en": "Rule",
        "source_ids": [],
    }
    for name, module in ALL.items():
        answer = ask(f"market/{name}", DOLLARS if name in {"forecasts", "circuits"} else {})
        drawing = module.draw(answer, EN)
        assert within(drawing, [happened]), name
        laid = lay_over(drawing, replace(answer, events=[happened]), EN)
        assert laid.figure["layout"]["shapes"], name
