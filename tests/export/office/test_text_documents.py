"""Text documents: headings, pictures, tables and sources are there, in a typeface for Han."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import pytest
from docx import Document
from docx.oxml.ns import qn
from PIL import Image

from chipcensus.export.cover import Cover, paragraphs
from chipcensus.export.document import ACROSS, TALLEST, to_docx
from chipcensus.export.shown import narrow_table_of, table_of
from chipcensus.export.word import HAN
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, read_words

NAMES = ("registrations/by_year", "funding/rounds", "companies/profile", "financials/bill")
COVER = Cover("报告标题", "第一段\n\n第二段", ["数据版本 abc"], ["", "我的话"], ["a/b", "abc"])


@pytest.fixture(scope="module")
def picture():
    out = io.BytesIO()
    Image.new("RGB", (1200, 800), "white").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(params=LANGUAGES)
def made(request, exhibits, picture):
    """A document of several figures, and those figures."""
    shown = [exhibits(name, request.param) for name in NAMES]
    pictures = [picture if exhibit.figure else None for exhibit in shown]
    return Document(_file(to_docx(COVER, shown, pictures, read_words(request.param)))), shown


def test_a_chapter_for_each_figure_and_the_sources_last(made):
    document, shown = made
    heads = _styled(document, "Heading 1")
    words = shown[0].words
    assert heads == [*(e.heading.title for e in shown), words("export.sources")]
    texts = [paragraph.text for paragraph in document.paragraphs]
    for exhibit in shown:
        assert exhibit.heading.finding in texts
        assert exhibit.sources in texts
        assert set(exhibit.heading.notes) <= set(texts)
    assert {"第一段", "第二段", "数据版本 abc", "我的话"} <= set(texts)
    assert texts.index(shown[1].heading.title, 10) < texts.index("我的话")


def test_it_says_what_it_is(made):
    document, shown = made
    told = document.core_properties
    assert (told.title, told.author, told.subject) == ("报告标题", "Chip Census", "数据版本 abc")
    assert told.keywords == "a/b, abc"
    assert told.language == {"zh": "zh-CN", "en": "en-US"}[shown[0].words.lang]


def test_long_properties_are_cut_as_office_files_need_it(exhibits):
    cover = Cover(
        "题" * 300, "", ["行" * 300], keywords=[f"subject/question_{n}" for n in range(40)]
    )
    told = Document(_file(to_docx(cover, [exhibits(NAMES[0], "zh")], [None], read_words("zh"))))
    properties = told.core_properties
    for text in (properties.title, properties.subject, properties.keywords):
        assert len(text) == 255
        assert text.endswith("…")


def test_every_source_is_listed_once_with_its_address(made):
    document, shown = made
    cited = {i: e.result.citations[i] for e in shown for i in e.result.source_ids}
    listed = [p for p in document.paragraphs if p.style.name == "List Number"]
    assert len(listed) == len(cited)
    for source, paragraph in zip(cited.values(), listed, strict=True):
        assert source.title in paragraph.text
        link = paragraph._element.find(qn("w:hyperlink"))
        assert document.part.rels[link.get(qn("r:id"))].target_ref == source.url


def test_the_contents_lead_to_every_chapter(made):
    document, shown = made
    body = document.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = [link for link in body.iter(qn("w:hyperlink")) if link.get(qn("w:anchor"))]
    assert {link.get(qn("w:anchor")) for link in links} == marks
    told = ["".join(text.text for text in link.iter(qn("w:t"))) for link in links]
    assert told == [*(e.heading.title for e in shown), shown[0].words("export.sources")]
    codes = [code.text.strip() for code in body.iter(qn("w:instrText"))]
    assert [code.split()[0] for code in codes] == ["TOC"]
    kinds = [mark.get(qn("w:fldCharType")) for mark in body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_pages_are_a4_and_numbered(made):
    document, _ = made
    (section,) = document.sections
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    codes = [code.text.strip() for code in section.footer._element.iter(qn("w:instrText"))]
    assert codes == ["PAGE", "NUMPAGES"]


def test_pictures_fit_a_page_and_are_described(made):
    document, shown = made
    drawn = [exhibit for exhibit in shown if exhibit.figure]
    assert len(document.inline_shapes) == len(drawn)
    for shape, exhibit in zip(document.inline_shapes, drawn, strict=True):
        assert shape.width <= ACROSS
        assert shape.height <= TALLEST
        assert shape.width / shape.height == pytest.approx(1.5, rel=0.01)
        assert shape._inline.docPr.get("descr") == exhibit.alt
    assert len(_styled(document, "Caption")) == len(drawn)


def test_tables_hold_the_rows(made):
    document, shown = made
    assert len(document.tables) == len(shown)
    for table, exhibit in zip(document.tables, shown, strict=True):
        wanted = narrow_table_of(exhibit, 6)
        texts = [[cell.text for cell in row.cells] for row in table.rows]
        assert texts[0] == list(wanted.labels)
        assert texts[1:] == [list(row) for row in wanted.rows[:60]]
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    texts = [paragraph.text for paragraph in document.paragraphs]
    rounds = table_of(shown[1])
    words = shown[1].words
    rows = words("export.first_rows", shown=60, count=len(rounds.rows))
    columns = words("export.more_columns", count=len(rounds.labels) - 6)
    assert len(rounds.rows) > 60
    assert f"{rows} {columns}" in texts


def test_every_style_has_a_typeface_for_han_letters(made):
    document, _ = made
    faces = [fonts.get(qn("w:eastAsia")) for fonts in document.styles.element.iter(qn("w:rFonts"))]
    assert set(faces) == {HAN}
    assert not list(document.element.body.iter(qn("w:rFonts")))  # nothing overrides a style
    default = document.styles.element.find(qn("w:docDefaults"))
    assert next(default.iter(qn("w:lang"))).get(qn("w:eastAsia")) == "zh-CN"


def test_what_no_file_may_hold_is_left_out(exhibits, picture):
    exhibit = exhibits("registrations/by_year", "zh")
    heading = replace(exhibit.heading, title="a\x00b", finding="<w:p>&\x0b", notes=["\x1f=1+1"])
    evil = replace(exhibit, heading=heading, sources="\x08s")
    cover = Cover("\x00t", "x\x00\n\n\n\ny\u3000z", ["\x01"], ["\x02"])
    made = Document(_file(to_docx(cover, [evil], [picture], read_words("zh"))))
    texts = {paragraph.text.strip() for paragraph in made.paragraphs}
    assert {"t", "x", "y z", "a b", "<w:p>&", "=1+1", "s"} <= texts


def test_own_words_are_parted_at_empty_lines():
    assert paragraphs(" one\ntwo \n\n\n three\r\n\r\nfour") == ["one two", "three", "four"]
    assert paragraphs("") == []


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_makes_a_chapter(exhibits, name):
    exhibit = exhibits(name, "zh")
    content = to_docx(Cover("x"), [exhibit], [None], exhibit.words)
    document = Document(_file(content))
    assert _styled(document, "Heading 1")[0] == exhibit.heading.title
    shown = exhibit.heading.finding or exhibit.empty
    assert shown in [paragraph.text for paragraph in document.paragraphs]
    assert len(document.tables) == bool(exhibit.result.rows)
    assert zipfile.ZipFile(_file(content)).testzip() is None


def _file(content):
    return io.BytesIO(content)


def _styled(document, style):
    return [p.text for p in document.paragraphs if p.style.name == style]
