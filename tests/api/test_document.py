"""The HTML every page starts from, before a line of Streamlit's has run."""

from __future__ import annotations

import ast
import json
import re
from itertools import takewhile
from urllib.parse import quote

import pytest

from chipcensus.errors import GenerationBroken
from chipcensus.figures import FIGURES
from chipcensus.frontend import content
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT
from chipcensus.ui.first import MOST, first_cards

# The page of a cited figure is any figure's, so is that of a report or of an own statement.
APART = {"cite", "explore", "report"}
PAGES = sorted({path.stem for path in (ROOT / "pages").glob("*.py")} - APART)
LISTS = {"companies/directory", "claims/verdicts", "meta/tables"}


@pytest.mark.parametrize(
    ("query", "accepted", "lang"),
    [
        ("lang=zh", "en-US,en", "zh"),
        ("lang=en", "zh-CN,zh;q=0.9", "en"),
        ("", "zh-TW,zh;q=0.9,en;q=0.8", "zh"),
        ("", "de-DE,de;q=0.9", "en"),
        ("lang=xx", "en-GB", "en"),
        ("", "", "zh"),
    ],
)
def test_the_document_says_the_language_the_page_will_speak(get, query, accepted, lang):
    html = get(f"/registrations?{query}", Accept_Language=accepted).body.decode()
    assert re.search(r"<html[^>]*>", html)[0] == f'<html lang="{lang}">'
    assert read_words(lang)("app.no_script") in html
    assert html.count("<noscript>") == 1


def test_streamlits_words_are_said_anew_before_streamlit_says_them(get):
    html = get("/?lang=zh").body.decode()
    assert html.index("streamlit_words.js") < html.index('type="module" crossorigin')


def test_every_word_of_streamlits_is_known_in_every_language():
    text = content("streamlit_words.js")
    for lang in LANGUAGES:
        words = read_words(lang).section("streamlit")
        assert words
        assert all(f'"{key}"' in text for key in words)


@pytest.mark.parametrize("page", PAGES)
def test_the_document_brings_the_first_figures_of_a_page(get, page):
    get("/api/v1/ask/registrations/by_year.json")  # somebody has asked before: the data is open
    wide = _shown(page)
    brought = _brought(get(f"/{page}?as_of=2025-06-30&lang=en").body.decode())
    assert [card["id"] for card in brought] == wide
    for card in brought:
        details = json.loads(get(card["links"]["details"]).body)
        assert {"name": "as_of", "value": "2025-06-30"} in details["params"]
        assert card["lang"] == "en"


def test_a_document_asked_for_with_nonsense_holds_none_of_it(get):
    get("/api/v1/ask/registrations/by_year.json")
    html = get(
        f"/registrations?scope={quote('</script><b>')}&nonsense=%3Cb%3E&lang=zh"
    ).body.decode()
    assert "<b>" not in html
    assert len(_brought(html)) == MOST


def test_the_first_figures_are_left_to_a_page_that_has_something_else_to_say():
    class Broken:
        ready = True

        def is_ready(self):
            return self.ready

        def choices(self):
            raise GenerationBroken("cut")

    assert first_cards(Broken(), "registrations", {}, "zh") == []
    Broken.ready = False
    assert first_cards(Broken(), "registrations", {}, "zh") == []


def _brought(html):
    found = re.search(
        r'<script type="text/plain" id="first-cards">(.*?)</script>', html, flags=re.DOTALL
    )
    return [json.loads(line)["card"] for line in found[1].split("\n")] if found else []


def _shown(page):
    """The first figures of a page as it lists them; none where it begins with something else."""
    tree = ast.parse((ROOT / "pages" / f"{page}.py").read_text("utf-8"))
    listed = next(
        k.value for k in ast.walk(tree) if isinstance(k, ast.keyword) and k.arg == "figures"
    )
    names = ast.literal_eval(listed)[:MOST]
    others = any(FIGURES[name].leads_to or FIGURES[name].needs for name in names)
    return [] if others else list(takewhile(lambda name: name not in LISTS, names))
