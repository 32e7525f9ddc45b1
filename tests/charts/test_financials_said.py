"""Charts of financials about what is said ahead, what is left, and what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from charts.made import result, year

from chipcensus.charts import financials
from chipcensus.charts.theme import COMPANY_COLOURS, CONTEXT, OPEN_MARK
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")
ANY = {"metric": None, "frequency": "year"}


def said(number, low, high, value=None, **values):
    middle = (low + high) / 2
    change = None if value is None else value - middle
    row = {
        "metric": "revenue",
        "statement": "preliminary" if low == high else "guidance",
        "said_on": date(number + 1, 1, 20),
        "said_low": low,
        "said_high": high,
        "value": value,
        "change": change,
        "change_share": None if change is None else change / abs(middle),
        "is_beyond_rounding": None if value is None else not low <= value <= high,
    }
    return year(number, **(row | values))


def balance(number, runway, **values):
    known = {"cash": 6e8, "burn_metric": "net_profit", "result": -1.2e9, "months": 12, "burn": 1e8}
    return year(number, runway=runway, **(known | values))


def guided(number, **values):
    ends = {"value": 1.65e9, "value_low": 1.55e9, "value_high": 1.75e9}
    span = {"range_low": 1.6e9, "range_high": 1.7e9, "is_guidance": True}
    return year(number, **(ends | span | values))


def plain(number, value):
    return year(number, value=value, value_low=value, value_high=value, is_guidance=False)


def test_a_restatement_beyond_rounding_stands_out_and_one_within_is_grey():
    rows = [said(2022, 100e6, 100e6, 90e6), said(2023, 100e6, 120e6, 115e6)]
    drawing = financials.restatements.draw(result(rows, **ANY), EN)
    since = drawing.figure["data"][-1]
    # The newest period stands on top.
    assert since["x"] == pytest.approx([100 * 5 / 110, -10])
    assert since["marker"]["color"] == [CONTEXT, COMPANY_COLOURS["cambricon"]]
    outcomes = drawing.figure["layout"]["yaxis2"]["ticktext"]
    assert outcomes == ["within range", "<b>−10%</b>"]
    assert "Preliminary: 100M CNY (2023-01-20)" in since["hovertemplate"][1]
    assert "A &amp; B Press" in since["hovertemplate"][1]
    assert drawing.finding.startswith("Of 2 figures followed by a later one, 1 changed")


def test_guidance_without_a_result_looks_like_a_forecast():
    rows = [said(2024, 100e6, 120e6), said(2023, 100e6, 120e6, 110e6, is_preliminary=True)]
    drawing = financials.restatements.draw(result(rows, **ANY), EN)
    met, ahead, _, since = drawing.figure["data"]
    assert (met["line"]["dash"], ahead["line"]["dash"]) == ("solid", "dash")
    assert len(since["x"]) == 1
    assert since["marker"]["color"] == [OPEN_MARK]
    assert EN("note.financials.ahead") in drawing.notes
    assert "no result yet" in ahead["hovertemplate"][0]
    assert "Guidance without a result so far: 1." in drawing.finding


def test_a_loss_said_first_turns_the_sign_of_nothing():
    rows = [said(2024, -110e6, -90e6, -80e6)]
    (x,) = financials.restatements.draw(result(rows, **ANY), EN).figure["data"][-1]["x"]
    assert x == pytest.approx(20)  # a smaller loss than said is better


def test_the_runway_is_in_months_and_no_loss_has_a_word_and_no_bar():
    rows = [
        balance(2023, 6.0),
        balance(2024, None, burn=None, result=5e8),
        balance(2024, None, burn=None, result=None, burn_metric=None, company_id="metax"),
    ]
    drawing = financials.runway.draw(result(rows), EN)
    (bars,) = drawing.figure["data"]
    assert bars["x"] == [6.0, 0, 0]
    assert bars["text"] == ["6 months", "not burning cash: no loss", "loss not known"]
    assert "600M CNY" in bars["hovertemplate"][0]
    assert EN("note.financials.runway") in drawing.notes
    # Of each company the newest balance counts, and none of these burns.
    assert drawing.finding == EN("finding.financials.no_burn", count=2)
    burning = financials.runway.draw(result(rows[:1]), EN)
    assert "enough for 6 months" in burning.finding


def test_guidance_is_a_hollow_mark_at_a_dashed_line_with_its_range():
    rows = [plain(2023, 1e9), plain(2024, 1.2e9), guided(2025)]
    others = [row | {"company_id": "hygon"} for row in rows[:2]]
    asked = result(rows + others, metric="revenue", frequency="year")
    drawing = financials.by_period.draw(asked, EN)
    first, ahead, _ = [t for t in drawing.figure["data"] if t["mode"] == "lines+markers"]
    assert first["y"] == [1, 1.2]
    assert ahead["y"] == [1.2, 1.65]
    assert ahead["line"]["dash"] == "dash"
    assert ahead["marker"]["symbol"] == "circle-open-dot"
    assert ahead["error_y"]["array"][1] == pytest.approx(0.05)
    assert "1.6B CNY–1.7B CNY" in ahead["hovertemplate"][1]
    assert "2024" in drawing.finding
    assert EN("note.financials.mark.is_guidance") in drawing.notes
    assert "2025" not in drawing.alt


def test_guidance_beside_bars_is_an_open_bar_with_its_range():
    asked = result([plain(2024, 1.2e9), guided(2025)], metric="revenue", frequency="year")
    (bars,) = financials.by_period.draw(asked, EN).figure["data"]
    assert [colour == OPEN_MARK for colour in bars["marker"]["color"]] == [False, True]
    assert bars["error_y"]["array"][1] == pytest.approx(0.05)
    assert bars["error_y"]["visible"]
    assert bars["text"] == ["1.2", "1.6–1.7"]
    assert bars["textposition"] == ["outside", "inside"]


NEARBY = [year(2019, company_id="hygon"), year(2021, company_id="hygon"), year(2021)]
CHARTS = {name: getattr(financials, name).draw for name in financials.__all__}


@pytest.mark.parametrize("name", CHARTS)
@pytest.mark.parametrize("words", [ZH, EN])
def test_every_chart_says_what_is_missing_and_what_would_show_something(name, words):
    empty = result([], metric="revenue", frequency="quarter", as_of=date(2020, 1, 1))
    hints = {
        "companies": "hygon",
        "years": "2019",
        "as_of": "2020-01-01",
        "frequency": words("frequency.year"),
        "metric": words("missing.financials.hint.metric"),
        "currency": words("missing.financials.hint.other"),
    }
    for choice, hint in hints.items():
        drawing = CHARTS[name](replace(empty, nearby={choice: NEARBY}), words)
        assert drawing.figure is None
        assert hint in drawing.missing, choice
    assert CHARTS[name](empty, words).missing.endswith(words("missing.financials.hint.other"))


@pytest.mark.parametrize("name", ["cumulative", "growth", "indexed", "gap"])
def test_a_ratio_is_said_to_be_none_of_the_amounts_a_figure_is_about(name):
    empty = result([], metric="gross_margin", frequency="year")
    drawing = CHARTS[name](empty, EN)
    assert drawing.missing.startswith(EN(f"missing.financials.{name}_kind", metric="Gross margin"))
    assert drawing.missing.endswith(EN("missing.financials.hint.metric"))


def test_shipped_words_ahead_and_runways_are_drawn(ask):
    for words in (ZH, EN):
        restated = financials.restatements.draw(ask("financials/restatements"), words)
        runway = financials.runway.draw(ask("financials/runway"), words)
        assert restated.figure["data"][-1]["x"]
        assert max(runway.figure["data"][0]["x"]) > 0


def test_shipped_guidance_is_still_open_where_a_result_is_missing(ask):
    rows = ask("financials/restatements").rows
    ahead = {(row["company_id"], row["metric"]) for row in rows if row["value"] is None}
    shown = ask("financials/by_period", metric="revenue", frequency="year").rows
    guided = {(row["company_id"], row["metric"]) for row in shown if row["is_guidance"]}
    assert guided == {pair for pair in ahead if pair[1] == "revenue"}
