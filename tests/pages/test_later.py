"""Cards below the screen: the page tells where they are to be had, and that is what they show."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest
from starlette.requests import Request
from starlette.responses import Response

from chipcensus.api.asked import safely
from chipcensus.census import shared_census
from chipcensus.ui.later import shown_card

ADDRESS = "/api/v1/shown"


@pytest.fixture
def scrolled(opened, monkeypatch):
    """A page as a browser gets it: two cards, and the addresses of the others."""
    monkeypatch.setattr("chipcensus.ui.screen.FIRST", 2)
    return opened


def test_what_a_card_below_the_screen_fetches_is_what_it_would_have_been_given(
    scrolled, monkeypatch
):
    visit = scrolled("registrations", year_from="2015", provider="天眼查", lang="en")
    told = visit.cards()
    monkeypatch.setattr("chipcensus.ui.screen.FIRST", 99)
    visit.look()
    whole = visit.cards()
    assert [name for name, card in told.items() if "later" in card] == list(whole)[2:]
    for name, card in whole.items():
        if "later" in told[name]:
            assert told[name]["title"] in card["title"]
            assert json.loads(_get(told[name]["later"]).body)["card"] == card
        else:
            assert told[name] == card


def test_headlines_stand_on_the_screen_whatever_follows(scrolled):
    told = scrolled("overview").cards()
    assert sum("later" not in card for card in told.values()) == 4 + 2


def test_a_filter_changes_where_the_cards_below_are_to_be_had(scrolled):
    visit = scrolled("registrations")
    before = visit.card("registrations/stock")["later"]
    visit.widget("years").set_value((2015, 2020)).run()
    after = parse_qs(urlsplit(visit.card("registrations/stock")["later"]).query)
    assert parse_qs(urlsplit(before).query) == {"lang": ["zh"]}
    assert after == {"year_from": ["2015"], "year_to": ["2020"], "lang": ["zh"]}


def test_an_unknown_card_is_not_there(opened):
    opened()
    assert _get(f"{ADDRESS}/registrations/nonsense.json").status_code == 404


def test_filters_that_do_not_fit_are_left_aside_as_on_the_page(opened):
    opened()
    plain = _get(f"{ADDRESS}/registrations/stock.json?lang=zh")
    odd = _get(f"{ADDRESS}/registrations/stock.json?lang=xx&scope=nonsense&nothing=1")
    assert plain.status_code == odd.status_code == 200
    assert plain.body == odd.body


def _get(address: str) -> Response:
    parts = urlsplit(address)
    subject, question = parts.path.removeprefix(f"{ADDRESS}/").removesuffix(".json").split("/")
    scope = {
        "type": "http",
        "method": "GET",
        "path": parts.path,
        "query_string": parts.query.encode(),
        "headers": [],
        "path_params": {"subject": subject, "question": question},
    }
    return safely(shown_card, shared_census(), Request(scope))
