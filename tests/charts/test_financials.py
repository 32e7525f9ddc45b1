"""Charts of financials."""

from __future__ import annotations

from datetime import date

import pytest
from charts.made import result, year

from chipcensus.charts import financials
from chipcensus.charts.theme import COMPANY_COLOURS, LOSS, OPEN_MARK
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")
YEARLY = {"metric": "net_profit", "frequency": "year"}
CHARTS = (
    financials.by_period.draw,
    financials.cumulative.draw,
    financials.rd_intensity.draw,
    financials.comparables.draw,
)


def flow(number, value, **values):
    return year(number, value=value, value_low=value, value_high=value, **values)


def total(number, value, **values):
    sums = {"total": value, "total_low": value, "total_high": value, "value": value}
    return year(number, since=date(2020, 1, 1), **(sums | values))


def share(number, value, **values):
    bounds = {"intensity": value, "intensity_low": value, "intensity_high": value}
    return year(number, rd_expense=value * 1e8, revenue=1e8, **(bounds | values))


def peer(company, revenue, **values):
    return year(2024, company_id=company, revenue=revenue, **values)


def lines(drawing):
    return [t for t in drawing.figure["data"] if t["mode"] == "lines+markers"]


def dashed(line):
    return line["line"].get("dash") == "dash"


@pytest.mark.parametrize("chart", CHARTS)
def test_no_rows_draw_nothing(chart):
    assert chart(result([], **YEARLY), ZH).figure is None


def test_one_company_is_bars_with_losses_below_zero():
    drawing = financials.by_period.draw(result([flow(2023, -8e8), flow(2024, 2e8)], **YEARLY), ZH)
    (bars,) = drawing.figure["data"]
    assert bars["y"] == [-8, 2]
    assert bars["marker"]["color"] == [LOSS, COMPANY_COLOURS["cambricon"]]
    assert drawing.figure["layout"]["yaxis"]["title"]["text"] == drawing.unit == "亿元"
    assert "A &amp; B Press" in bars["hovertemplate"][0]
    assert bars["customdata"] == [["r1"], ["r1"]]


def test_bars_tell_derived_preliminary_and_standardised_apart():
    rows = [
        flow(2021, 1e8),
        flow(2022, 1e8, is_derived=True),
        flow(2023, 1e8, is_preliminary=True),
        flow(2024, 1e8, is_standardised=True),
    ]
    drawing = financials.by_period.draw(result(rows, **YEARLY), EN)
    marker = drawing.figure["data"][0]["marker"]
    assert [colour == OPEN_MARK for colour in marker["color"]] == [False, True, False, False]
    assert marker["pattern"]["shape"] == ["", "", "/", "."]
    assert len(drawing.notes) == 3
    assert "preliminary" in drawing.figure["data"][0]["hovertemplate"][2]
    assert "database" in drawing.finding


def test_lines_leave_a_gap_where_a_year_is_unknown():
    rows = [flow(2020, 1e8), flow(2021, 2e8), flow(2023, 3e8)]
    other = [flow(2023, -1e8, company_id="metax", is_derived=True)]
    first, second = lines(financials.by_period.draw(result(rows + other, **YEARLY), ZH))
    assert first["y"] == [1, 2, None, 3]
    assert second["marker"]["symbol"] == ["circle-open"]
    assert second["line"]["color"] == COMPANY_COLOURS["metax"]


def test_market_values_are_joined_whatever_the_days_between():
    days = [date(2021, 12, 31), date(2024, 9, 5)]
    rows = [
        flow(day.year, value, fiscal_label="DATE", period_start=day, period_end=day)
        for value, day in zip((1e8, 9e8), days, strict=True)
    ]
    drawing = financials.by_period.draw(result(rows, metric="market_cap", frequency="year"), EN)
    assert lines(drawing)[0]["y"] == [100, 900]
    assert "2024-09-05" in drawing.finding


def test_each_currency_has_its_own_axis():
    rows = [flow(2024, 2e8), flow(2024, 5e9, company_id="nvidia", currency="USD")]
    drawing = financials.by_period.draw(result(rows, **YEARLY), EN)
    assert [line["yaxis"] for line in lines(drawing)] == ["y", "y3"]
    layout = drawing.figure["layout"]
    units = [layout["yaxis"]["title"]["text"], layout["yaxis3"]["title"]["text"]]
    assert units == ["M CNY", "B USD"]
    assert layout["yaxis"]["domain"][0] > layout["yaxis3"]["domain"][1]
    assert EN("note.financials.panels") in drawing.notes


def test_names_stand_at_the_ends_and_apart():
    rows = [flow(2024, 1e8 + i, company_id=f"company-{i}") for i in range(5)]
    layout = financials.by_period.draw(result(rows, **YEARLY), EN).figure["layout"]
    names = layout["yaxis2"]
    assert len(names["tickvals"]) == len(set(names["tickvals"])) == 5
    assert "company-4" in names["ticktext"][-1]
    assert not layout["showlegend"]


def test_whiskers_only_where_sources_disagree():
    rows = [flow(2023, 2e8), flow(2024, 2e8, is_disputed=True, range_low=1e8, range_high=4e8)]
    drawing = financials.by_period.draw(result(rows, **YEARLY), ZH)
    bars = drawing.figure["data"][0]
    assert bars["error_y"]["array"][1] == 2
    assert bars["error_y"]["arrayminus"][1] == 1
    assert "1亿元–4亿元" in bars["hovertemplate"][1]


def test_a_disputed_ratio_has_no_range_of_its_own():
    rows = [flow(y, 0.5, currency=None, is_disputed=True) for y in (2023, 2024)]
    drawing = financials.by_period.draw(result(rows, metric="gross_margin", frequency="year"), ZH)
    bars = drawing.figure["data"][0]
    assert bars["y"] == [50, 50]
    assert not bars["error_y"]["visible"]
    assert drawing.unit == "%"


def test_hover_says_growth_and_rate():
    grown = {"growth": 0.5, "growth_low": 0.48, "growth_high": 0.52, "growth_printed": 0.49}
    said = flow(2024, 2e8, rate=7.2, **grown)
    bars = financials.by_period.draw(result([said], **YEARLY), EN).figure["data"][0]
    hover = bars["hovertemplate"][0]
    assert all(part in hover for part in ("+50%", "+49%", "7.2", "FY" not in hover and "2024"))


def test_a_fiscal_year_of_its_own_says_its_last_day():
    rows = [flow(2024, 1e9, fiscal_label="FY2025", period_end=date(2025, 1, 26))]
    finding = financials.by_period.draw(result(rows, **YEARLY), EN).finding
    assert "fiscal 2025 (to 2025-01-26)" in finding


def test_cumulative_loss_is_an_area_below_zero_with_an_open_last_part():
    rows = [total(2021, -3e8), total(2022, 1e8, is_partial=True, period_end=date(2022, 6, 30))]
    drawing = financials.cumulative.draw(result(rows, metric="net_profit"), ZH)
    below, above = (t for t in drawing.figure["data"] if t.get("fill"))
    assert min(below["y"]) == -3
    assert max(below["y"]) == 0
    assert max(above["y"]) == 1
    assert below["x"][1] == above["x"][1]  # the crossing
    assert lines(drawing)[0]["marker"]["symbol"] == ["circle", "circle-open"]
    assert ZH("note.financials.mark.is_partial") in drawing.notes


def test_cumulative_finding_says_loss_since_when_and_to_when():
    drawing = financials.cumulative.draw(result([total(2025, -33.6e8)], metric="net_profit"), ZH)
    assert drawing.finding == "cambricon自2020年以来累计亏损33.6亿元（截至2025-12-31）。"


def test_one_company_far_above_makes_the_axis_logarithmic():
    rows = [
        share(2023, v, company_id=c) for c, v in (("biren", 0.2), ("hygon", 0.3), ("metax", 24))
    ]
    drawing = financials.rd_intensity.draw(result(rows, frequency="year"), EN)
    assert drawing.figure["layout"]["yaxis"]["type"] == "log"
    assert EN("note.financials.log") in drawing.notes
    narrow = financials.rd_intensity.draw(result(rows[:2], frequency="year"), EN)
    assert "type" not in narrow.figure["layout"]["yaxis"]


def test_a_database_s_own_arrangement_is_an_open_square():
    drawing = financials.rd_intensity.draw(
        result([share(2024, 0.3, is_standardised=True)], frequency="year"), ZH
    )
    assert lines(drawing)[0]["marker"]["symbol"] == ["square-open"]
    assert ZH("note.financials.mark.is_standardised") in drawing.notes


def test_comparables_say_the_median_and_the_fastest():
    rows = [
        peer("nvidia", 9e11, growth=1.1),
        peer("hygon", 9e9, growth=0.5),
        peer("metax", 7e8, growth=13.0),
        peer("biren", 3e8),
    ]
    drawing = financials.comparables.draw(result(rows), EN)
    assert "+110%" in drawing.finding
    assert "metax (+1,300%)" in drawing.finding
    layout = drawing.figure["layout"]
    assert layout["xaxis"]["type"] == "log"
    assert layout["xaxis"]["title"]["text"] == "B CNY"
    assert layout["yaxis2"]["ticktext"][3] == "0.3  <b>–</b>"


def test_comparables_of_one_company_speak_of_no_highest():
    finding = financials.comparables.draw(result([peer("hygon", 9e9)]), ZH).finding
    assert finding == "2024年hygon营业收入为90亿元。"


def test_comparables_leave_no_currency_unseen():
    rows = [peer("nvidia", 1e11, currency="USD"), peer("hygon", 9e9), peer("metax", 7e8)]
    drawing = financials.comparables.draw(result(rows), EN)
    assert drawing.figure["data"][0]["x"] == [9, 0.7]
    assert any("USD (1)" in note for note in drawing.notes)


@pytest.mark.parametrize("words", [ZH, EN])
@pytest.mark.parametrize("currency", [None, "CNY"])
@pytest.mark.parametrize("frequency", ["year", "half", "nine_months", "quarter"])
@pytest.mark.parametrize("metric", ["revenue", "net_profit", "gross_margin", "market_cap"])
def test_shipped_figures_are_drawn(ask, words, metric, frequency, currency):
    answer = ask("financials/by_period", metric=metric, frequency=frequency, currency=currency)
    drawing = financials.by_period.draw(answer, words)
    drawn = [y for line in lines(drawing) if not dashed(line) for y in line["y"] if y is not None]
    assert len(drawn) == sum(not row["is_guidance"] for row in answer.rows)
    ranges = [s for line in lines(drawing) if dashed(line) for s in line["marker"]["size"] if s]
    assert len(ranges) == sum(row["is_guidance"] for row in answer.rows)
    assert drawing.unit in drawing.figure["layout"]["yaxis"]["title"]["text"] or currency is None


def test_shipped_cambricon(ask):
    answer = ask(
        "financials/by_period",
        **YEARLY | {"metric": "revenue"},
        currency="CNY",
        companies=["cambricon"],
    )
    assert "2025年营业收入64.97亿元，同比+453.2%" in financials.by_period.draw(answer, ZH).finding
    sums = ask("financials/cumulative", metric="net_profit", companies=["cambricon"])
    lost = financials.cumulative.draw(sums, ZH).finding
    assert "自2017年以来累计亏损33.58亿元（截至2025-12-31）" in lost


def test_shipped_shares_and_comparables(ask):
    assert financials.rd_intensity.draw(ask("financials/rd_intensity", frequency="year"), EN).figure
    assert "Nvidia" not in financials.comparables.draw(ask("financials/comparables"), EN).finding
    assert (
        "nvidia"
        in financials.comparables.draw(ask("financials/comparables", currency="CNY"), EN).finding
    )
