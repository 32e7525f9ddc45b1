"""Rows as every container gives them, before they are told of by format."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa

from chipcensus.importing.reading.signs import is_nothing


@dataclass(frozen=True)
class Fault:
    """A row that is not taken: where, why, in which column, what it said (nothing personal)."""

    row: int
    code: str
    found: str
    column: str | None = None


@dataclass(frozen=True)
class Rows:
    """Rows of a file: their numbers, their cells as text by field (empty: null), what is no row."""

    numbers: Any
    columns: Mapping[str, Any]
    faults: Sequence[Fault] = ()
    notices: Sequence[tuple[int, str]] = ()


def one_array(column: Any) -> Any:
    """A column as one array; one of a single piece is not copied."""
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def text_column(values: Sequence[str | None]) -> Any:
    """A column of texts."""
    return pa.array(values, pa.string())


def joined(one: Rows, other: Rows) -> Rows:
    """Both; the other's rows stand behind, whatever their numbers."""
    columns = {
        field: pa.chunked_array([column, other.columns[field]]).combine_chunks()
        for field, column in one.columns.items()
    }
    return Rows(
        np.concatenate((one.numbers, other.numbers)),
        columns,
        [*one.faults, *other.faults],
        [*one.notices, *other.notices],
    )


def says_nothing(cells: Sequence[str]) -> bool:
    """Whether no cell of a row says anything."""
    return all(map(is_nothing, cells))
