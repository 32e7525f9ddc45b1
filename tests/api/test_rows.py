"""All rows of a long list, as the card fetches them."""

from __future__ import annotations

import json

import brotli
import pytest

from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES

ROWS = "/api/v1/rows"
LONG = ("meta/dictionary", "meta/definitions", "meta/directory", "meta/conflicts")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", LONG)
def test_the_rows_are_those_of_the_list(get, census, name, lang):
    reply = get(f"{ROWS}/{name}.json?lang={lang}", Accept_Encoding="br")
    told = json.loads(brotli.decompress(reply.body))["rows"]
    answer = census.figure(name, Filters())
    listing = FIGURES[name].drawing(answer.result, census.words(lang)).listing
    assert told == json.loads(json.dumps(listing["rows"]))
    assert len(told) == listing["long"]["count"]


def test_what_the_browser_has_is_not_sent_again(get):
    first = get(f"{ROWS}/meta/directory.json?lang=zh")
    again = get(f"{ROWS}/meta/directory.json?lang=zh", If_None_Match=first.headers["ETag"])
    assert (first.status, again.status, again.body) == (200, 304, b"")
    assert get(f"{ROWS}/meta/directory.json?lang=en").headers["ETag"] != first.headers["ETag"]


def test_filters_act_on_them(get):
    whole, by_then = (
        json.loads(get(f"{ROWS}/meta/conflicts.json?lang=en{more}").body)["rows"]
        for more in ("", "&as_of=2021-12-31")
    )
    assert 0 < len(by_then) < len(whole)


@pytest.mark.parametrize("name", ["registrations/by_year", "meta/trail", "no/such"])
def test_what_is_no_list_is_not_there(get, name):
    assert get(f"{ROWS}/{name}.json?lang=en").status == 404


def test_a_filter_that_is_none_is_named(get):
    reply = get(f"{ROWS}/meta/directory.json?lang=en&nonsense=1")
    assert (reply.status, "nonsense" in reply.body.decode()) == (400, True)


def test_every_source_tells_which_figures_rest_on_it(census):
    rows = census.figure("meta/directory", Filters()).result.rows
    resting = {row["source_id"]: row["figures"] for row in rows}
    cited = census.figure("registrations/by_year", Filters()).result.source_ids
    assert cited
    assert all("registrations/by_year" in resting[source_id] for source_id in cited)
    others = set(resting) - set(cited)
    assert not any("registrations/by_year" in resting[source_id] for source_id in others)


def test_what_is_about_the_data_downloads_too(get):
    card = json.loads(get("/api/v1/card/meta/tables.json?lang=en").body)
    assert card["sources"] == []
    assert all(not origin["row_ids"] for origin in card["table"]["origins"])
    text = get("/api/v1/ask/meta/directory.csv").body.decode("utf-8-sig")
    header, first = text.splitlines()[:2]
    assert header.startswith("source_id,title,publisher")
    assert "," in first
