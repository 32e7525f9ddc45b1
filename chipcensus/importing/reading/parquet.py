"""Parquet, batch by batch. A row is numbered as if the names of the columns were row 1."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import pairwise
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from chipcensus.i18n import Words
from chipcensus.importing.problems import refuse
from chipcensus.importing.reading import limits
from chipcensus.importing.reading.delimited import Shape
from chipcensus.importing.reading.head import Head, HeadRow
from chipcensus.importing.reading.rows import Fault, Rows
from chipcensus.importing.rows import Upload

FIRST_ROW = 2
BROKEN = (pa.ArrowException, OSError, ValueError, MemoryError)


def read_heads(upload: Upload, words: Words) -> Sequence[Head]:
    """The names of the columns and the first row. Raises ProblemsFound."""
    with _opened(upload, words) as file:
        names = file.schema_arrow.names
        groups = range(file.metadata.num_row_groups)
        largest = max((file.metadata.row_group(n).total_byte_size for n in groups), default=0)
        if largest > limits.ROW_GROUP:
            size = f"{limits.ROW_GROUP:,}"
            found = words("problem.bytes", size=f"{largest:,}")
            refuse(upload.name, words, "parquet_group", found, size=size)
        rows = [HeadRow(1, FIRST_ROW, names)]
        if file.metadata.num_rows:
            rows.append(HeadRow(FIRST_ROW, FIRST_ROW + 1, ["?"]))
        return [Head(rows)]


def read_rows(upload: Upload, shape: Shape, words: Words) -> Iterator[Rows]:
    """All rows, constant memory. Raises ProblemsFound."""
    wanted = {field: shape.header[place] for field, place in shape.places.items()}
    number = FIRST_ROW
    with _opened(upload, words) as file:
        repeated = _repeated(file, wanted.values())
    with _opened(upload, words, repeated) as file:
        for batch in file.iter_batches(
            limits.BATCH, columns=list(wanted.values()), use_threads=False
        ):
            sizes = sum(_sizes(batch.column(name)) for name in wanted.values())
            for start, stop in _cuts(np.broadcast_to(sizes, batch.num_rows)):
                part = batch.slice(start, stop - start)
                yield _rows({f: part.column(n) for f, n in wanted.items()}, number + start)
            number += batch.num_rows


def _repeated(file: Any, names: Iterable[str]) -> list[str]:
    """Columns of texts that the file holds once each however often they come.

    They stay so until it is known how long they are: of a few bytes could become gigabytes.
    """
    found = []
    for place in range(file.metadata.num_columns):
        name = file.metadata.schema.column(place).path
        groups = range(file.metadata.num_row_groups)
        chunks = (file.metadata.row_group(n).column(place) for n in groups)
        is_text = name in names and file.metadata.schema.column(place).physical_type == "BYTE_ARRAY"
        if is_text and any(chunk.has_dictionary_page for chunk in chunks):
            found.append(name)
    return found


def _sizes(column: Any) -> Any:
    """Bytes of each cell, texts only."""
    if pa.types.is_dictionary(column.type):
        lengths = _sizes(column.dictionary)
        places = pc.fill_null(column.indices, 0).to_numpy(zero_copy_only=False)
        return lengths[places] if np.ndim(lengths) and len(lengths) else 0
    if pa.types.is_string(column.type) or pa.types.is_binary(column.type):
        return pc.fill_null(pc.binary_length(column), 0).to_numpy(zero_copy_only=False)
    return 0


def _cuts(sizes: Any) -> Iterator[tuple[int, int]]:
    """Rows to be held in memory at once."""
    pieces = np.cumsum(sizes, dtype=np.int64) // limits.BLOCK
    turns = [0, *(np.flatnonzero(np.diff(pieces)) + 1).tolist(), len(sizes)]
    return ((start, stop) for start, stop in pairwise(turns) if start < stop)


def _rows(columns: Mapping[str, Any], first: int) -> Rows:
    """Rows as text, without those that have a cell beyond the limit."""
    numbers = np.arange(first, first + len(next(iter(columns.values()))))
    longest = np.max([np.broadcast_to(_sizes(c), len(numbers)) for c in columns.values()], axis=0)
    short = longest <= limits.CELL
    if short.all():
        return Rows(numbers, {field: _text(column) for field, column in columns.items()})
    mask = pa.array(short)
    kept = {field: _text(column.filter(mask)) for field, column in columns.items()}
    return Rows(numbers[short], kept, [Fault(int(n), "long_cell", "–") for n in numbers[~short]])


@contextmanager
def _opened(upload: Upload, words: Words, repeated: Sequence[str] = ()) -> Iterator[Any]:
    with upload.open() as source:
        try:
            yield pq.ParquetFile(source, pre_buffer=False, read_dictionary=list(repeated))
        except BROKEN:
            # What the library says of it may hold a cell.
            refuse(upload.name, words, "parquet_broken")


def _text(column: Any) -> Any:
    """A column of any simple type as text, as a person would write its values."""
    if pa.types.is_dictionary(column.type):
        column = column.dictionary_decode()
    if pa.types.is_floating(column.type):
        return _numbers(column)
    if pa.types.is_timestamp(column.type):
        texts = column.cast(pa.timestamp("s"), safe=False).cast(pa.string())
        return pc.replace_substring_regex(texts, r"[ T]00:00:00Z?$", "")
    text = column.cast(pa.string())
    text.validate(full=True)  # bytes that are no text would break whoever reads on
    return text


def _numbers(column: Any) -> Any:
    """Floating numbers without an exponent, whole ones without a point."""
    return pa.array(
        [None if v is None or v != v else _number(v) for v in column.to_pylist()], pa.string()
    )


def _number(value: float) -> str:
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
