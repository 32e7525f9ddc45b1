"""A link restores what was on the screen; a bad one gives a working page and one notice."""

from __future__ import annotations

import pytest

from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, read_words

LONG = "9" * 10_000
SCRIPT = "<script>alert(1)</script>"
MARKDOWN = "[click](https://example.org) **bold** $x$ :red[x]"

BAD = {
    "unknown company": {"companies": "nobody"},
    "one of three companies unknown": {"companies": ["cambricon", "nobody", "biren"]},
    "several unknown companies": {"companies": ["nobody", "noone", SCRIPT]},
    "reversed years": {"year_from": "2022", "year_to": "2019"},
    "text for a year": {"year_from": "twenty"},
    "a year out of the data": {"year_to": "1066"},
    "a year in other digits": {"year_from": "２０２０"},
    "a year with a sign": {"year_from": "-2020"},
    "10,000 digits for a year": {"year_from": LONG},
    "10,000 characters for a code": {"scope": "芯" * 10_000},
    "10,000 characters for a name": {"x" * 10_000: "1"},
    "a script for a code": {"scope": SCRIPT},
    "a script for a name": {SCRIPT: SCRIPT},
    "a script for a day": {"as_of": SCRIPT},
    "markdown": {"provider": MARKDOWN},
    "a day there is none of": {"as_of": "2023-02-30"},
    "control characters": {"metric": "net\x00_pro\nfit\x1b[31m"},
    "a quote of SQL": {"scope": "chip' OR '1'='1"},
    "repeated parameters, the last unknown": {"scope": ["chip", "nothing"]},
    "an unknown filter": {"colour": "blue"},
    "a hundred unknown filters": {f"x{n}": "1" for n in range(100)},
    "an unknown language": {"lang": "xx"},
    "an unknown currency": {"currency": "BTC"},
    "everything wrong": {"companies": "a", "year_from": "b", "scope": "c", "as_of": "d", "e": "f"},
    "another generation": {"generation": "0123456789ab"},
}


@pytest.mark.parametrize("query", BAD.values(), ids=BAD)
def test_a_bad_link_gives_a_working_page_and_one_notice(opened, query):
    visit = opened("registrations", **query)
    cards = visit.cards()
    shown = {name for name, figure in FIGURES.items() if not figure.of_registry}
    assert set(cards) == {name for name in shown if name.startswith("registrations/")}
    assert all(card["figure"] for card in cards.values())
    (notice,) = visit.notices()
    assert len(notice) < 1_000
    # What was not followed leaves the address: passed on, the link says nothing any more.
    assert visit.link("registrations").notices() == []


def test_a_notice_goes_once_the_reader_chooses(opened):
    visit = opened("registrations", scope="nothing")
    visit.choose("scope", "ai_chip")
    assert visit.notices() == []


def test_text_from_a_link_is_shown_as_text(opened):
    for text in (SCRIPT, MARKDOWN):
        (notice,) = opened("registrations", provider=text).notices()
        for sign in "<>[]*$:":
            assert notice.count(sign) == notice.count(f"\\{sign}"), sign


def test_reversed_years_are_swapped(opened):
    visit = opened("registrations", year_from="2022", year_to="2019", lang="zh")
    assert visit.widget("years").value == (2019, 2022)
    assert read_words("zh")("notice.reason_swapped") in visit.notices()[0]


def test_a_good_company_among_bad_ones_is_kept(opened):
    visit = opened("financials", companies=["nobody", "biren"])
    assert visit.widget("companies").value == ["biren"]


def test_a_link_of_this_generation_says_nothing(opened, generation):
    assert opened("registrations", generation=generation.id).notices() == []


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_link_restores_every_filter(opened, lang):
    visit = opened("financials", lang=lang)
    choices = {
        "years": (2019, 2024),
        "companies": ["cambricon", "biren"],
        "metric": "net_profit",
        "frequency": "half",
        "currency": "USD",
        "as_of": "2025-06-30",
    }
    for name, value in choices.items():
        visit.choose(name, value)
    restored = visit.link("financials")
    assert restored.cards() == visit.cards()
    assert restored.app.query_params == visit.app.query_params
    assert {name: restored.widget(name).value for name in choices} == choices


def test_defaults_are_left_out_of_a_link(opened):
    assert opened("funding").app.query_params == {"lang": "zh"}


def test_the_card_carries_the_same_filters_to_its_downloads(opened):
    card = opened("registrations", scope="ai_chip", lang="en").card("registrations/by_year")
    assert card["links"]["csv"] == "/api/v1/ask/registrations/by_year.csv?scope=ai_chip&lang=en"
    assert card["links"]["details"].startswith("/api/v1/card/registrations/by_year.json?")
    assert "ai_chip" not in card["caption"]
    assert read_words("en").code("scope", "ai_chip") in card["caption"]
