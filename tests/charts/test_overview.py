"""The headline figures: the number, what is uncertain about it, its change, its years."""

from __future__ import annotations

from dataclasses import replace

import pytest
from charts.made import result, year

from chipcensus.charts import overview
from chipcensus.charts.theme import HATCH, LOSS
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.units import say, scale

ZH, EN = read_words("zh"), read_words("en")
NAMES = ("registered", "gone", "net_result", "raised")


def count(number_, companies, **values):
    """A count of a year, exact, the headline's where not said otherwise."""
    span = {"companies_low": companies - 0.5, "companies_high": companies + 0.5}
    rest = {"companies": companies, "is_headline": False, "provider": "企查查", "days": 365}
    return year(number_, **(rest | span | {"per_day": companies / 365} | values))


def total(number_, amount, **values):
    """An amount raised, to the last digit; in yuan, counted by one provider."""
    span = {"amount_low": amount, "amount_high": amount, "before": None, "deals": 75.0}
    rest = {"amount": amount, "is_headline": False, "provider": "IT桔子"}
    return year(number_, **(rest | span | values))


def sums(number_, value, **values):
    """A combined result of fourteen companies."""
    bounds = {"total_low": value - 1e6, "total_high": value + 1e6}
    counted = {"companies": 14, "known": 15, "losing": 9}
    return year(number_, **({"total": value, "is_headline": False} | bounds | counted | values))


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_each_is_a_number_its_years_and_their_sources(ask, name, lang):
    figure = FIGURES[f"overview/{name}"]
    answer = ask(figure.name, figure.defaults)
    drawing = figure.draw(answer, read_words(lang))
    (bars,) = drawing.figure["data"]
    assert bars["x"] == answer.column("year")
    assert bars["customdata"] == answer.column("row_ids")
    assert bars["marker"]["opacity"].count(1) == 1
    assert all(text.endswith("</i><extra></extra>") for text in bars["hovertemplate"])
    column = {"net_result": "total", "raised": "amount"}.get(name, "companies")
    row = next(r for r in answer.rows if r["is_headline"])
    head = drawing.headline
    divisor = scale([row[column]], row["currency"], lang).divisor if "currency" in row else 1
    shown = float(head.value.replace(",", "").replace("−", "-"))
    assert shown == pytest.approx(row[column] / divisor, rel=0.005)
    assert str(row["year"]) in head.period
    assert drawing.finding
    assert head.value in drawing.alt
    assert drawing.time == ""  # no events over a sparkline


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", NAMES)
def test_nothing_says_what_is_missing(name, lang):
    drawing = getattr(overview, name).draw(result([], scope="ai_chip"), read_words(lang))
    assert drawing.figure is None
    assert drawing.headline is None
    assert drawing.missing


def test_years_that_leave_the_headline_out_say_so():
    drawing = overview.net_result.draw(result([sums(2022, -1e9)]), ZH)
    assert drawing.missing == ZH("missing.overview.net_result")


def test_growth_is_said_as_computed_else_as_printed():
    for column, key in (("growth", "growth"), ("growth_printed", "growth_printed")):
        row = count(2023, 19307, is_headline=True, **{column: 0.226})
        drawing = overview.registered.draw(result([row]), ZH)
        said = ZH(f"finding.overview.{key}", before=2022, growth="+22.6%")
        assert drawing.finding == said


def test_another_provider_is_named_and_nothing_computed():
    rows = [count(2023, 19307), count(2024, 20594, is_headline=True, provider="观研天下")]
    drawing = overview.registered.draw(result(rows), ZH)
    assert "企查查" in drawing.finding
    assert "19,307" in drawing.finding
    assert "%" not in drawing.finding
    assert "观研天下" in drawing.headline.period


@pytest.mark.parametrize(("provider", "reason"), [("企查查", "days"), (None, "unnamed")])
def test_one_provider_without_a_like_count_is_said_so(provider, reason):
    rows = [count(2023, 5, provider=provider), count(2024, 6, is_headline=True, provider=provider)]
    drawing = overview.registered.draw(result(rows), ZH)
    assert ZH(f"finding.overview.reason_{reason}") in drawing.finding


def test_a_part_of_a_year_says_its_last_day_at_the_number_and_is_hatched():
    rows = [
        count(2023, 5000),
        count(2024, 14648, is_headline=True, is_partial=True, per_day=43.08, days=340),
    ]  # a whole year is not set beside a part of one
    drawing = overview.gone.draw(result(rows), ZH)
    assert "12-31" in drawing.headline.period
    assert drawing.figure["data"][0]["marker"]["pattern"]["shape"] == ["", HATCH]
    assert drawing.finding.startswith(ZH("finding.overview.per_day", value="43.1", days=340))
    assert ZH("finding.overview.no_year_before", year=2023) in drawing.finding
    assert ZH("note.partial_years") in drawing.notes


def test_the_newest_part_of_a_year_is_told_after_the_whole_one():
    rows = [count(2023, 100, is_headline=True), count(2024, 60, is_partial=True)]
    drawing = overview.registered.draw(result(rows), ZH)
    assert drawing.headline.value == "100"
    assert "60家" in drawing.finding


def test_sources_that_disagree_are_shown_at_the_number():
    row = count(2019, 9100, is_headline=True, is_disputed=True, range_low=5800.0, range_high=9100.0)
    assert "5,800–9,100" in overview.registered.draw(result([row]), ZH).headline.period


@pytest.mark.parametrize(
    ("low", "high", "mark"),
    [(99.9, 100.1, ""), (90, 110, EN("label.overview.about")), (100, None, "≥")],
)
def test_a_rough_number_is_marked(low, high, mark):
    row = total(2024, 100.0, is_headline=True, amount_low=low, amount_high=high)
    assert overview.raised.draw(result([row]), EN).headline.mark == mark


def test_a_combined_loss_is_red_and_below_zero_and_names_its_sample():
    rows = [sums(2023, -18.3e9), sums(2024, -3.6e9, is_headline=True)]
    drawing = overview.net_result.draw(result(rows), ZH)
    (bars,) = drawing.figure["data"]
    assert all(value < 0 for value in bars["y"])
    assert set(bars["marker"]["color"]) == {LOSS}
    assert (drawing.headline.value, drawing.headline.unit) == ("−36", "亿元")
    assert "14" in drawing.headline.period
    assert "9" in drawing.finding
    assert say(-18.3e9, "CNY", "zh", digits=3) in drawing.finding
    assert ZH("note.overview.sample", count=14, known=15, year=2024) in drawing.notes
    assert any("公允价值变动" in note for note in drawing.notes)


def test_a_preliminary_summand_is_said_at_the_number():
    drawing = overview.net_result.draw(
        result([sums(2024, -3.6e9, is_headline=True, is_preliminary=True)]), EN
    )
    assert EN("flag.is_preliminary") in drawing.headline.period


def test_growth_of_money_is_within_one_provider():
    rows = [total(2023, 80.0), total(2024, 100.0, is_headline=True, before=80.0)]
    assert "+25%" in overview.raised.draw(result(rows), ZH).finding
    rows[1] |= {"before": None, "provider": "other"}
    assert "%" not in overview.raised.draw(result(rows), ZH).finding


def test_amounts_in_another_currency_are_not_on_the_axis():
    rows = [total(2023, 9.0, currency="USD"), total(2024, 100.0, is_headline=True)]
    (bars,) = overview.raised.draw(result(rows), ZH).figure["data"]
    assert bars["x"] == [2024]


def test_a_provider_with_signs_of_html_is_text_in_the_hover():
    row = count(2024, 5, is_headline=True, provider="<b>x</b>")
    (bars,) = overview.registered.draw(result([row]), ZH).figure["data"]
    assert "&lt;b&gt;x" in bars["hovertemplate"][0]


def test_headlines_lead_to_a_page():
    assert {FIGURES[f"overview/{name}"].leads_to for name in NAMES} == {
        "registrations",
        "deregistrations",
        "financials",
        "funding",
    }
    assert replace(FIGURES["overview/gone"], leads_to="").page == "overview"
