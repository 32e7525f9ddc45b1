"""What the search box fetches: everything that can be found, in both languages, once."""

from __future__ import annotations

import json
from urllib.parse import parse_qs, urlsplit

import brotli
import pytest

from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES
from chipcensus.search import INVESTORS

# What shows something on a page that names no company, without a list of companies loaded.
FOUND = [
    name for name, figure in FIGURES.items() if figure.needs != "id" and not figure.of_registry
]
SEARCH = "/api/v1/search"
# Bytes: fetched at the first key, so it has to be small.
SMALL = 120_000


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request):
    return request.param


@pytest.fixture
def index(get, lang):
    return json.loads(get(f"{SEARCH}?lang={lang}").body)


def test_everything_of_the_data_is_in_it_once(index, rows_of):
    groups = index["groups"]
    assert list(groups) == ["companies", "figures", "investors", "events", "sources"]
    (companies,), (events,), (pages,), (investors,) = (
        rows_of(f"SELECT count(DISTINCT {what}) FROM {table}")[0]
        for what, table in (
            ("company_id", "companies"),
            ("event_group", "events"),
            ("(title, url)", "sources"),
            ("investor_id", "investors"),
        )
    )
    counts = [len(entries) for entries in groups.values()]
    assert counts == [companies, len(FOUND), investors, events, pages]
    assert all(entry["label"] and entry["href"] for group in groups.values() for entry in group)


def test_an_entry_leads_to_what_it_names(index, census, lang):
    groups = index["groups"]
    words = census.words(lang)
    for entry in groups["companies"]:
        (company,) = parse_qs(urlsplit(entry["href"]).query)["id"]
        assert entry["label"] == words.company(company)
    assert [e["href"].split("#")[1] for e in groups["figures"]] == FOUND
    assert {e["href"].split("#")[1] for e in groups["investors"]} == {INVESTORS}
    assert all(e["href"].startswith(("/company?id=", "http")) for e in groups["events"])
    assert all(e["href"].startswith("http") for e in groups["sources"])


def test_a_company_is_known_by_every_name(index):
    texts = {e["href"]: [e["label"], *e["detail"], *e.get("also", [])] for e in _companies(index)}
    cambricon, axera = texts["/company?id=cambricon"], texts["/company?id=axera"]
    assert {"寒武纪", "Cambricon Technologies", "688256.SH", "SH688256"} <= set(cambricon)
    assert {"00600.HK", "HK00600", "600.HK"} <= set(axera)
    assert index["pinyin"]["寒武纪"] == "han wu ji"
    assert all(len(names) == len(set(names)) for names in texts.values())


def test_an_alias_is_known_for_company_and_investor(index, rows_of):
    known = [
        text
        for group in ("companies", "investors")
        for e in index["groups"][group]
        for text in (e["label"], *e["detail"], *e.get("also", []))
    ]
    assert {alias for (alias,) in rows_of("SELECT alias FROM aliases")} <= set(known)


def test_who_has_figures_comes_first(index, rows_of):
    having = {c for (c,) in rows_of("SELECT DISTINCT company_id FROM financials")}
    has = [e["href"].removeprefix("/company?id=") in having for e in _companies(index)]
    assert has == sorted(has, reverse=True)


def test_the_browser_asks_again_and_gets_it_once(get, lang):
    path = f"{SEARCH}?lang={lang}&generation=abc"
    plain, small = get(path), get(path, Accept_Encoding="br")
    assert brotli.decompress(small.body) == plain.body
    assert len(small.body) < SMALL
    assert small.headers["Content-Type"] == "application/json"
    assert small.headers["Vary"] == "Accept-Encoding"
    assert "no-cache" in small.headers["Cache-Control"]
    again = get(path, If_None_Match=small.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert get(path, If_None_Match='"other"').status == 200


def test_languages_have_tags_of_their_own(get):
    assert len({get(f"{SEARCH}?lang={one}").headers["ETag"] for one in LANGUAGES}) == len(LANGUAGES)


@pytest.mark.parametrize("query", ["lang=xx", "lang=<script>", "colour=blue", "q=hwj"])
def test_what_it_does_not_know_is_said(get, query):
    reply = get(f"{SEARCH}?{query}")
    assert reply.status == 400
    assert query.split("=")[0] in json.loads(reply.body)["detail"]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def _companies(index):
    return index["groups"]["companies"]
