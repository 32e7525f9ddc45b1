"""Market and policy: kinds of events, one event, one series, in this page's address only."""

from __future__ import annotations

import pytest

from chipcensus.figures import LENS
from chipcensus.i18n import LANGUAGES, read_words

TIMELINE, LENS_CARD = "market/timeline", "market/lens"


def _years(card):
    return [row["cells"][0]["text"][:4] for row in card["listing"]["rows"]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_timeline_is_a_chart_and_for_a_telephone_a_list_of_the_same(opened, lang):
    card = opened("market", lang=lang).card(TIMELINE)
    marks = [t for t in card["figure"]["data"] if t.get("mode") != "text"]
    assert sum(len(t["customdata"]) for t in marks) == len(card["listing"]["rows"]) > 50
    assert _years(card) == sorted(_years(card), reverse=True)


def test_kinds_and_companies_choose_what_the_timeline_shows(opened):
    visit, words = opened("market"), read_words("zh")
    visit.choose("kinds", ["closure"])
    kinds = {row["cells"][2]["text"] for row in visit.card(TIMELINE)["listing"]["rows"]}
    assert kinds == {words.code("event_kind", "closure")}
    visit.choose("kinds", ["listing", "ipo"])
    visit.choose("companies", ["metax"])
    told = [row["cells"][1]["companies"] for row in visit.card(TIMELINE)["listing"]["rows"]]
    assert told
    assert all("metax" in {company["id"] for company in named} for named in told)


def test_an_event_is_found_by_its_title_and_the_lens_follows_it(opened):
    visit = opened("market")
    options = visit.widget("event").options
    assert any(option.startswith("2019-05-16 ") for option in options)
    assert visit.widget("event").value == LENS["event"]
    visit.choose("event", "ev-2019-05-16-huawei-69")
    assert "2019-05-16" in visit.card(LENS_CARD)["finding"]
    assert visit.app.query_params["event"] == "ev-2019-05-16-huawei-69"
    visit.choose("event", LENS["event"])
    assert "event" not in visit.app.query_params


def test_a_series_of_companies_follows_the_companies(opened):
    visit = opened("market", series="net_profit", companies=["cambricon"])
    data = visit.card(LENS_CARD)["figure"]["data"]
    assert {trace["yaxis"] for trace in data} == {"y"}
    assert read_words("zh").code("series", "net_profit") in visit.card(LENS_CARD)["title"]


def test_as_of_a_day_before_the_event_the_lens_says_so(opened):
    card = opened("market", as_of="2018-06-30").card(LENS_CARD)
    assert card["figure"] is None
    assert card["empty"] == read_words("zh")("missing.market.lens_unknown")


def test_what_acts_here_only_stays_here(opened):
    visit = opened("market", series="revenue", kinds="fund")
    visit.go("registrations")
    assert set(visit.app.query_params) == {"lang"}
