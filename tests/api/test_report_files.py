"""Reports over HTTP as files: read back, with Chinese letters really drawn."""

from __future__ import annotations

import io
import json
import re

import pytest
from docx import Document
from export.pdf_signs import signs_of, streams
from fontTools.ttLib import TTFont
from PIL import Image
from pptx import Presentation
from report_orders import BY_YEAR, DRAWN, JOBS, REPORT, made, pages, until_made

from chipcensus.export.pictures import shared_painter
from chipcensus.i18n import LANGUAGES, read_words


@pytest.fixture(scope="module", autouse=True)
def _painter():
    yield
    shared_painter().close()


def test_a_report_as_pdf_has_what_it_says_in_letters_of_its_own(post, get, census):
    reply, far = made(post, get, format="pdf")
    assert reply.status == 200
    assert reply.headers["Content-Type"] == "application/pdf"
    assert reply.headers["Cache-Control"] == "no-store"
    assert far["name"].startswith("一份__报告")
    assert far["bytes"] == len(reply.body)
    pdf = reply.body
    words = read_words("zh")
    said = {*"一份报告开头先看总数#*", *words("reports.contents"), *words("reports.sources")}
    assert said | set(census.words("zh").company("cambricon")) <= signs_of(pdf)
    assert pages(pdf) == 2  # title and contents, then a chart, a list and the sources
    whole = b"".join([pdf, *streams(pdf)])
    assert b"/Outlines" in whole
    for said in (REPORT["title"], "Chip Census", BY_YEAR["figure"], "zh-CN"):
        assert f">{said}" in whole.decode("utf-8", "replace")  # title, author, keywords, language


def test_the_fonts_of_a_pdf_hold_chinese_outlines(post, get):
    pdf = made(post, get, format="pdf")[0].body
    programs = [text for text in streams(pdf) if text[:4] in (b"OTTO", b"\x00\x01\x00\x00")]
    bare = [text for text in streams(pdf) if text[:2] == b"\x01\x00"]  # CFF without a wrapper
    assert programs or bare
    for program in programs:
        assert len(TTFont(io.BytesIO(program)).getGlyphOrder()) > 1


def test_what_the_readers_browser_drew_is_what_stands_in_the_pdf(post, get, census):
    generation = census.generation().id
    one = {"place": 0, "generation": generation, "lang": "zh", "svg": DRAWN}
    drawn = made(post, get, format="pdf", pictures=[one])[0].body
    assert set("懿燊") <= signs_of(drawn)
    colour = b"0.07058824 0.20392157 0.3372549"
    assert any(colour in text for text in streams(drawn))
    other = made(post, get, format="pdf", pictures=[{**one, "generation": "other"}])[0].body
    assert not set("懿燊") & signs_of(other)  # of other data: drawn anew


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_report_as_slides_has_a_cover_and_a_slide_for_each_figure(post, get, lang):
    reply, _ = made(post, get, format="pptx", lang=lang)
    slides = Presentation(io.BytesIO(reply.body)).slides
    assert len(slides) == 1 + len(REPORT["figures"])
    text = [shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame]
    assert REPORT["title"] in text
    assert "开头" in "".join(text)
    own = [shape.text_frame.text for shape in slides[1].shapes if shape.has_text_frame]
    assert "先看总数" in own
    assert any(shape.has_chart for shape in slides[1].shapes)


def test_a_report_as_a_document_has_its_words_and_a_picture_of_the_chart(post, get):
    one = {"place": 0, "generation": "other", "lang": "zh", "svg": DRAWN}
    reply, _ = made(post, get, format="docx", pictures=[one])
    document = Document(io.BytesIO(reply.body))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert all(said in text for said in (REPORT["title"], "开头", "先看总数"))
    assert len(document.inline_shapes) == 1
    (picture,) = [p for p in document.part.package.iter_parts() if p.content_type == "image/png"]
    shown = Image.open(io.BytesIO(picture.blob)).convert("RGB")
    assert shown.width == 1600
    assert len(shown.getcolors(1 << 20)) > 10  # a chart, no blank


def test_the_letters_of_a_picture_in_a_document_are_drawn(post, get, census):
    one = {"place": 0, "generation": census.generation().id, "lang": "zh", "svg": DRAWN}
    reply, _ = made(post, get, format="docx", pictures=[one])
    package = Document(io.BytesIO(reply.body)).part.package
    (picture,) = [p for p in package.iter_parts() if p.content_type == "image/png"]
    shown = Image.open(io.BytesIO(picture.blob)).convert("RGB")
    colours = {colour for _, colour in shown.getcolors(1 << 20)}
    assert (0x12, 0x34, 0x56) in colours
    left, right = (shown.crop((18 + x, 20, 78 + x, 90)).tobytes() for x in (0, 60))
    assert left != right  # two signs; boxes in place of them would be the same


def test_a_report_as_html_is_one_file_that_asks_for_nothing(post, get):
    text = made(post, get, format="html")[0].body.decode()
    assert "先看总数" in text
    assert "一份 #报告*" in text
    assert not re.search(r"""(src|href)=["']?https?://[^"']*\.(js|css)""", text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_industry_stands_on_one_page(post, get, lang):
    begun = post(JOBS, {"id": "industry", "format": "pdf", "lang": lang})
    reply, _ = until_made(get, json.loads(begun.body))
    assert pages(reply.body) == 1
