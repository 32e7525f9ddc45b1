"""What differs between two answers to one question, as a reader sees them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chipcensus.export.table import columns_shown, table
from chipcensus.i18n import Words
from chipcensus.question import Field
from chipcensus.result import Result, Row
from chipcensus.units import MISSING

# What can tell rows apart; a measure cannot, it may be what has changed.
NAMING = {"VARCHAR", "INTEGER", "DATE", "BOOLEAN"}
MEASURES = {"DOUBLE", "BIGINT"}
BOUNDS = ("_low", "_high")
MOST_TOLD = 4
Cells = dict[str, str]
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Change:
    """A cell before and after; of a row only one answer has, the row in words on its side."""

    row: str
    column: str
    before: str
    after: str


def changes(before: Result, after: Result, words: Words) -> list[Change]:
    """The cells that read differently, then the rows only one of the answers has."""
    both = _joined(before, after)
    shown = columns_shown(both, words)
    naming = _naming(both.question.columns, before.rows, after.rows)
    cells = _cells(both, shown, words)
    count = len(before.rows)
    then = dict(zip(_keys(naming, before.rows), cells[:count], strict=True))
    now = dict(zip(_keys(naming, after.rows), cells[count:], strict=True))
    told = _Told(shown, naming, both, words)
    found = [change for key in now if key in then for change in told.cells(then[key], now[key])]
    found += [told.row(row, is_new=True) for key, row in now.items() if key not in then]
    found += [told.row(row, is_new=False) for key, row in then.items() if key not in now]
    return found


def _joined(before: Result, after: Result) -> Result:
    """Both answers as one, with the columns they share: amounts come out in one unit."""
    names = {column.name for column in before.question.columns}
    columns = tuple(column for column in after.question.columns if column.name in names)
    known = {**before.citations, **after.citations}
    rows = [
        {column.name: row[column.name] for column in columns} for row in (*before.rows, *after.rows)
    ]
    for row in rows:
        if "source_ids" in row:  # a source that went is known by its id alone
            row["source_ids"] = [i for i in row["source_ids"] or [] if i in known]
    question = replace(after.question, columns=columns)
    return replace(after, question=question, rows=rows, citations=known)


def _cells(both: Result, shown: Sequence[Field], words: Words) -> list[Cells]:
    names = [column.name for column in shown]
    return [dict(zip(names, row, strict=True)) for row in table(both, words).rows]


def _naming(columns: Iterable[Field], *answers: Sequence[Row]) -> list[str]:
    """The first columns that tell the rows of each answer apart; else all that can name a row."""
    names: list[str] = []
    for column in columns:
        if column.type in NAMING:
            names.append(column.name)
            if all(len({_key(names, row) for row in rows}) == len(rows) for rows in answers):
                break
    return names


def _key(names: Iterable[str], row: Row) -> Key:
    return tuple(row[name] for name in names)


def _keys(names: Sequence[str], rows: Iterable[Row]) -> Iterator[Key]:
    """What stands for each row; where several look alike, with its place among them."""
    met: dict[Key, int] = {}
    for row in rows:
        key = _key(names, row)
        met[key] = met.get(key, 0) + 1
        yield (*key, met[key])


class _Told:
    """Puts rows and cells in words."""

    def __init__(
        self, shown: Sequence[Field], naming: Iterable[str], both: Result, words: Words
    ) -> None:
        self.words = words
        self.labels = {c.name: words.get(f"column.{c.name}", c.name) for c in shown}
        self.naming = [name for name in naming if name in self.labels]
        self.measures = [c.name for c in shown if c.type in MEASURES]
        self.flags = {c.name for c in both.question.columns if c.type == "BOOLEAN"}

    def cells(self, then: Cells, now: Cells) -> Iterator[Change]:
        names = [name for name in self.labels if then[name] != now[name]]
        # A number and its interval change together.
        told = [name for name in names if not name.endswith(BOUNDS)] or names
        for name in told:
            yield Change(self._name(now), self.labels[name], then[name], now[name])

    def row(self, cells: Cells, *, is_new: bool) -> Change:
        known = [name for name in self.measures if cells[name] != MISSING]
        known = [name for name in known if not name.endswith(BOUNDS)] or known
        told = self.words("cite.separator").join(
            self.words("cite.cell", name=self.labels[name], value=cells[name])
            for name in known[:MOST_TOLD]
        )
        kind, sides = ("cite.row_new", ("", told)) if is_new else ("cite.row_gone", (told, ""))
        return Change(self._name(cells), self.words(kind), *sides)

    def _name(self, cells: Cells) -> str:
        named = [cells[n] for n in self.naming if n not in self.flags and cells[n] != MISSING]
        return " · ".join(named)
