"""Figures as slides: a chart that PowerPoint can edit, its source below, all else in the notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from pptx import Presentation
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from chipcensus.export.cover import Cover, paragraphs, say_what_it_is
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.native.chart import Box, add_chart
from chipcensus.export.native.notes import notes_of
from chipcensus.export.native.printed import INK, MUTED
from chipcensus.export.native.table import add_table
from chipcensus.export.native.typeface import TAGS, ink, set_all, set_theme_fonts
from chipcensus.export.series import Panel, named, panels_of
from chipcensus.export.shown import narrow_table_of

WIDTH, HEIGHT = Inches(13.333), Inches(7.5)
LEFT, ACROSS = Inches(0.6), Inches(12.13)
TITLE_ONLY, TITLE_SLIDE = 5, 0  # layouts of the standard template
GAP = Inches(0.2)
# Points of a title by its letters, of which a Han letter counts two.
TITLE_SIZES = ((60, 24), (180, 18), (10**9, 13))
LONGEST_NOTE = 230  # letters
COLUMNS = 7


def to_pptx(exhibits: Sequence[Exhibit], *, cover: Cover | None = None) -> bytes:
    """A presentation: a slide for each figure, after a cover where there is one.

    Args:
        exhibits: one at least, in their order; all in one language.
        cover: title and words of the whole.
    """
    presentation = Presentation()
    _widen(presentation)
    set_theme_fonts(presentation)
    lang = exhibits[0].words.lang
    if cover:
        _add_cover(presentation, cover, lang)
    say_what_it_is(presentation.core_properties, cover or _cover_of(exhibits[0]), TAGS[lang])
    for place, exhibit in enumerate(exhibits):
        add_slide(presentation, exhibit, cover.said_of(place) if cover else "")
    out = io.BytesIO()
    presentation.save(out)
    return out.getvalue()


def _cover_of(exhibit: Exhibit) -> Cover:
    """What a file says of itself that holds one figure and has no cover."""
    heading = exhibit.heading
    return Cover(heading.title, "", [heading.finding], keywords=exhibit.keywords)


def add_slide(presentation: Any, exhibit: Exhibit, said: str = "") -> Any:
    """One figure: its finding as title, the chart, notes, sources; `said` are an author's words."""
    slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_ONLY])
    heading, words = exhibit.heading, exhibit.words
    _set_title(slide, heading.finding or heading.title)
    under = " · ".join(filter(None, [heading.title if heading.finding else "", heading.filters]))
    _add_text(slide, [under], Inches(1.2), Inches(0.35), size=13)
    own = paragraphs(said)
    if own:
        _add_text(slide, own, Inches(1.55), Inches(0.6), size=13, colour=INK)
    top = Inches(2.2 if own else 1.6)
    remarks = _remarks(heading.notes)
    bottom = Inches(6.35 if remarks else 6.7)
    _add_body(slide, exhibit, Box(LEFT, top, ACROSS, bottom - top))
    if remarks:
        _add_text(slide, [remarks], Inches(6.4), Inches(0.5), size=10)
    _add_text(slide, [exhibit.sources], Inches(6.92), Inches(0.25), size=10)
    if heading.cite:
        _add_text(slide, [heading.cite], Inches(7.14), Inches(0.25), size=10, link=heading.cite)
    slide.notes_slide.notes_text_frame.text = "\n".join(notes_of(exhibit))
    set_all(slide.shapes, words.lang)
    set_all(slide.notes_slide.shapes, words.lang)
    return slide


def _widen(presentation: Any) -> None:
    """Slides and their layouts, which are made for narrower ones, fill a wide screen."""
    times = WIDTH / presentation.slide_width
    presentation.slide_width, presentation.slide_height = WIDTH, HEIGHT
    for master in presentation.slide_masters:
        for page in (master, *master.slide_layouts):
            for shape in page.placeholders:
                if shape._element.spPr.find(qn("a:xfrm")) is not None:
                    shape.left, shape.width = Emu(shape.left * times), Emu(shape.width * times)


def _add_cover(presentation: Any, cover: Cover, lang: str) -> None:
    slide = presentation.slides.add_slide(presentation.slide_layouts[TITLE_SLIDE])
    title = slide.shapes.title
    _place(title, Box(LEFT, Inches(1.6), ACROSS, Inches(1.6)))
    title.text_frame.text = cover.title
    _style(title.text_frame, 36, INK, bold=True)
    title.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM
    below = slide.placeholders[1]
    _place(below, Box(LEFT, Inches(3.4), ACROSS, Inches(2.6)))
    below.text_frame.text = "\n".join(paragraphs(cover.text))
    _style(below.text_frame, 16, INK)
    _add_text(slide, list(cover.lines), Inches(6.2), Inches(0.9), size=12)
    for frame in (title.text_frame, below.text_frame):
        for paragraph in frame.paragraphs:
            paragraph.alignment = 1  # left
    set_all(slide.shapes, lang)


def _set_title(slide: Any, text: str) -> None:
    title = slide.shapes.title
    _place(title, Box(LEFT, Inches(0.3), ACROSS, Inches(0.9)))
    title.text_frame.text = text
    title.text_frame.word_wrap = True
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    size = next(points for most, points in TITLE_SIZES if breadth(text) <= most)
    _style(title.text_frame, size, INK, bold=True)
    for paragraph in title.text_frame.paragraphs:
        paragraph.alignment = 1


def breadth(text: str) -> int:
    """Letters of a text, a Han letter counted twice."""
    return sum(2 if ord(letter) >= 0x2E80 else 1 for letter in text)


def _remarks(notes: Sequence[str]) -> str:
    """The notes that two lines hold; all of them stand in the slide's notes."""
    kept = ""
    for note in notes:
        if breadth(f"{kept} {note}") > LONGEST_NOTE:
            break
        kept = f"{kept} {note}".strip()
    return kept


def _add_body(slide: Any, exhibit: Exhibit, box: Box) -> None:
    """The charts of a figure; what has no native chart is a table; what is empty says so."""
    panels = panels_of(exhibit.figure)
    if exhibit.empty:
        _add_text(slide, [exhibit.empty], Emu(box.top), Inches(1), size=16, colour=INK)
    elif panels:
        for panel, place in zip(panels, _places(len(panels), box), strict=True):
            _add_panel(slide, panel, exhibit, place, 12 if len(panels) == 1 else 10)
    else:
        add_table(slide.shapes, narrow_table_of(exhibit, COLUMNS), box, exhibit.words)


def _add_panel(slide: Any, panel: Panel, exhibit: Exhibit, box: Box, size: float) -> None:
    if panel.title:
        _add_text(slide, [panel.title], box.top, Inches(0.3), size=12, colour=INK, box=box)
        box = Box(box.left, box.top + Inches(0.3), box.width, box.height - Inches(0.3))
    panel = named(panel, exhibit.heading.title)
    frame = add_chart(slide.shapes, panel, box, exhibit.words, size)
    frame.name = panel.title or exhibit.heading.title
    frame._element.nvGraphicFramePr.cNvPr.set("descr", exhibit.alt)


def _places(count: int, box: Box) -> list[Box]:
    """Panels beside each other, from four on in two rows."""
    rows = 1 if count < 4 else 2
    across = -(-count // rows)
    width = (box.width - GAP * (across - 1)) // across
    height = (box.height - GAP * (rows - 1)) // rows
    return [
        Box(
            box.left + (n % across) * (width + GAP),
            box.top + (n // across) * (height + GAP),
            width,
            height,
        )
        for n in range(count)
    ]


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top = Emu(box.left), Emu(box.top)
    shape.width, shape.height = Emu(box.width), Emu(box.height)


def _add_text(
    slide: Any,
    lines: Sequence[str],
    top: int,
    height: int,
    *,
    size: float,
    colour: str = MUTED,
    link: str = "",
    box: Box | None = None,
) -> None:
    left, width = (box.left, box.width) if box else (LEFT, ACROSS)
    frame = slide.shapes.add_textbox(Emu(left), Emu(top), Emu(width), Emu(height)).text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    frame.text = "\n".join(lines)
    _style(frame, size, colour)
    if link:
        frame.paragraphs[0].runs[0].hyperlink.address = link


def _style(frame: Any, size: float, colour: str, *, bold: bool = False) -> None:
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(size), bold
            run.font.color.rgb = ink(colour)
