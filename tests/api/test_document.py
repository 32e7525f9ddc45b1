"""The HTML every page starts from, before a line of Streamlit's has run."""

from __future__ import annotations

import re

import pytest

from chipcensus.frontend import content
from chipcensus.i18n import LANGUAGES, read_words


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
