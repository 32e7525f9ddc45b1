"""A figure as PDF: letters that are found and embedded, lines, and what the file says of itself."""

from __future__ import annotations

import html
import re

import pytest
from pdf_signs import signs_of, streams

from chipcensus.errors import NoChineseFont
from chipcensus.export import paper
from chipcensus.export.formats import FORMATS
from chipcensus.export.picture import paint
from chipcensus.export.pictures import Painter
from chipcensus.i18n import LANGUAGES

BY_YEAR = "registrations/by_year"
# Signs that look like Chinese ones and are found by nobody who searches for those.
LOOKALIKES = re.compile("[\u2e80-\u2fdf]")


@pytest.fixture(scope="module")
def painter():
    made = Painter(seconds=60)
    yield made
    made.close()


def test_its_letters_are_embedded_and_can_be_searched(exhibited, painter):
    whole = exhibited(BY_YEAR, "zh")
    pdf = FORMATS["pdf"].make(whole, painter)
    assert pdf.startswith(b"%PDF")
    text = b"".join([pdf, *streams(pdf)])
    assert b"/FontFile" in text
    assert b"/Type3" not in text
    signs = signs_of(pdf)
    assert set(whole.heading.title) | set("企查查") <= signs
    assert not LOOKALIKES.search("".join(signs))


def test_its_hatches_are_lines(exhibited, painter):
    whole = exhibited(BY_YEAR, "zh")
    patterns = [trace.get("marker", {}).get("pattern") for trace in whole.figure["data"]]
    assert any(patterns)
    pdf = FORMATS["pdf"].make(whole, painter)
    assert b"/Subtype/Image" not in b"".join([pdf, *streams(pdf)]).replace(b" ", b"")
    assert len(paint(whole, painter, "pdf", heading=False)) < len(pdf)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_says_what_it_is(exhibited, painter, lang):
    whole = exhibited(BY_YEAR, lang)
    pdf = FORMATS["pdf"].make(whole, painter)
    said = b"".join([pdf, *streams(pdf)]).decode("utf-8", "replace")
    told = {
        name: html.unescape(re.search(rf"<{name}>(?:<[^>]+>)*([^<]+)", said)[1])
        for name in ("dc:title", "dc:creator", "dc:description", "pdf:Keywords", "dc:language")
    }
    assert told == {
        "dc:title": whole.heading.title,
        "dc:creator": "Chip Census",
        "dc:description": whole.heading.finding,
        "pdf:Keywords": f"{BY_YEAR}, {whole.result.generation}",
        "dc:language": {"zh": "zh-CN", "en": "en-GB"}[lang],
    }


def test_without_a_chinese_font_it_is_refused_before_anything_is_drawn(exhibited, monkeypatch):
    monkeypatch.setattr(paper, "FONTS", ())
    paper.chinese_font.cache_clear()
    with pytest.raises(NoChineseFont, match="fonts-noto-cjk"):
        FORMATS["pdf"].make(exhibited(BY_YEAR, "zh"), None)
