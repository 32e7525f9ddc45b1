"""An engine's answer as the rows that DuckDB would have given: the same types, the same names."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from chipcensus.question import Field

TYPES = {
    "VARCHAR": pa.string(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    # DuckDB's has no time zone; the session's is UTC.
    "TIMESTAMP": pa.timestamp("us"),
}


def typed(table: pa.Table, columns: Sequence[Field]) -> pa.Table:
    """The declared columns of an answer, each of its declared type; further ones are left out."""
    kept = table.select([field.name for field in columns])
    return kept.cast(pa.schema([(field.name, _type(field.type)) for field in columns]))


def _type(kind: str) -> pa.DataType:
    return pa.list_(TYPES[kind[:-2]]) if kind.endswith("[]") else TYPES[kind]
