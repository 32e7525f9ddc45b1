"""The rows of a statement, taken as they come until a limit is met."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import TypeVar

import pyarrow as pa

BATCH = 10_000
Rows = TypeVar("Rows", pa.RecordBatch, pa.Table)


class TooManyBytes(Exception):
    """The answer is larger than it may be."""


def within(batches: Iterable[Rows], most_rows: int, most_bytes: int) -> tuple[list[Rows], bool]:
    """The rows up to a limit, and whether there are more. Raises TooManyBytes."""
    taken, rows, size = [], 0, 0
    for batch in batches:
        taken.append(batch.slice(0, most_rows - rows))
        rows += batch.num_rows
        size += batch.nbytes
        if size > most_bytes:
            raise TooManyBytes
        if rows > most_rows:
            return taken, True
    return taken, False


def packed(table: pa.Table) -> bytes:
    """A table as a stream of Arrow's."""
    out = io.BytesIO()
    with pa.ipc.new_stream(out, table.schema) as writer:
        writer.write_table(table)
    return out.getvalue()


def apart(names: list[str]) -> list[str]:
    """Names of columns, those that are there already with a number behind."""
    found: list[str] = []
    for name in names:
        own, number = name, 1
        while own in found or (own != name and own in names):
            own, number = f"{name}_{number}", number + 1
        found.append(own)
    return found
