"""Columns of text read value by value, each distinct value once; what cannot be read is noted."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

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
    """

    batch: TextBatch
    nothing: str
    hidden: Mapping[str, Read] = field(default_factory=dict)
    faults: list[tuple[Indices, str, str]] = field(default_factory=list)

    def __len__(self) -> int:
        """Rows of the batch."""
        return int(self.batch.rows.num_rows)

    def text(self, name: str) -> pa.Array:
        """A column as it stands; all empty where the file has none."""
        if name not in self.batch.rows.column_names:
            return pa.nulls(len(self), pa.string())
        column = self.batch.rows.column(name).combine_chunks()
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
        noted = [(int(i), n) for n, (where, _, _) in enumerate(self.faults) for i in where]
        noted.sort()
        places = sorted({i for i, _ in noted})
        told = dict(zip(places, self._told(places), strict=True))
        records = [self._record(told[i], *self.faults[n][1:]) for i, n in noted]
        return pa.Table.from_pylist(records, schema=REFUSED)

    def _note(self, name: str, values: Sequence[Any], places: Indices) -> None:
        codes = {value.code for value in values if isinstance(value, Fault)}
        for code in sorted(codes):
            bad = [n for n, v in enumerate(values) if isinstance(v, Fault) and v.code == code]
            self.refuse(np.flatnonzero(np.isin(places, bad)), code, name)

    def _told(self, places: Sequence[int]) -> list[dict[str, Any]]:
        rows = self.batch.rows.take(pa.array(places, pa.int64())).to_pylist()
        return [{n: self._shown(n, v) for n, v in row.items()} for row in rows]

    def _shown(self, name: str, value: Any) -> Any:
        return self.hidden[name](value) if name in self.hidden and value else value

    def _record(self, row: dict[str, Any], code: str, name: str) -> dict[str, Any]:
        found = row.get(name)
        cells = [(k, v) for k, v in row.items() if k != "row" and v is not None]
        column = self.batch.recognised.columns.get(name, name)
        said = shortened(found) if found and found.strip() else self.nothing
        return {"row": row["row"], "code": code, "column": column, "found": said, "cells": cells}


def spread(values: Sequence[Any], places: Indices, kind: pa.DataType) -> pa.Array:
    """An array of the values at `places` (-1 = none)."""
    choices = pa.array([*values, None], kind)
    return choices.take(pa.array(places % len(choices), pa.int64()))
