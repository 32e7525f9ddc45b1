"""A table on a slide, as many rows as it has room for, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.text import PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from chipcensus.export.native.chart import Box
from chipcensus.export.native.printed import INK, MUTED, RULE
from chipcensus.export.native.typeface import ink
from chipcensus.export.shown import cut_short
from chipcensus.export.table import Table
from chipcensus.i18n import Words

ROW = Inches(0.31)
LONGEST_CELL = 90  # letters
PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # the style without lines and fills


def add_table(shapes: Any, whole: Table, box: Box, words: Words) -> None:
    """Put a table on a slide.

    Args:
        shapes: of the slide.
        whole: its columns are all shown, its rows as far as there is room.
        box: where.
        words: the language.
    """
    room = max(1, box.height // ROW - 2)
    rows = whole.rows[:room]
    frame = shapes.add_table(
        len(rows) + 1,
        len(whole.labels),
        Emu(box.left),
        Emu(box.top),
        Emu(box.width),
        Emu(ROW * (len(rows) + 1)),
    )
    shown = frame.table
    frame._element.find(f".//{qn('a:tableStyleId')}").text = PLAIN
    for place, width in enumerate(_widths(whole, rows, box.width)):
        shown.columns[place].width = Emu(width)
    for place, text in enumerate(whole.labels):
        _write(shown.cell(0, place), text, whole.numeric[place], MUTED, is_head=True)
    for n, row in enumerate(rows, 1):
        shown.rows[n].height = Emu(ROW)
        for place, text in enumerate(row):
            _write(shown.cell(n, place), text, whole.numeric[place], INK)
    if said := cut_short(whole, len(rows), words):
        _say_more(shapes, box, said)


def _widths(whole: Table, rows: Sequence[Sequence[str]], across: int) -> list[int]:
    """Columns by their longest cell, none too narrow or too wide."""
    texts = [[label, *(row[n] for row in rows)] for n, label in enumerate(whole.labels)]
    wanted = [min(44, max(8, *(len(text.encode()) for text in column))) for column in texts]
    return [across * want // sum(wanted) for want in wanted]


def _write(cell: Any, text: str, is_number: bool, colour: str, *, is_head: bool = False) -> None:
    told = " · ".join(text.split("\n"))
    cell.text = told if len(told) <= LONGEST_CELL else f"{told[: LONGEST_CELL - 1]}…"
    cell.margin_top = cell.margin_bottom = Inches(0.02)
    cell.margin_left = cell.margin_right = Inches(0.06)
    for paragraph in cell.text_frame.paragraphs:
        paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
        for run in paragraph.runs:
            run.font.size, run.font.bold = Pt(10), is_head
            run.font.color.rgb = ink(colour)
    cell.fill.solid()
    cell.fill.fore_color.rgb = ink(RULE if is_head else "ffffff")


def _say_more(shapes: Any, box: Box, said: str) -> None:
    top = box.top + box.height - Inches(0.28)
    frame = shapes.add_textbox(Emu(box.left), Emu(top), Emu(box.width), Inches(0.25)).text_frame
    frame.text = said
    font = frame.paragraphs[0].runs[0].font
    font.size, font.color.rgb = Pt(10), ink(MUTED)
