"""Lines that are a whole record each are read at once; all others go to repair.

A line is whole if, read by itself, it has as many cells as the header, and each of its quotes opens
a cell, closes one, is doubled inside one, or none of them opens one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.csv as pc_csv
from numpy.typing import NDArray

from chipcensus.importing.reading import limits
from chipcensus.importing.reading.rows import one_array

FEED, QUOTE, NUL = 10, 34, 0
Mask = NDArray[np.bool_]
Places = NDArray[np.int64]


@dataclass(frozen=True)
class Shape:
    """How the lines of a file are cut.

    Attributes:
        delimiter: one character.
        header: every cell of the header, in order.
        places: where each field's column stands in it, by field.
    """

    delimiter: str
    header: Sequence[str]
    places: dict[str, int]

    @property
    def width(self) -> int:
        """Number of cells in a record."""
        return len(self.header)


def line_ends(content: bytes) -> Places:
    """Where each line's feed stands."""
    return np.flatnonzero(np.frombuffer(content, np.uint8) == FEED)


def whole_lines(content: bytes, ends: Places, shape: Shape) -> Mask:
    """Which lines are a whole record each."""
    signs = np.frombuffer(content, np.uint8)
    cuts = np.flatnonzero(signs == ord(shape.delimiter))
    if b'"' in content:
        cells, whole = _quoted(signs, ends, cuts, shape)
    else:
        cells = np.diff(np.searchsorted(cuts, ends), prepend=0)
        whole = np.ones(len(ends), bool)
    whole &= cells == shape.width - 1
    whole &= np.diff(ends, prepend=-1) <= limits.CELL
    if b"\0" in content:
        whole[np.searchsorted(ends, np.flatnonzero(signs == NUL))] = False
    return whole


def _quoted(
    signs: NDArray[np.uint8], ends: Places, cuts: Places, shape: Shape
) -> tuple[Places, Mask]:
    """Delimiters outside quotes by line, and whether its quotes are as they should be."""
    quotes = np.flatnonzero(signs == QUOTE)
    line = np.searchsorted(ends, quotes)
    count = np.bincount(line, minlength=len(ends))
    before_line = np.cumsum(count) - count
    is_opening = (np.arange(len(quotes)) - before_line[line]) % 2 == 0
    # The last sign is a line feed; it also stands before the first.
    before, after = signs[quotes - 1], signs[quotes + 1]
    cell_ends = np.zeros(256, bool)
    cell_ends[[FEED, ord(shape.delimiter)]] = True
    at_start = cell_ends[before]
    fits = np.where(is_opening, at_start | (before == QUOTE), cell_ends[after] | (after == QUOTE))
    proper = (count % 2 == 0) & (np.bincount(line[~fits], minlength=len(ends)) == 0)
    # No quote opens a cell: all of them are signs like any other.
    literal = (count > 0) & (np.bincount(line[at_start], minlength=len(ends)) == 0)
    cut_line = np.searchsorted(ends, cuts)
    within = (np.searchsorted(quotes, cuts) - before_line[cut_line]) % 2 == 1
    within &= ~literal[cut_line]
    return np.bincount(cut_line[~within], minlength=len(ends)), proper | literal


def read_whole(content: bytes, ends: Places, whole: Mask, shape: Shape) -> dict[str, Any]:
    """The fields' columns of the lines that are whole: text, an empty cell is null."""
    if not whole.any():
        return {field: pa.array([], pa.string()) for field in shape.places}
    names = [str(place) for place in range(shape.width)]
    wanted = [str(place) for place in shape.places.values()]
    table = pc_csv.read_csv(
        pa.py_buffer(_only(content, ends, whole)),
        read_options=pc_csv.ReadOptions(
            column_names=names, use_threads=False, block_size=len(content) + 1
        ),
        parse_options=pc_csv.ParseOptions(delimiter=shape.delimiter, ignore_empty_lines=False),
        convert_options=pc_csv.ConvertOptions(
            column_types=dict.fromkeys(wanted, pa.string()),
            include_columns=wanted,
            null_values=[""],
            strings_can_be_null=True,
            check_utf8=False,  # the whole block was checked
        ),
    )
    return {f: one_array(table.column(str(p))) for f, p in shape.places.items()}


def _only(content: bytes, ends: Places, whole: Mask) -> bytes:
    if whole.all():
        return content
    starts = np.concatenate(([0], ends[:-1] + 1))
    turns = np.flatnonzero(np.diff(whole.astype(np.int8), prepend=0, append=0))
    pairs = turns.reshape(-1, 2).tolist()
    return b"".join(content[starts[i] : ends[j - 1] + 1] for i, j in pairs)
