"""Figures as a text document: headings, pictures, tables, sources, for Word and its like."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from chipcensus.export.cover import Cover, clean, paragraphs, say_what_it_is
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.shown import cut_short, narrow_table_of
from chipcensus.export.table import Table
from chipcensus.export.word import (
    TAGS,
    add_contents,
    add_field,
    add_link,
    add_row,
    add_styled,
    describe,
    repeat_head,
    set_fonts,
    set_mark,
)
from chipcensus.i18n import Words
from chipcensus.result import Citation

PAGE, MARGIN = (Cm(21), Cm(29.7)), Cm(2.2)  # A4
ACROSS, TALLEST = PAGE[0] - 2 * MARGIN, Cm(19)
INK, MUTED = RGBColor(0x1B, 0x1F, 0x24), RGBColor(0x59, 0x61, 0x6B)
COLUMNS, ROWS = 6, 60
CELL = Pt(8)


def to_docx(
    cover: Cover, exhibits: Sequence[Exhibit], pictures: Sequence[bytes | None], words: Words
) -> bytes:
    """A document on A4: cover, contents, a chapter for each figure, every source once.

    Args:
        cover: title and words of the whole.
        exhibits: in their order; all in one language.
        pictures: of each figure as PNG; None where there is none, its table stands alone.
        words: the language.
    """
    document = Document()
    _set_page(document, cover, words)
    _add_cover(document, cover)
    entries = [(f"figure{n}", clean(e.heading.title)) for n, e in enumerate(exhibits, 1)]
    add_styled(document, words("export.contents"), "TOC Heading")
    add_contents(document, [*entries, ("sources", words("export.sources"))])
    for n, (exhibit, picture) in enumerate(zip(exhibits, pictures, strict=True), 1):
        _add_chapter(document, n, exhibit, picture, cover.said_of(n - 1))
    _add_sources(document, exhibits, words, len(exhibits) + 1)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Any, cover: Cover, words: Words) -> None:
    set_fonts(document, words.lang)
    section = document.sections[0]
    section.page_width, section.page_height = PAGE
    section.left_margin = section.right_margin = section.top_margin = MARGIN
    section.bottom_margin = MARGIN
    document.styles["Normal"].font.size = Pt(10.5)
    for name, size in (("Title", 26), ("Heading 1", 15), ("TOC Heading", 15), ("Caption", 9)):
        font = document.styles[name].font
        font.size, font.bold = Pt(size), name != "Caption"
        font.color.rgb = MUTED if name == "Caption" else INK
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    add_field(foot, "PAGE")
    foot.add_run(" / ")
    add_field(foot, "NUMPAGES")
    say_what_it_is(document.core_properties, cover, TAGS[words.lang])


def _add_cover(document: Any, cover: Cover) -> None:
    add_styled(document, clean(cover.title), "Title")
    for text in paragraphs(cover.text):
        document.add_paragraph(text)
    for line in cover.lines:
        _small(document, line)


def _add_chapter(
    document: Any, number: int, exhibit: Exhibit, picture: bytes | None, said: str
) -> None:
    heading, words = exhibit.heading, exhibit.words
    head = add_styled(document, clean(heading.title), "Heading 1")
    head.paragraph_format.page_break_before = True
    set_mark(head, f"figure{number}", number)
    for text in paragraphs(said):
        document.add_paragraph(text)
    shown = heading.finding or exhibit.empty
    if shown:
        document.add_paragraph().add_run(clean(shown)).bold = True
    if picture:
        _add_picture(document, picture, exhibit.alt)
        what = words("export.figure", number=number, title=heading.title)
        add_styled(document, clean(what), "Caption")
    _add_origin(document, exhibit)
    if exhibit.result.rows:
        _add_table(document, narrow_table_of(exhibit, COLUMNS), words)


def _add_origin(document: Any, exhibit: Exhibit) -> None:
    """Filters, sources, citation and notes."""
    heading = exhibit.heading
    for line in filter(None, (heading.filters, exhibit.sources)):
        _small(document, line)
    if heading.cite:
        add_link(_small(document, ""), heading.cite, url=heading.cite)
    for note in heading.notes:
        add_styled(document, clean(note), "List Bullet")


def _add_picture(document: Any, picture: bytes, alt: str) -> None:
    run = document.add_paragraph().add_run()
    shown = run.add_picture(io.BytesIO(picture))
    scale = min(ACROSS / shown.width, TALLEST / shown.height)
    shown.width, shown.height = int(shown.width * scale), int(shown.height * scale)
    describe(shown, clean(alt))


def _add_table(document: Any, whole: Table, words: Words) -> None:
    rows = whole.rows[:ROWS]
    shown = document.add_table(1, len(whole.labels), style="Light List")
    for cell, label in zip(shown.rows[0].cells, whole.labels, strict=True):
        cell.paragraphs[0].add_run(clean(label)).font.size = CELL
    repeat_head(shown.rows[0])
    for row in rows:
        add_row(shown, [clean(text) for text in row], whole.numeric, CELL)
    if said := cut_short(whole, len(rows), words):
        _small(document, said)


def _add_sources(document: Any, exhibits: Sequence[Exhibit], words: Words, number: int) -> None:
    """Every source behind the document, each once, in the order of the figures."""
    cited: dict[str, Citation] = {}
    for exhibit in exhibits:
        cited |= {i: exhibit.result.citations[i] for i in exhibit.result.source_ids}
    head = add_styled(document, words("export.sources"), "Heading 1")
    head.paragraph_format.page_break_before = True
    set_mark(head, "sources", number)
    for source in cited.values():
        told = (words.code("publisher", source.publisher), source.title)
        text = " · ".join((*told, words.day(source.published_on)))
        line = add_styled(document, clean(text), "List Number")
        line.paragraph_format.space_after = Pt(3)
        if source.url:
            line.add_run().add_break(WD_BREAK.LINE)
            add_link(line, clean(source.url), url=source.url)
        for run in line._p.iter(qn("w:r")):
            run.get_or_add_rPr().sz_val = CELL


def _small(document: Any, text: str) -> Any:
    paragraph = document.add_paragraph(clean(text))
    for run in paragraph.runs:
        run.font.size, run.font.color.rgb = Pt(9), MUTED
    return paragraph
