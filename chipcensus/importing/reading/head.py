"""The first rows of a file, among which its header is looked for."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from chipcensus.importing.reading import limits

DELIMITERS = (",", "\t", ";", "|")


@dataclass(frozen=True)
class HeadRow:
    """A row: its number, the number of the one behind it, its cells as text."""

    number: int
    next: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Head:
    """The first rows of a table: of a sheet, or of a text cut at one delimiter."""

    rows: Sequence[HeadRow]
    encoding: str = ""
    delimiter: str = ""
    sheet: str = ""


def text_heads(text: str, encoding: str, only: str = "") -> Iterator[Head]:
    """A text's first rows, cut at each delimiter it has, or at one."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n", _LINES)[:_LINES]
    for delimiter in only or DELIMITERS:
        if any(delimiter in line for line in lines):
            yield Head(_rows(lines, delimiter), encoding, delimiter)


# A header's cells may go over several lines.
_LINES = limits.HEADER_WITHIN * 2


def _rows(lines: Sequence[str], delimiter: str) -> list[HeadRow]:
    rows: list[HeadRow] = []
    try:
        reader = csv.reader((f"{line}\n" for line in lines), delimiter=delimiter)
        begin = 1
        for cells in reader:
            rows.append(HeadRow(begin, reader.line_num + 1, cells))
            begin = reader.line_num + 1
    except csv.Error:
        pass
    # A quote that is never closed takes the lines below it along: each is read by itself too.
    seen = {row.number for row in rows if row.next == row.number + 1}
    alone = [
        HeadRow(number, number + 1, [cell.strip().strip('"') for cell in line.split(delimiter)])
        for number, line in enumerate(lines[: limits.HEADER_WITHIN], start=1)
        if number not in seen
    ]
    return sorted([*rows, *alone], key=lambda row: row.number)
