"""Charts of funding."""

from __future__ import annotations

from datetime import date

import pytest
from charts.made import result, row, year

from chipcensus.charts import funding
from chipcensus.charts.funding import missing
from chipcensus.charts.theme import SCOPE_COLOURS
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")


def count(scope, number, amount, provider, **values):
    return year(number, scope=scope, amount=amount, provider=provider, **values)


def deal(name, company, day, amount=None, **values):
    known = {
        "deal_id": name,
        "company_id": company,
        "announced_on": day,
        "announced_precision": "day",
        "amount": amount,
        "round": "a",
        "currency": "CNY" if amount else None,
    }
    return row(**(known | values))


def raised(company, private, public, **values):
    sums = {
        "private": private,
        "public": public,
        "placed": 0,
        "total": private + public,
        "total_low": private + public,
        "deals": 2,
        "undisclosed": 0,
        "undated": 0,
    }
    return row(company_id=company, **(sums | values))


def traces(drawing, mode):
    return [t for t in drawing.figure["data"] if t.get("mode") == mode]


@pytest.mark.parametrize("chart", [funding.totals_by_year, funding.rounds, funding.most_raised])
def test_no_rows_draw_nothing(chart):
    drawing = chart.draw(result([]), ZH)
    assert drawing.figure is None
    assert drawing.missing


def test_what_is_missing_is_said_with_what_would_show_something():
    asked = {"companies": ["glenfly", *"abcd"], "year_from": 2010, "year_to": 2010}
    text = funding.rounds.draw(result([], **asked), EN).missing
    assert "glenfly, a, b, c, and 1 more, 2010" in text
    assert "cambricon" in text
    assert "2021" in text
    day = funding.rounds.draw(result([], as_of=date(2001, 1, 1)), ZH).missing
    assert "2001-01-01" in day
    assert ZH("missing.funding.try_as_of") in day
    scope = funding.totals_by_year.draw(result([], scope="ic_design"), ZH).missing
    assert ZH("scope.ic_design") in scope
    assert ZH("scope.ai_chip") in scope


@pytest.mark.parametrize("name", sorted({*missing.COMPANIES, *missing.YEARS}))
def test_what_is_recommended_shows_something(ask, name):
    for company in missing.COMPANIES.get(name, ()):
        answer = ask(f"funding/{name}", companies=[company], currency="CNY")
        assert getattr(funding, name).draw(answer, EN).figure
    year = missing.YEARS[name]
    answer = ask(f"funding/{name}", year_from=year, year_to=year, currency="CNY")
    assert getattr(funding, name).draw(answer, EN).figure


@pytest.mark.parametrize("name", sorted({*missing.COMPANIES, *missing.YEARS}))
@pytest.mark.parametrize("words", [ZH, EN])
def test_a_company_without_deals_or_years_without_any_say_so(ask, words, name):
    nowhere = {"companies": ["glenfly"], "year_from": 1990, "year_to": 1991}
    drawing = getattr(funding, name).draw(ask(f"funding/{name}", currency="CNY", **nowhere), words)
    assert drawing.figure is None
    assert "1990–1991" in drawing.missing
    assert str(missing.YEARS[name]) in drawing.missing


def test_every_provider_is_a_dot_and_the_range_a_bar():
    span = {"range_low": 1e11, "range_high": 2e11}
    rows = [
        count("semiconductor", 2020, 1e11, "企查查", **span),
        count("semiconductor", 2020, 2e11, "IT桔子", deals=458.0, rate=6.9, **span),
    ]
    drawing = funding.totals_by_year.draw(result(rows), ZH)
    assert drawing.time == "year"
    bar, dots = drawing.figure["data"]
    assert (bar["base"], bar["y"]) == ([1000], [1000])
    assert dots["y"] == [1000, 2000]
    assert dots["marker"]["color"] == SCOPE_COLOURS["semiconductor"]
    assert all(
        part in dots["hovertemplate"][1] for part in ("IT桔子", "458笔", "6.9", "A &amp; B Press")
    )
    assert drawing.figure["layout"]["yaxis"]["title"]["text"] == "亿元"
    assert "1,000亿元–2,000亿元" in drawing.finding


def test_a_part_of_a_year_is_open_with_its_last_day():
    rows = [
        count("ai_chip", 2024, 1e10, "a"),
        count("ai_chip", 2025, 6e9, "a", is_partial=True, period_end=date(2025, 5, 28)),
    ]
    drawing = funding.totals_by_year.draw(result(rows), EN)
    dots = drawing.figure["data"][1]
    assert dots["marker"]["symbol"] == ["circle", "circle-open"]
    assert dots["text"] == ["", "→05-28"]
    assert "2024" in drawing.finding
    assert EN("note.funding.partial", ends="AI chips 2025-05-28") in drawing.notes


def test_scopes_stand_beside_each_other():
    rows = [count("ai_chip", 2024, 1e10, "a"), count("chip", 2024, 1e11, "a")]
    drawing = funding.totals_by_year.draw(result(rows), EN)
    first, second = (trace["x"][0] for trace in drawing.figure["data"][1::2])
    assert (first, second) == (pytest.approx(2023.88), pytest.approx(2024.12))
    assert drawing.figure["layout"]["xaxis"]["dtick"] == 1
    assert EN("note.funding.beside") in drawing.notes
    assert drawing.figure["layout"]["showlegend"]


def test_equal_dots_of_two_providers_both_show():
    rows = [count("ai_chip", 2021, 2e10, name) for name in "ab"]
    assert len(set(funding.totals_by_year.draw(result(rows), EN).figure["data"][1]["x"])) == 2


def test_totals_leave_no_currency_unseen():
    rows = [
        count("chip", 2020 + i, 1e10, "a", currency=c) for i, c in enumerate(("CNY", "CNY", "USD"))
    ]
    drawing = funding.totals_by_year.draw(result(rows), EN)
    assert len(drawing.figure["data"][1]["y"]) == 2
    assert any("USD (1)" in note for note in drawing.notes)


def test_bubbles_have_the_amount_as_area_and_undisclosed_ones_are_small_and_open():
    rows = [
        deal("d1", "metax", date(2020, 1, 1), 4e9),
        deal("d2", "biren", date(2021, 1, 1), 1e9),
        deal("d3", "biren", date(2022, 1, 31), announced_precision="month"),
    ]
    drawing = funding.rounds.draw(result(rows), ZH)
    (bubbles,) = traces(drawing, "markers")
    assert drawing.time == "day"
    large, middle, small = bubbles["marker"]["size"]
    assert large == 2 * middle > small
    assert bubbles["marker"]["symbol"] == ["circle", "circle", "circle-open"]
    assert bubbles["y"] == [0, 1, 1]
    assert drawing.figure["layout"]["yaxis"]["ticktext"] == ["metax", "biren"]
    assert "2022-01（只知月份）" in bubbles["hovertemplate"][2]
    assert "A &amp; B Press" in bubbles["hovertemplate"][0]
    assert ZH("note.funding.undisclosed", count=1) in drawing.notes


def test_stages_are_traces_and_at_least_has_a_plus():
    rows = [
        deal("d1", "metax", date(2020, 1, 1), 1e8, round="a+"),
        deal("d2", "metax", date(2025, 2, 28), 7.2e9, round="pre-ipo", is_at_least=True),
        deal("d3", "metax", date(2025, 12, 5), 4e9, round="never-seen"),
    ]
    drawing = funding.rounds.draw(result(rows), EN)
    assert [t["name"] for t in traces(drawing, "markers")] == ["Seed to A", "Pre-IPO", "Other"]
    assert traces(drawing, "text")[0]["text"] == ["7.2+"]
    assert drawing.unit == "B CNY"
    assert "7.2B CNY+" in drawing.finding


def test_undated_deals_are_listed_never_placed():
    undated = [deal(f"u{i}", "enflame", None, 1e8 if i else None) for i in range(14)]
    drawing = funding.rounds.draw(
        result([deal("d1", "metax", date(2020, 1, 1), 1e9), *undated]), ZH
    )
    (bubbles,) = traces(drawing, "markers")
    assert len(bubbles["x"]) == 1
    (note,) = (n for n in drawing.notes if "enflame" in n)
    assert note.count("enflame") == 12
    assert "等14笔" in note
    alone = funding.rounds.draw(result(undated), ZH)
    assert alone.figure is None
    assert alone.missing.count("enflame") == 12


def test_private_and_public_are_stacked_with_the_open_total_marked():
    rows = [
        raised("metax", 8e9, 4e9, is_at_least=True, undisclosed=1, undated=2),
        raised("semidrive", 3e9, 0, total_low=1e9, total_high=5e9),
    ]
    drawing = funding.most_raised.draw(result(rows), ZH)
    private, public, _, totals = drawing.figure["data"]
    assert (private["x"], public["x"]) == ([80, 30], [40, 0])
    # The bounds are in the hover: at a bar's end they would hide its value.
    assert "error_x" not in public
    assert [text.strip() for text in totals["text"]] == ["≥120", "30"]
    assert drawing.figure["layout"]["xaxis"]["title"]["text"] == "亿元"
    assert drawing.notes[0] == (
        "“≥”表示实际更多：另有1笔未披露金额、另有2笔未注明日期而未计入、也可能有金额本身只是下限。"
    )
    rows = [raised("metax", 8e9, 4e9, is_at_least=True), raised("semidrive", 3e9, 0)]
    note = funding.most_raised.draw(result(rows), ZH).notes[0]
    assert note == "“≥”表示实际更多：部分金额本身只是下限。"
    assert "A &amp; B Press" in private["hovertemplate"][0]


def test_only_the_first_are_drawn():
    drawing = funding.most_raised.draw(result([raised(f"c{i}", 1e9, 0) for i in range(25)]), EN)
    assert len(drawing.figure["data"][0]["x"]) == funding.most_raised.TOP
    assert EN("note.funding.top", shown=funding.most_raised.TOP, count=25) in drawing.notes


@pytest.mark.parametrize("words", [ZH, EN])
@pytest.mark.parametrize("currency", [None, "reported", "CNY", "USD"])
@pytest.mark.parametrize("name", ["totals_by_year", "rounds", "most_raised"])
def test_shipped_figures_are_drawn(ask, words, name, currency):
    answer = ask(f"funding/{name}", currency=currency)
    drawing = getattr(funding, name).draw(answer, words)
    assert drawing.figure["data"]
    assert drawing.finding
    assert drawing.unit


def test_shipped_hygon_has_the_largest_listing(ask):
    answer = ask("funding/rounds", currency="CNY")
    drawing = funding.rounds.draw(answer, ZH)
    placed = sum(len(t["x"]) for t in traces(drawing, "markers"))
    undated = sum(r["announced_on"] is None for r in answer.rows)
    assert placed + undated == len(answer.rows)
    assert "hygon上市，108亿元（2022-08-12）" in drawing.finding
