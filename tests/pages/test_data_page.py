"""The page Data: light to send, and two kept generations to compare."""

from __future__ import annotations

import csv
import json
import shutil
from urllib.parse import parse_qs, urlsplit

import pytest

from chipcensus.census import shared_census
from chipcensus.i18n import read_words
from chipcensus.publish import build
from chipcensus.settings import read_settings
from chipcensus.ui.card_data import FIRST_ROWS

EN = read_words("en")
LONG = ("meta/dictionary", "meta/definitions", "meta/directory", "meta/conflicts")
# Characters of all cards together, as JSON: a card with a chart has about 10,000.
LIGHT = 110_000


@pytest.fixture
def two_kept(shipped, tmp_path, monkeypatch):
    """A second, later generation beside the shipped one; the ids, newest first."""
    shutil.copytree(shipped.var, tmp_path / "var")
    shutil.copytree(shipped.data, tmp_path / "data")
    path = tmp_path / "data" / "registrations.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.reader(handle))
    rows[1][rows[0].index("remark")] = "told otherwise"
    with path.open("w", encoding="utf-8", newline="") as handle:
        csv.writer(handle).writerows(rows)
    folders = {f"CHIPCENSUS_{n.upper()}": str(tmp_path / n) for n in ("var", "data")}
    build(read_settings(folders))
    for name, value in folders.items():
        monkeypatch.setenv(name, value)
    shared_census.cache_clear()
    yield list(shared_census().kept())
    shared_census.cache_clear()


def test_a_long_list_comes_with_its_first_rows_only(opened):
    cards = opened("data", lang="en").cards()
    for name in LONG:
        listing = cards[name]["listing"]
        assert len(listing["rows"]) == FIRST_ROWS < listing["long"]["count"]
        address = urlsplit(listing["long"]["rows"])
        assert address.path == f"/api/v1/rows/{name}.json"
        assert parse_qs(address.query) == {"lang": ["en"]}
    assert len(json.dumps(cards)) < LIGHT


def test_one_generation_cannot_be_compared_and_the_page_says_so(opened):
    visit = opened("data", lang="en")
    now = shared_census().generation().id
    assert visit.card("meta/changes")["empty"] == EN("missing.meta.only_one", then="", now=now)
    assert not {"earlier", "later"} & set(visit.filters())


def test_two_generations_are_chosen_by_two_pickers(opened, two_kept):
    now, then = two_kept
    visit = opened("data", lang="en")
    card = visit.card("meta/changes")
    assert then in card["finding"]
    assert now in card["finding"]
    assert len(card["listing"]["rows"]) == 1
    assert (visit.widget("earlier").value, visit.widget("later").value) == (then, now)
    visit.choose("earlier", now)
    assert visit.card("meta/changes")["empty"]
    assert visit.app.query_params == {"lang": "en", "earlier": now}
    visit.take_off("earlier")
    assert visit.card("meta/changes") == card


def test_the_pickers_act_on_this_page_only(opened, two_kept):
    visit = opened("data", earlier=two_kept[0])
    visit.go("registrations")
    assert visit.app.query_params == {"lang": "zh"}


def test_every_card_has_a_text_to_report_an_error_with(opened):
    visit = opened("registrations", lang="en", scope="ai_chip")
    card = visit.card("registrations/by_year")
    text, link = card["report"]["text"], urlsplit(card["report"]["link"])
    generation = shared_census().generation().id
    assert all(part in text for part in (card["title"], card["caption"], generation, "{link}"))
    assert (link.path, link.fragment) == ("/registrations", "registrations/by_year")
    query = {"scope": ["ai_chip"], "lang": ["en"], "generation": [generation]}
    assert parse_qs(link.query) == query
