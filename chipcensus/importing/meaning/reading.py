"""Columns of text read value by value, each distinct value once; what cannot be read is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from chipcensus.importing.reading.rows import one_array
from chipcensus.importing.rows import REFUSED, TextBatch
from chipcensus.problems import shortened

Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Fault:
    """A value that cannot be taken: words `problem.<code>`."""

    code: str


Read = Callable[[str], Any]


@dataclass
class Reader:
    """A batch being read: its columns, and the faults found on the way.

    Attributes:
        batch: the text.
        nothing: said where the cell at fault is empty.
        hidden: fields that refused rows tell in other words, by field.
        headings: where a field comes from, for those that are no column of the file: one text, or
            one a row.
    """

    batch: TextBatch
    nothing: str
    hidden: Mapping[str, Read] = field(default_factory=dict)
    headings: Mapping[str, str | pa.Array] = field(default_factory=dict)
    faults: list[tuple[Indices, str, str]] = field(default_factory=list)

    def __len__(self) -> int:
        """Rows of the batch."""
        return int(self.batch.rows.num_rows)

    def text(self, name: str) -> pa.Array:
        """A column as it stands; all empty where the file has none."""
        if name not in self.batch.rows.column_names:
            return pa.nulls(len(self), pa.string())
        column = one_array(self.batch.rows.column(name))
        return column.cast(pa.string()) if column.type != pa.string() else column

    def values(self, name: str, read: Read) -> tuple[list[Any], Indices]:
        """A column read by `read`: the distinct values, and which one each row has (-1 = none)."""
        coded = self.text(name).dictionary_encode()
        values = [read(text) for text in coded.dictionary.to_pylist()]
        places = np.asarray(coded.indices.fill_null(-1), dtype=np.int64)
        self._note(name, values, places)
        sound = [None if isinstance(value, Fault) else value for value in values]
        return sound, places

    def column(self, name: str, read: Read, kind: pa.DataType) -> pa.Array:
        """A column read by `read` as an array of `kind`; a value at fault is empty."""
        values, places = self.values(name, read)
        return spread(values, places, kind)

    def refuse(self, where: Indices, code: str, name: str) -> None:
        """Note rows at fault, by their place in the batch."""
        if len(where):
            self.faults.append((where, code, name))

    def sound(self) -> npt.NDArray[np.bool_]:
        """Rows without a fault."""
        sound = np.ones(len(self), dtype=bool)
        for where, _, _ in self.faults:
            sound[where] = False
        return sound

    def refused(self) -> pa.Table:
        """Every fault as a row of REFUSED, in the order of the file."""
        if not self.faults:
            return REFUSED.empty_table()
        where = np.concatenate([rows for rows, _, _ in self.faults])
        faults = np.repeat(np.arange(len(self.faults)), [len(rows) for rows, _, _ in self.faults])
        told = [self._told(*fault) for fault in self.faults]
        order = np.lexsort((faults, where))
        places = pa.array(where[order], pa.int64())
        columns = pa.concat_tables(told).take(pa.array(order, pa.int64()))
        rows = self.batch.rows.take(places)
        cells = _cells({n: self._shown(n, rows) for n in rows.column_names if n != "row"})
        return pa.table([rows["row"], *columns.columns, cells], schema=REFUSED)

    def _note(self, name: str, values: Sequence[Any], places: Indices) -> None:
        found = [(value.code, n) for n, value in enumerate(values) if isinstance(value, Fault)]
        for code, same in groupby(sorted(found), key=itemgetter(0)):
            bad = np.zeros(len(values) + 1, dtype=bool)  # the last one: no value
            bad[[n for _, n in same]] = True
            self.refuse(np.flatnonzero(bad[places]), code, name)

    def _told(self, where: Indices, code: str, name: str) -> pa.Table:
        """Code, column and what was found of the rows of one fault."""
        places = pa.array(where, pa.int64())
        rows = self.batch.rows.take(places)
        found = self._shown(name, rows) if name in rows.column_names else pa.nulls(len(where))
        said = self.headings.get(name, self.batch.recognised.columns.get(name, name))
        column = said.take(places) if isinstance(said, pa.Array) else pa.repeat(said, len(where))
        return pa.table(
            {
                "code": pa.repeat(code, len(where)),
                "column": column.cast(pa.string()),
                "found": _each(found.cast(pa.string()).fill_null(""), self._shortened),
            }
        )

    def _shortened(self, text: str) -> str:
        return shortened(text) if text.strip() else self.nothing

    def _shown(self, name: str, rows: pa.Table) -> pa.Array:
        column = one_array(rows.column(name)).cast(pa.string())
        return _each(column, self.hidden[name]) if name in self.hidden else column


def _each(column: pa.Array, say: Read) -> pa.Array:
    """What `say` makes of each text, of each distinct one once."""
    coded = column.dictionary_encode()
    said = [None if text is None else say(text) for text in coded.dictionary.to_pylist()]
    return pa.array(said, pa.string()).take(coded.indices)


def _cells(columns: Mapping[str, pa.Array]) -> pa.Array:
    """The cells of each row that are not empty, by field, as REFUSED has them."""
    count = len(next(iter(columns.values())))
    filled = np.column_stack([np.asarray(column.is_valid()) for column in columns.values()])
    row, field = np.nonzero(filled)
    texts = pa.concat_arrays(list(columns.values())).take(pa.array(field * count + row, pa.int64()))
    offsets = np.concatenate([[0], np.cumsum(filled.sum(axis=1))])
    names = pa.array(list(columns), pa.string()).take(pa.array(field, pa.int64()))
    return pa.MapArray.from_arrays(pa.array(offsets, pa.int32()), names, texts)


def spread(values: Sequence[Any], places: Indices, kind: pa.DataType) -> pa.Array:
    """An array of the values at `places` (-1 = none)."""
    choices = pa.array([*values, None], kind)
    return choices.take(pa.array(places % len(choices), pa.int64()))
