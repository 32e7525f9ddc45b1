"""Companies: lists say what the rows say, and what is missing is said."""

from __future__ import annotations

from dataclasses import replace

import pytest
from charts.made import result

from chipcensus.charts import companies
from chipcensus.charts.listing import MOST_COMPARED
from chipcensus.i18n import read_words
from chipcensus.units import MISSING

ZH, EN = read_words("zh"), read_words("en")
OF_ONE = ("profile", "results", "deals", "events", "peers", "sources")
CNY = {"currency": "CNY"}


def texts(drawing):
    return [[cell["text"] for cell in row["cells"]] for row in drawing.listing["rows"]]


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
