"""A text file's rows: what is whole is read at once, the rest is mended where it surely can be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import BinaryIO

import numpy as np

from chipcensus.i18n import Words
from chipcensus.importing.reading import limits
from chipcensus.importing.reading.delimited import (
    Mask,
    Places,
    Shape,
    line_ends,
    read_whole,
    whole_lines,
)
from chipcensus.importing.reading.repair import Line, Mended, begins_record, mend
from chipcensus.importing.reading.rows import Fault, Rows, joined, text_column
from chipcensus.importing.reading.text import Block, blocks

# Whole lines a quoted cell may go over: a longer run is rows of their own.
WHOLE_WITHIN = 50
Run = tuple[int, int]


def read_lines(
    file: BinaryIO, encoding: str, shape: Shape, first: int, words: Words
) -> Iterator[Rows]:
    """The rows of a text file from line `first` on, some tens of thousands at a time."""
    rest = b""
    for block, is_last in _marked_last(blocks(file, encoding)):
        content = rest + _from_line(block, first)
        if content:
            number = max(block.first, first) - rest.count(b"\n")
            lines = _Lines(content, number, shape)
            yield lines.rows(words, is_last=is_last)
            rest = content[lines.kept :]


def _marked_last(given: Iterable[Block]) -> Iterator[tuple[Block, bool]]:
    held = None
    for block in given:
        if held:
            yield held, False
        held = block
    if held:
        yield held, True


def _from_line(block: Block, first: int) -> bytes:
    if block.first >= first:
        return block.content
    start = 0
    for _ in range(first - block.first):
        start = block.content.find(b"\n", start) + 1
        if not start:
            return b""
    return block.content[start:]


class _Lines:
    """Lines of a file; `kept` is where those begin that the next lines may belong to."""

    def __init__(self, content: bytes, number: int, shape: Shape) -> None:
        self.content, self.number, self.shape = content, number, shape
        self.ends: Places = line_ends(content)
        self.whole: Mask = whole_lines(content, self.ends, shape)
        self.kept = len(content)

    def rows(self, words: Words, *, is_last: bool) -> Rows:
        """All rows but those that may go on in the next block."""
        runs = self._runs(is_last=is_last)
        count = len(self.ends)
        if runs and runs[-1][1] == count and not is_last and self._may_go_on(runs[-1]):
            count = runs.pop()[0]
            self.kept = self._start(count)
        ends, whole = self.ends[:count], self.whole[:count]
        columns = read_whole(self.content[: self.kept], ends, whole, self.shape)
        read = Rows(np.flatnonzero(whole) + self.number, columns)
        if not runs:
            return read
        return joined(read, _as_rows(self._mended(runs), self.shape, words))

    def _start(self, line: int) -> int:
        return int(self.ends[line - 1]) + 1 if line else 0

    def _text(self, line: int) -> str:
        return self.content[self._start(line) : int(self.ends[line])].decode()

    def _may_go_on(self, run: Run) -> bool:
        return run[1] - run[0] < limits.RECORD_LINES

    def _runs(self, *, is_last: bool) -> list[Run]:
        """Runs of lines that are no whole records; those between which a cell is open are one."""
        turns = np.flatnonzero(np.diff(self.whole.astype(np.int8), prepend=1, append=1))
        found: list[Run] = [(int(i), int(j)) for i, j in turns.reshape(-1, 2)]
        end = len(self.ends)
        stops = [*found, (end, end)] if not is_last else found
        runs: list[Run] = found[:1]
        for _, (start, stop) in pairwise(stops):
            if self._is_one_cell(runs[-1], start):
                runs[-1] = (runs[-1][0], stop)
            elif start < stop:
                runs.append((start, stop))
        for start, stop in runs:
            self.whole[start:stop] = False
        return runs

    def _is_one_cell(self, run: Run, start: int) -> bool:
        """Whether lines from a run to the next are within a quote that the run leaves open."""
        between = range(run[1], start)
        if len(between) > WHOLE_WITHIN or run[1] - run[0] > limits.RECORD_LINES:
            return False
        is_open = self.content.count(b'"', self._start(run[0]), self._start(run[1])) % 2
        return bool(is_open) and not any(begins_record(self._text(n), self.shape) for n in between)

    def _mended(self, runs: Sequence[Run]) -> Mended:
        lines = (
            [Line(n + self.number, self._text(n)) for n in range(start, stop)]
            for start, stop in runs
        )
        whole = Mended()
        for run in lines:
            mended = mend(run, self.shape)
            whole.records += mended.records
            whole.refused += mended.refused
            whole.notices += mended.notices
        return whole


def _as_rows(mended: Mended, shape: Shape, words: Words) -> Rows:
    numbers = np.array([row for row, _ in mended.records], np.int64)
    columns = {
        field: text_column([cells[place] or None for _, cells in mended.records])
        for field, place in shape.places.items()
    }
    told = words("importing.cells", width=shape.width, cells="{cells}")
    faults = [
        Fault(refused.row, refused.code, told.format(cells=refused.cells) if refused.cells else "–")
        for refused in mended.refused
    ]
    return Rows(numbers, columns, faults, mended.notices)
