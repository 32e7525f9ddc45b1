"""The overview: four headlines, a list of what happened, events over every figure of time."""

from __future__ import annotations

import csv

import pytest

from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT

HEADLINES = {
    "overview/registered": "registrations",
    "overview/gone": "deregistrations",
    "overview/net_result": "financials",
    "overview/raised": "funding",
}
TIMED = (
    "deregistrations/net_formation",
    "financials/bill",
    "financials/world",
    "funding/money",
)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_four_headlines_lead_to_their_pages(opened, lang):
    cards = opened("overview", lang=lang).cards()
    assert [name for name, card in cards.items() if card["headline"]] == list(HEADLINES)
    for name, page in HEADLINES.items():
        card = cards[name]
        assert all(card["headline"][part] for part in ("value", "unit", "period"))
        assert card["page"] == f"/{page}?lang={lang}"
        assert set(card["links"]) >= {"details", "csv", "xlsx"}


def test_a_headline_follows_the_years_and_the_definition(opened):
    visit = opened("overview")
    before = visit.card("overview/registered")["headline"]
    visit.choose("years", (2010, 2023))
    assert visit.card("overview/registered")["headline"] != before
    visit.choose("scope", "chip")
    words = read_words("zh")
    assert words.code("scope", "chip") in visit.card("overview/registered")["title"]
    assert visit.card("overview/registered")["page"].startswith("/registrations?year_to=2023&")


def test_nothing_known_is_said_by_each_figure_in_its_own_words(opened):
    visit, words = opened("overview", as_of="1999-12-31", lang="en"), read_words("en")
    cards = visit.cards()
    for name in HEADLINES:
        assert cards[name]["headline"] is None
        scope = words.code("scope", "ai_chip" if name != "overview/gone" else "chip")
        key = f"missing.{name.replace('/', '.')}"
        assert cards[name]["empty"] == words(key, scope=scope)
    assert cards["events/newest"]["listing"] is None
    assert cards["events/newest"]["empty"] == words("missing.events.newest")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_just_happened_is_told_newest_first_with_sources(opened, lang):
    listing = opened("overview", lang=lang).card("events/newest")["listing"]
    assert listing["company"] == f"/company?lang={lang}&id="
    lines = [row["cells"] for row in listing["rows"]]
    assert len(lines) == 12
    days = [day["text"] for day, *_ in lines]
    assert days == sorted(days, reverse=True)
    for *_, told in lines:
        assert all(link["text"] and link["url"].startswith("http") for link in told["links"])


def test_the_kinds_and_companies_chosen_choose_what_is_listed(opened):
    visit = opened("overview", companies="biren", events="listing")
    lines = [row["cells"] for row in visit.card("events/newest")["listing"]["rows"]]
    (kind,) = {kind["text"] for _, kind, *_ in lines}
    assert kind == read_words("zh").code("event_kind", "listing")
    concerned = [{company["id"] for company in happened["companies"]} for *_, happened, _ in lines]
    assert all("biren" in companies for companies in concerned)


def test_events_lie_over_the_figures_of_time_and_over_nothing_else(opened):
    visit = opened("overview")
    before = visit.cards()
    visit.choose("events", ["export_control"])
    after = visit.cards()
    for name in set(before) - {"events/newest"}:
        assert (after[name]["figure"] != before[name]["figure"]) is (name in TIMED), name
    said = read_words("zh").code("event_kind", "export_control")
    for name in TIMED:
        assert said in after[name]["caption"]
        assert len(after[name]["notes"]) > len(before[name]["notes"])
        assert after[name]["height"] > before[name]["height"]
    assert visit.app.query_params["events"] == "export_control"


def test_events_of_others_stay_away_where_companies_are_chosen(opened):
    everyone = _lines(opened("financials", events="listing"))
    visit = opened("financials", events="listing", companies=["cambricon", "hygon"])
    assert 0 < _lines(visit) < everyone
    # On a figure without companies the choice leaves the events as they are.
    free = opened("registrations", events="policy")
    bound = opened("registrations", events="policy", companies="biren")
    name = "registrations/by_year"
    assert free.card(name)["figure"] == bound.card(name)["figure"]


def test_events_move_on_with_the_reader_and_a_bad_kind_is_named(opened):
    visit = opened("registrations", events=["fund", "riot"])
    assert visit.widget("events").value == ["fund"]
    assert len(visit.notices()) == 1
    visit.go("deregistrations")
    assert visit.widget("events").value == ["fund"]
    assert visit.app.query_params["events"] == "fund"


def _lines(visit):
    shapes = visit.card("financials/by_period")["figure"]["layout"].get("shapes", [])
    return sum(shape.get("ysizemode") != "pixel" for shape in shapes)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_footer_says_how_far_the_sources_go(opened, lang):
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        newest = max(row["published_on"] for row in csv.DictReader(file))
    said = {"zh": f"资料收集至 {newest}", "en": f"sources up to {newest}"}[lang]
    assert said in opened("overview", lang=lang).app.caption[-1].value
