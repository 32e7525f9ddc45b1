"""Records whose lines or cells fell apart: put together where there is one way only, else refused.

Two companies are never made one: a line that looks like the beginning of a record begins one,
whatever the quotes before it say, and of a record that can be read in several ways none is taken.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from chipcensus.importing.reading import limits
from chipcensus.importing.reading.delimited import Shape
from chipcensus.importing.reading.fitting import fitted
from chipcensus.importing.reading.notices import is_notice
from chipcensus.importing.reading.signs import ANCHORS, codes_in, is_nothing
from chipcensus.importing.reading.text import BROKEN


@dataclass(frozen=True)
class Line:
    """A line of a file without its feed."""

    number: int
    text: str


@dataclass(frozen=True)
class Refusal:
    """A record that is not taken: where it begins, why, how many cells it seemed to have."""

    row: int
    code: str
    cells: int


@dataclass
class Mended:
    """Records by the line they begin on, those given up, and lines that are no data."""

    records: list[tuple[int, Sequence[str]]] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    notices: list[tuple[int, str]] = field(default_factory=list)


def begins_record(text: str, shape: Shape) -> bool:
    """Whether a line looks like the first of a record: days and codes stand where they should."""
    if shape.width > 1 and not text.strip():
        return False  # a blank one; there can be millions
    cells = [cell.strip().strip('"').strip() for cell in text.split(shape.delimiter)]
    anchors = [(place, rule) for f, place in shape.places.items() if (rule := ANCHORS.get(f))]
    if not anchors:
        return len(cells) >= shape.width
    # A record may be cut behind its first anchor.
    within = [(cells[place], rule) for place, rule in anchors if place < len(cells)]
    found = [rule(cell) for cell, rule in within if not is_nothing(cell)]
    return any(found) or (not found and len(cells) >= shape.width)


def mend(lines: Sequence[Line], shape: Shape) -> Mended:
    """Read lines that are no whole records by themselves."""
    mended = Mended()
    for group in _groups(lines, shape):
        _read(group, shape, mended)
    return mended


def _groups(lines: Sequence[Line], shape: Shape) -> Iterator[list[Line]]:
    group: list[Line] = []
    for line in lines:
        if group and (begins_record(line.text, shape) or _is_unreadable(line)):
            yield group
            group = []
        if _is_unreadable(line):
            yield [line]
        else:
            group.append(line)
    if group:
        yield group


def _is_unreadable(line: Line) -> bool:
    return BROKEN in line.text or len(line.text) > limits.CELL


def _read(group: list[Line], shape: Shape, mended: Mended) -> None:
    group = _data(group, shape, mended)
    if not group:
        return
    first = group[0]
    if _is_unreadable(first):
        code = "broken_bytes" if BROKEN in first.text else "long_cell"
        mended.refused.append(Refusal(first.number, code, 0))
    elif records := _proper(group, shape):
        mended.records += records
    elif cells := fitted([line.text for line in group], shape):
        mended.records.append((first.number, cells))
    else:
        _refuse(_but_first(group, shape, mended), shape, mended)


def _but_first(group: list[Line], shape: Shape, mended: Mended) -> list[Line]:
    """The lines behind a first one that is a record by itself; all lines where it is none."""
    if len(group) > 1 and begins_record(group[0].text, shape):
        if records := _proper(group[:1], shape):
            mended.records += records
            return group[1:]
        if cells := fitted([group[0].text], shape):
            mended.records.append((group[0].number, cells))
            return group[1:]
    return group


def _refuse(group: list[Line], shape: Shape, mended: Mended) -> None:
    """The record that begins the group, and each further line that may be one."""
    for place, line in enumerate(group):
        cells = line.text.count(shape.delimiter) + 1
        if not place or cells >= shape.width:
            mended.refused.append(Refusal(line.number, "cells_uneven", cells))


def _data(group: list[Line], shape: Shape, mended: Mended) -> list[Line]:
    """The group without blank lines around it and remarks below it."""
    bare = [line.text.strip(f' "\t\u3000{shape.delimiter}') for line in group]
    begin, end = 0, len(group)
    while begin < end and not bare[begin]:
        begin += 1
    below = end
    while below > begin and shape.delimiter not in bare[below - 1]:
        below -= 1
    place = next((n for n in range(below, end) if is_notice(bare[n])), end)
    mended.notices += [(group[n].number, bare[n]) for n in range(place, end) if bare[n]]
    end = place
    while end > begin and not bare[end - 1]:
        end -= 1
    return group[begin:end]


def _proper(group: list[Line], shape: Shape) -> list[tuple[int, Sequence[str]]]:
    """The records of lines that are proper CSV of the right width, else none."""
    reader = csv.reader(
        (f"{line.text}\n" for line in group), delimiter=shape.delimiter, strict=True
    )
    records: list[tuple[int, Sequence[str]]] = []
    begin = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                cells = even(cells, shape)
                within = group[begin + 1 : reader.line_num]
                pieces = [piece for line in within for piece in line.text.split(shape.delimiter)]
                if len(cells) != shape.width or codes_in(pieces):
                    return []
                if max(map(len, cells)) > limits.CELL:
                    return []
                records.append((group[begin].number, cells))
            begin = reader.line_num
    except csv.Error:
        return []
    return records


def even(cells: list[str], shape: Shape) -> list[str]:
    """Cells as many as the header has, if only empty ones are too many or without a header."""
    if len(cells) > shape.width and not any(c.strip() for c in cells[shape.width :]):
        return cells[: shape.width]
    if len(cells) < shape.width and not any(h.strip() for h in shape.header[len(cells) :]):
        return [*cells, *[""] * (shape.width - len(cells))]
    return cells
