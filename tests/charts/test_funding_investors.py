"""The chart of investors."""

from __future__ import annotations

import pytest
from charts.made import result, row

from chipcensus.charts.funding import investors
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")


def backer(name, companies, led=0, **values):
    known = {
        "investor_id": name,
        "investor_zh": f"{name}基金",
        "investor_en": f"{name} Fund",
        "companies": companies,
        "companies_led": led,
        "rounds": companies,
        "rounds_led": led,
        "undated": 0,
        "company_ids": [f"c{i}" for i in range(companies)],
        "partners": 1,
        "partners_zh": ["A & B资本"],
        "partners_en": ["A & B Capital"],
    }
    return row(**(known | values))


def test_a_bar_is_as_long_as_the_companies_and_dark_where_it_led():
    rows = [backer("red", 4, 3, rounds=6), backer("blue", 1)]
    led, joined, labels = investors.draw(result(rows), ZH).figure["data"]
    assert (led["x"], joined["x"]) == ([3, 0], [1, 1])
    assert led["customdata"] == [["r1"], ["r1"]]
    assert [t.strip() for t in labels["text"]] == ["4家·6轮", "1家·1轮"]
    assert labels["x"] == [4, 1]


def test_names_are_the_readers_and_the_hover_has_companies_partners_and_source():
    rows = [backer("red", 2, undated=1, rounds_led=2)]
    chinese, english = (investors.draw(result(rows), w) for w in (ZH, EN))
    assert chinese.figure["layout"]["yaxis"]["ticktext"] == ["red基金"]
    assert english.figure["layout"]["yaxis"]["ticktext"] == ["red Fund"]
    hover = english.figure["data"][0]["hovertemplate"][0]
    for part in ("red Fund", "c0, c1", "A &amp; B Capital", "2 rounds", "A &amp; B Press"):
        assert part in hover
    assert EN("note.funding.investors_undated") in english.notes
    assert english.time == ""


def test_many_partners_are_cut_short_and_wrapped():
    many = [f"Partner Number {i}" for i in range(11)]
    hover = investors.draw(result([backer("red", 2, partners_en=many)]), EN)
    text = hover.figure["data"][0]["hovertemplate"][0]
    assert "Partner Number 7 and 3 more" in text
    assert "Partner Number 8" not in text
    assert max(len(line) for line in text.split("<br>")) < 80


def test_a_long_name_is_cut_a_chinese_letter_counting_twice():
    rows = [backer("x", 1, investor_zh="长" * 20, investor_en="L" * 40)]
    for words, kept in ((ZH, 10), (EN, 20)):
        (tick,) = investors.draw(result(rows), words).figure["layout"]["yaxis"]["ticktext"]
        assert len(tick) == kept + 1
        assert tick.endswith("…")


def test_only_the_first_are_drawn():
    drawing = investors.draw(result([backer(f"i{i}", 2) for i in range(25)]), EN)
    assert len(drawing.figure["data"][0]["x"]) == investors.TOP
    assert EN("note.funding.top_investors", shown=investors.TOP, count=25) in drawing.notes
    assert "and 22 others" in drawing.finding


def test_where_nobody_backed_two_the_finding_says_so():
    drawing = investors.draw(result([backer("red", 1), backer("blue", 1)]), EN)
    assert drawing.finding == EN("finding.funding.investors_one", count=2)


def test_no_rows_say_what_would_show_some():
    answer = result([], companies=["glenfly"], year_from=2010, year_to=2012)
    drawing = investors.draw(answer, EN)
    assert drawing.figure is None
    for part in ("glenfly", "2010–2012", "cambricon", "2021"):
        assert part in drawing.missing


@pytest.mark.parametrize("words", [ZH, EN])
def test_shipped_investors_are_counted_once(ask, words):
    answer = ask("funding/investors")
    top = answer.rows[0]
    assert (top["investor_id"], top["companies"]) == ("sequoia-china", 4)
    drawing = investors.draw(answer, words)
    assert len(drawing.figure["data"]) == 3
    assert drawing.finding
