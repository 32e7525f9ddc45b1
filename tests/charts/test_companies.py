"""Companies: lists say what the rows say, panels draw what the rows hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from charts.made import result, row, year

from chipcensus.charts import companies
from chipcensus.charts.listing import MOST_COMPARED
from chipcensus.charts.theme import HATCH, LOSS, OPEN_MARK
from chipcensus.i18n import read_words
from chipcensus.units import MISSING

ZH, EN = read_words("zh"), read_words("en")
OF_ONE = ("profile", "results", "deals", "events", "peers", "sources")
CNY = {"currency": "CNY"}


def texts(drawing):
    return [[cell["text"] for cell in row["cells"]] for row in drawing.listing["rows"]]


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


# ---- Every figure


@pytest.mark.parametrize("name", [*OF_ONE, "directory", "compare"])
@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_nothing_to_show_is_said_in_a_sentence(name, words):
    drawing = getattr(companies, name).draw(result([]), words)
    assert drawing.figure is drawing.listing is None
    assert len(drawing.missing) > 15


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize("company", ["cambricon", "nvidia", "biren", "aispeech", "zeku", "amazon"])
def test_a_company_of_any_kind_is_shown_or_said_to_be_missing(ask, name, company):
    answer = ask(f"companies/{name}", CNY, id=company)
    drawing = getattr(companies, name).draw(answer, EN)
    assert bool(drawing.figure or drawing.listing) is not bool(drawing.missing)
    assert bool(drawing.missing) or (drawing.finding and drawing.alt)


@pytest.mark.parametrize("name", ["directory", "peers", "events", "sources", "profile"])
def test_each_row_has_a_cell_for_every_head(ask, name):
    drawing = getattr(companies, name).draw(ask(f"companies/{name}", CNY, id="cambricon"), ZH)
    width = len(drawing.listing["columns"])
    assert {len(cells) for cells in texts(drawing)} == {width}
    assert all(column["label"] for column in drawing.listing["columns"])


# ---- The directory


@pytest.fixture
def directory(ask):
    answer = ask("companies/directory", CNY)
    return answer, companies.directory.draw(answer, ZH)


def test_the_directory_sorts_by_what_it_prints(directory):
    answer, drawing = directory
    place = [c["label"] for c in drawing.listing["columns"]].index(ZH("column.revenue"))
    for known, shown in zip(answer.rows, drawing.listing["rows"], strict=True):
        cell = shown["cells"][place]
        assert shown["id"] == shown["cells"][0]["company"] == known["company_id"]
        assert cell["sort"] == known["revenue"]
        assert (cell["text"] == MISSING) is (known["revenue"] is None)
        assert cell["note"].startswith(str(known["year"])) or known["revenue"] is None


def test_a_trend_is_the_known_years_and_is_read_out(directory):
    answer, drawing = directory
    by_id = {r["company_id"]: r for r in answer.rows}
    lines = [(r["id"], c) for r in drawing.listing["rows"] for c in r["cells"] if c.get("spark")]
    assert len(lines) > 10
    for company, cell in lines:
        known = by_id[company]
        assert cell["spark"] == [
            list(p) for p in zip(known["revenue_years"], known["revenues"], strict=True)
        ]
        assert cell["text"].startswith(f"{known['revenue_years'][0]:.0f}")


def test_one_year_is_no_trend(directory):
    answer, _ = directory
    alone = next(r for r in answer.rows if len(r["revenues"]) == 1)
    (cells,) = companies.directory.draw(replace(answer, rows=[alone]), EN).listing["rows"]
    assert not any(cell.get("spark") for cell in cells["cells"])


def test_a_founding_known_by_month_shows_no_day(directory):
    answer, drawing = directory
    place = [c["label"] for c in drawing.listing["columns"]].index(ZH("column.founded_on"))
    length = {"year": 4, "month": 7, "day": 10, None: len(MISSING)}
    for known, shown in zip(answer.rows, drawing.listing["rows"], strict=True):
        assert len(shown["cells"][place]["text"]) == length[known["founded_precision"]]


def test_a_sum_that_is_a_lower_bound_says_so(directory):
    answer, drawing = directory
    for known, shown in zip(answer.rows, drawing.listing["rows"], strict=True):
        said = shown["cells"][-1]["text"]
        assert said.startswith("≥") is (known["raised"] is not None and known["is_at_least"])


# ---- Side by side


def test_companies_are_columns_and_unknown_is_a_dash(ask):
    ids = ["nvidia", "zeku", "cambricon"]
    drawing = companies.compare.draw(ask("companies/compare", CNY, companies=ids), EN)
    heads = drawing.listing["columns"][1:]
    assert [head["cell"]["company"] for head in heads] == ids
    lines = {cells[0]: cells[1:] for cells in texts(drawing)}
    assert lines[EN("column.revenue")][1] == MISSING
    assert lines[EN("column.revenue")][0].endswith("CNY")
    assert EN("note.companies.unknown") in drawing.notes


def test_one_company_is_asked_for_company(ask):
    drawing = companies.compare.draw(ask("companies/compare", CNY, companies=["zeku"]), ZH)
    assert str(MOST_COMPARED - 1) in drawing.finding


def test_a_seventh_is_refused_and_all_are_named(ask):
    ids = ["cambricon", "biren", "metax", "hygon", "moore-threads", "enflame", "axera"]
    drawing = companies.compare.draw(ask("companies/compare", CNY, companies=ids), EN)
    assert drawing.listing is None
    assert all(company in drawing.missing for company in ids)


# ---- Facts, events, peers, sources


def test_every_fact_has_its_source(ask):
    drawing = companies.profile.draw(ask("companies/profile", id="horizon-robotics"), EN)
    for _, value, cited in (shown["cells"] for shown in drawing.listing["rows"]):
        assert value["text"] == MISSING or cited["links"][0]["url"].startswith("http")
    assert EN("note.companies.row_source") in drawing.notes


def test_an_unknown_fact_says_that_it_is(ask):
    answer = ask("companies/profile", id="aispeech")
    drawing = companies.profile.draw(answer, EN)
    cells = {row["cells"][0]["text"]: row["cells"][1] for row in drawing.listing["rows"]}
    assert cells[EN.code("field", "hq_city")]["text"] == MISSING
    assert cells[EN.code("field", "hq_city")]["note"]
    assert EN.code("field", "parent") not in cells


def test_events_are_told_in_the_readers_language_newest_first(ask):
    answer = ask("companies/events", id="metax")
    for words, title in ((ZH, "title_zh"), (EN, "title_en")):
        shown = texts(companies.events.draw(answer, words))
        assert [cells[2] for cells in shown] == answer.column(title)
        assert [cells[0] for cells in shown] == sorted((c[0] for c in shown), reverse=True)


def test_the_company_is_marked_among_its_peers(ask):
    drawing = companies.peers.draw(ask("companies/peers", CNY, id="biren"), EN)
    assert [row["id"] for row in drawing.listing["rows"] if row["marked"]] == ["biren"]


def test_a_company_alone_in_its_segment_has_no_peers(ask):
    answer = ask("companies/peers", CNY, id="smic")
    assert len(answer.rows) == 1
    assert EN.code("segment", "foundry") in companies.peers.draw(answer, EN).missing


def test_sources_lead_to_their_pages(ask):
    answer = ask("companies/sources", id="biren")
    drawing = companies.sources.draw(answer, EN)
    assert [r["cells"][0]["url"] for r in drawing.listing["rows"]] == answer.column("url")
    assert str(len(answer.rows)) in drawing.finding


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
