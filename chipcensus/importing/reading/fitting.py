"""A record with delimiters, quotes or line breaks too many: the one way to read it, if there is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from chipcensus.importing.reading.delimited import Shape
from chipcensus.importing.reading.signs import ANCHORS, RULES, Rule, codes_in, is_nothing

# Texts that are known to be broken by line feeds without quotes around them.
LONG_TEXTS = {"business_scope"}
# Pieces more than cells beyond which a record is given up unread.
MOST_SURPLUS = 60
# Pieces of a quoted amount: 1,000,000,000.
MOST_QUOTED = 4


def fitted(lines: Sequence[str], shape: Shape) -> list[str] | None:
    """The cells of a record, or None where no way to read it is sure.

    Cells that look like something (a day, a code, a province) must do so and are never put
    together from pieces, but for quoted ones ("1,000(万元)"); other cells may hold any run of
    pieces. Without a day or a code in it nothing says that the record is one; a line that may be
    a record of its own is in no other.
    """
    pieces = "\n".join(lines).split(shape.delimiter)
    if not shape.width <= len(pieces) <= shape.width + MOST_SURPLUS:
        return None
    if any(line.count(shape.delimiter) + 1 >= shape.width for line in lines[1:]):
        return None
    if codes_in(pieces) > 1:
        return None
    columns = _columns(shape)
    # Where quotes are lost, only a single line is sure to be of one record.
    for quotes_matter in (True, False)[: 2 if len(lines) == 1 else 1]:
        search = _Search(pieces, columns, shape.delimiter, quotes_matter=quotes_matter)
        ways = list(islice(search.ways(0, 0), 2))
        if len(ways) == 1 and _is_anchored(ways[0], shape):
            return ways[0]
        if ways:
            return None
    return None


@dataclass(frozen=True)
class _Column:
    rule: Rule | None
    may_break: bool


def _columns(shape: Shape) -> list[_Column]:
    """Behind a line feed in the last column anything may stand: it is no sure part of it."""
    fields = {place: field for field, place in shape.places.items()}
    named = [fields.get(place, "") for place in range(shape.width)]
    last = shape.width - 1
    return [_Column(RULES.get(f), f in LONG_TEXTS and n < last) for n, f in enumerate(named)]


def _is_anchored(cells: Sequence[str], shape: Shape) -> bool:
    anchored = [cells[place] for field, place in shape.places.items() if field in ANCHORS]
    return any(not is_nothing(cell) for cell in anchored)


class _Search:
    """Every way to give each column a run of pieces, all pieces used in their order."""

    def __init__(
        self,
        pieces: Sequence[str],
        columns: Sequence[_Column],
        delimiter: str,
        *,
        quotes_matter: bool,
    ) -> None:
        self.pieces, self.columns, self.delimiter = pieces, columns, delimiter
        self.quotes_matter = quotes_matter
        self.dead: set[tuple[int, int]] = set()

    def ways(self, column: int, start: int) -> Iterator[list[str]]:
        """Ways to fill the columns from `column` on with the pieces from `start` on."""
        if column == len(self.columns):
            if start == len(self.pieces):
                yield []
            return
        if (column, start) in self.dead:
            return
        is_dead = True
        for stop in self._stops(column, start):
            cell = self._cell(column, start, stop)
            if cell is None:
                continue
            for rest in self.ways(column + 1, stop):
                is_dead = False
                yield [cell, *rest]
        if is_dead:
            self.dead.add((column, start))

    def _stops(self, column: int, start: int) -> range:
        left = len(self.columns) - column - 1
        last = len(self.pieces) - left
        return range(
            start + 1, (min(start + MOST_QUOTED, last) if self._rule(column) else last) + 1
        )

    def _rule(self, column: int) -> Rule | None:
        return self.columns[column].rule

    def _cell(self, column: int, start: int, stop: int) -> str | None:
        """What a run of pieces says as a cell, or None where it cannot be one."""
        text = self.delimiter.join(self.pieces[start:stop]).strip()
        opens, closes = text.startswith('"'), text.endswith('"') and len(text) > 1
        if self.quotes_matter and (opens != closes or self._holds_cells(text)):
            return None
        if stop > start + 1 and self._rule(column) and not (self.quotes_matter and opens):
            return None
        if opens and closes:
            text = text[1:-1].replace('""', '"')
        elif "\n" in text and not self.columns[column].may_break:
            return None
        elif opens or closes:
            text = text.strip('"')
        rule = self.columns[column].rule
        return None if rule and not is_nothing(text) and not rule(text.strip()) else text

    def _holds_cells(self, text: str) -> bool:
        """Whether a quote within stands beside a delimiter, as between two cells."""
        within = text[1:-1].replace('""', "")
        return f'"{self.delimiter}' in within or f'{self.delimiter}"' in within
