"""A figure as an HTML file: live and offline, asking nobody, running nothing of the data's."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from chipcensus.export.cover import Cover
from chipcensus.export.html import to_html
from chipcensus.export.table import table
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES

BY_YEAR = "registrations/by_year"


class Read(HTMLParser):
    """The tags with their attributes, and the text outside of scripts."""

    def __init__(self, content):
        super().__init__()
        self.tags, self.text, self.inside = [], "", ""
        self.feed(content.decode())

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside = tag

    def handle_data(self, data):
        if self.inside not in {"script", "style"}:
            self.text += data


@pytest.fixture(params=FIGURES)
def exhibit(request, exhibited):
    return exhibited(request.param, "zh")


def test_it_says_all_that_is_said_and_holds_the_whole_answer(exhibit):
    text = Read(to_html([exhibit])).text
    heading = exhibit.heading
    said = (heading.title, heading.finding, heading.filters, *heading.notes, exhibit.sources)
    for one in (*said, exhibit.headline, exhibit.empty):
        assert one in text
    for row in table(exhibit.result, exhibit.words).rows:
        assert all(line in text for cell in row for line in cell.split("\n"))
    for source in (exhibit.result.citations[i] for i in exhibit.result.source_ids):
        assert source.title in text


def test_nothing_in_it_is_fetched(exhibit):
    for tag, attributes in Read(to_html([exhibit])).tags:
        assert tag not in {"link", "img", "iframe", "base", "object", "form"}
        assert "src" not in attributes
        address = attributes.get("href", "#")
        assert address.startswith("#") or urlsplit(address).scheme in {"http", "https"}
        assert tag == "a" or "href" not in attributes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_several_have_contents_and_their_author_s_words(exhibited, lang):
    figures = [exhibited(name, lang) for name in (BY_YEAR, "companies/profile")]
    cover = Cover("标题 & more", "甲\n\n乙", ["2026"], ["一句话", ""])
    page = Read(to_html(figures, cover=cover))
    for text in (cover.title, "甲", "乙", "2026", "一句话"):
        assert text in page.text
    inner = [a["href"] for tag, a in page.tags if tag == "a" and a["href"].startswith("#")]
    assert inner == ["#figure-0", "#figure-1"]
    assert {"figure-0", "figure-1"} <= {a.get("id") for _, a in page.tags}
