"""Charts of valuations, listings' proceeds, years to a listing, and each year's money."""

from __future__ import annotations

from datetime import date

import pytest
from charts.made import result, row, year

from chipcensus.charts.funding import ipo_proceeds, money, valuations, years_to_listing
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")


def worth(company, day, value, **values):
    known = {
        "company_id": company,
        "announced_on": day,
        "announced_precision": "day",
        "round": "a",
        "valuation": value,
        "valuation_low": value,
        "valuation_high": value,
    }
    return row(**(known | values))


def listing(company, proceeds, amount, **values):
    known = {
        "deal_id": f"{company}-ipo",
        "company_id": company,
        "announced_on": date(2024, 10, 24),
        "announced_precision": "day",
        "exchange": "HKEX",
        "proceeds": proceeds,
        "amount": amount,
        "range_low": amount,
        "range_high": amount,
    }
    return row(**(known | values))


def wait(company, low, high, **values):
    middle = None if low is None else (low + high) / 2
    known = {
        "company_id": company,
        "exchange": "HKEX",
        "founded_on": date(2015, 7, 1),
        "founded_precision": "month",
        "listed_on": date(2024, 10, 24),
        "listed_precision": "day",
        "years": middle,
        "years_low": low,
        "years_high": high,
    }
    return row(**(known | values))


def summed(number, channel, amount, **values):
    known = {"kind": "known", "channel": channel, "amount": amount, "deals": 1.0}
    return year(
        number, **(known | {"undisclosed": 0.0, "amount_low": amount, "amount_high": None} | values)
    )


def counted(number, amount, provider, **values):
    known = {"kind": "counted", "scope": "ai_chip", "amount": amount, "provider": provider}
    return year(number, **(known | values))


def test_a_valuation_holds_until_the_next():
    rows = [
        worth("cambricon", date(2017, 8, 24), 1e9),
        worth("cambricon", date(2020, 7, 20), 2.5e10, round="ipo"),
        worth("biren", date(2020, 6, 30), 5e9, announced_precision="month", rate=6.9),
    ]
    drawing = valuations.draw(result(rows), ZH)
    steps = [t for t in drawing.figure["data"] if t["mode"] == "lines+markers"]
    assert [t["y"] for t in steps] == [[10, 250], [50]]
    assert {t["line"]["shape"] for t in steps} == {"hv"}
    assert steps[0]["customdata"] == [["r1"], ["r1"]]
    assert drawing.time == "day"
    assert drawing.figure["layout"]["yaxis"]["type"] == "log"
    hover = steps[1]["hovertemplate"][0]
    for part in ("50亿元", "2020-06（只知月份）", "6.9", "A &amp; B Press"):
        assert part in hover
    assert "250亿元" in drawing.finding


def test_a_rounded_valuation_shows_its_bounds():
    rows = [worth("biren", date(2020, 6, 30), 5e9, valuation_low=4.5e9, valuation_high=5.5e9)]
    trace = valuations.draw(result(rows), ZH).figure["data"][0]
    assert "45亿元–55亿元" in trace["hovertemplate"][0]


def test_undated_valuations_are_listed_and_never_placed():
    undated = worth("enflame", None, 2e10)
    drawing = valuations.draw(result([worth("biren", date(2020, 6, 22), 5e9), undated]), ZH)
    assert any("enflame" in note for note in drawing.notes)
    assert "enflame" not in str(drawing.figure)
    alone = valuations.draw(result([undated], companies=["enflame"]), ZH)
    assert alone.figure is None
    assert "200亿元" in alone.missing
    assert "cambricon" in alone.missing


def test_net_is_a_mark_on_the_gross_bar_and_never_added():
    rows = [
        listing("axera", "gross", 2e9, range_high=2.2e9, is_disputed=True),
        listing("axera", "net", 1.9e9),
        listing("hygon", "gross", 1.08e10),
    ]
    drawing = ipo_proceeds.draw(result(rows), ZH)
    bars, nets, labels = drawing.figure["data"]
    assert (bars["y"], bars["x"]) == ([0, 1], [108, 20])
    assert (nets["y"], nets["x"]) == ([1], [19])
    assert drawing.figure["layout"]["barmode"] == "overlay"
    assert [t.strip() for t in labels["text"]] == ["108", "20"]
    assert labels["x"] == [108, 22]
    assert bars["error_x"]["array"][1] == pytest.approx(2)
    assert "港交所" in nets["hovertemplate"][0]
    assert "A &amp; B Press" in nets["hovertemplate"][0]
    assert "hygon" in drawing.finding


def test_a_listing_known_by_its_net_alone_has_an_open_bar():
    rows = [listing("axera", "net", 2e9, is_at_least=True), listing("biren", None, 3e9)]
    drawing = ipo_proceeds.draw(result(rows), EN)
    unsaid, net, labels = drawing.figure["data"]
    assert unsaid["name"] == EN("label.funding.proceeds.not_said")
    assert (net["type"], net["marker"]["color"]) == ("bar", ipo_proceeds.OPEN_MARK)
    assert [t.strip() for t in labels["text"]] == ["3", "2+"]


def test_who_is_listed_without_a_known_amount_is_named_and_not_drawn():
    unknown = listing("biren", None, None, deal_id=None)
    drawing = ipo_proceeds.draw(result([listing("axera", "gross", 2e9), unknown]), ZH)
    assert ZH("note.funding.proceeds_unknown", companies="biren") in drawing.notes
    assert "biren" not in str(drawing.figure)
    alone = ipo_proceeds.draw(result([unknown]), ZH)
    assert alone.figure is None
    assert "biren" in alone.missing


def test_a_listing_without_a_date_is_still_drawn():
    rows = [listing("axera", "gross", 2e9, announced_on=None, announced_precision=None)]
    drawing = ipo_proceeds.draw(result(rows), EN)
    assert drawing.figure["layout"]["yaxis"]["ticktext"] == [f"axera {EN('word.unknown')}"]


def test_a_founding_known_by_its_year_is_a_span_with_an_open_dot():
    rows = [
        wait("cambricon", 3.55, 4.55, founded_on=date(2016, 1, 1), founded_precision="year"),
        wait("metax", 5.2, 5.3),
        wait("hygon", 8.0, 8.2),
    ]
    drawing = years_to_listing.draw(result(rows), EN)
    spans, dots, labels = drawing.figure["data"]
    assert (spans["base"], spans["y"]) == ([3.55], [0])
    assert spans["x"] == [pytest.approx(1)]
    assert dots["marker"]["color"][0] == years_to_listing.OPEN_MARK
    assert dots["customdata"] == [["r1"]] * 3
    assert labels["x"][0] == 4.55
    assert drawing.figure["layout"]["shapes"][0]["x0"] == pytest.approx(5.25)
    assert "3 companies" in drawing.finding
    assert "Founded 2016<br>" in dots["hovertemplate"][0]
    assert "Founded 2015-07<br>" in dots["hovertemplate"][1]
    assert "A &amp; B Press" in dots["hovertemplate"][1]


def test_listed_companies_with_a_day_unknown_are_named():
    unknown = wait("loongson", None, None, founded_on=None)
    drawing = years_to_listing.draw(result([wait("metax", 5.2, 5.3), unknown]), ZH)
    assert any("loongson" in note for note in drawing.notes)
    assert "shapes" not in drawing.figure["layout"]  # one company has no median
    alone = years_to_listing.draw(result([unknown], companies=["loongson"]), ZH)
    assert alone.figure is None
    assert ZH("missing.funding.days_unknown", companies="loongson") in alone.missing


def test_known_deals_and_providers_totals_stand_apart():
    span = {"range_low": 2e9, "range_high": 4e9}
    rows = [
        summed(2021, "private", 1e9, is_at_least=True, undisclosed=2.0),
        summed(2021, "public", 5e8),
        summed(2022, "private", None, is_at_least=True, undisclosed=1.0),
        counted(2021, 2e9, "a", deals=20.0, **span),
        counted(2021, 4e9, "b", **span),
        counted(2022, 1e9, "b", is_partial=True, period_end=date(2022, 4, 19)),
    ]
    drawing = money.draw(result(rows), EN)
    private, public, labels, band, dots = drawing.figure["data"]
    assert (private["y"], public["y"]) == ([1], [0.5])
    assert labels["text"] == ["≥1.5"]
    assert (band["base"], band["y"]) == ([2], [2])
    assert dots["y"] == [2, 4, 1]
    assert dots["marker"]["symbol"] == ["circle", "circle", "circle-open"]
    assert max(private["x"] + public["x"]) < 2021 < min(dots["x"])
    assert drawing.time == "year"
    assert "2 without an amount" in private["hovertemplate"][0]
    assert "A &amp; B Press" in dots["hovertemplate"][0]
    assert EN("note.funding.partial", ends="2022→04-19") in drawing.notes
    assert "≥1.5B CNY" in drawing.finding


def test_small_sums_have_no_label():
    rows = [summed(2020, "private", 1e7), summed(2021, "private", 1e9)]
    labels = money.draw(result(rows), EN).figure["data"][1]
    assert labels["text"] == ["1"]


def test_money_of_one_kind_alone_is_drawn():
    known = money.draw(result([summed(2021, "private", 1e9)]), ZH)
    total = money.draw(result([counted(2021, 1e9, "a")]), ZH)
    assert [len(d.figure["data"]) for d in (known, total)] == [2, 2]
    assert known.finding != total.finding
    undisclosed = money.draw(result([summed(2021, "private", None)]), ZH)
    assert undisclosed.figure is None


@pytest.mark.parametrize("words", [ZH, EN])
@pytest.mark.parametrize("currency", ["CNY", "USD"])
@pytest.mark.parametrize("chart", [valuations, ipo_proceeds, years_to_listing, money])
def test_shipped_figures_are_drawn(ask, chart, currency, words):
    name = chart.__name__.rsplit(".", 1)[-1]
    drawing = chart.draw(ask(f"funding/{name}", currency=currency), words)
    assert drawing.figure["data"]
    assert drawing.finding


@pytest.mark.parametrize("chart", [valuations, ipo_proceeds, years_to_listing])
def test_one_company_is_drawn(ask, chart):
    name = chart.__name__.rsplit(".", 1)[-1]
    drawing = chart.draw(ask(f"funding/{name}", currency="CNY", companies=["cambricon"]), ZH)
    assert drawing.figure["data"]
