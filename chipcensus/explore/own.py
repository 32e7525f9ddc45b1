"""The answer to a reader's own statement as a Result, so that it is shown and taken away like any.

Its columns are the reader's: they stand under the names the statement gave them, as they are.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pyarrow as pa

from chipcensus.question import Field, Question
from chipcensus.result import Citation, Result, Row
from chipcensus.sandbox import Rows

NAME = "explore/query"
# Of the facts' own columns: with them an answer tells its sources.
SOURCE, ROW = "source_id", "row_id"
# Beyond it not every whole number is one of DOUBLE.
EXACT = 2**53
NUMERIC = ("BIGINT", "DOUBLE")


def result_of(rows: Rows, sql: str, generation: str, citations: Mapping[str, Citation]) -> Result:
    """The rows that came, with their sources where the statement asks for them."""
    fields = own_fields(rows.table.schema)
    columns = [_values(f, c) for f, c in zip(fields, rows.table.columns, strict=True)]
    for one, is_known in ((SOURCE, citations.__contains__), (ROW, lambda _: True)):
        fields = [
            _kept_apart(f, c, f"{one}s", is_known) for f, c in zip(fields, columns, strict=True)
        ]
    names = [field.name for field in fields]
    answer: list[Row] = [dict(zip(names, row, strict=True)) for row in zip(*columns, strict=True)]
    for row in answer:
        _tell(row, SOURCE, citations.__contains__)
        _tell(row, ROW, lambda _: True)
    question = Question(NAME, "A reader's own statement", (), tuple(fields), "", sql)
    return Result(question, {}, answer, generation, sql, citations)


def _kept_apart(
    field: Field, values: Sequence[Any], name: str, is_known: Callable[[str], bool]
) -> Field:
    """A column that bears the name of ids every answer has, and holds something else."""
    if field.name != name:
        return field
    are_ids = field.type == "VARCHAR[]" and all(is_known(i) for cell in values for i in cell or ())
    return field if are_ids else replace(field, name=f"{name}_")


def _tell(row: Row, one: str, is_known: Callable[[str], bool]) -> None:
    """Give a row the ids it rests on under the name every answer has them."""
    given = row.get(one)
    if isinstance(given, str) and is_known(given):
        row.setdefault(f"{one}s", [given])


def own_fields(schema: pa.Schema) -> list[Field]:
    """The columns as fields of the types that files can hold."""
    return [Field(one.name, _type(one.type), one.name, is_own=True) for one in schema]


def _type(kind: pa.DataType) -> str:
    checks: Sequence[tuple[Callable[[pa.DataType], bool], str]] = (
        (pa.types.is_boolean, "BOOLEAN"),
        (_is_long, "DOUBLE"),
        (pa.types.is_integer, "BIGINT"),
        (pa.types.is_floating, "DOUBLE"),
        (pa.types.is_decimal, "DOUBLE"),
        (pa.types.is_date, "DATE"),
        (_is_list_of_text, "VARCHAR[]"),
    )
    return next((name for check, name in checks if check(kind)), "VARCHAR")


def _is_long(kind: pa.DataType) -> bool:
    return bool(kind == pa.uint64())  # beyond BIGINT


def _is_list_of_text(kind: pa.DataType) -> bool:
    return bool(pa.types.is_list(kind) and pa.types.is_string(kind.value_type))


def _values(field: Field, column: pa.ChunkedArray) -> list[Any]:
    made: Mapping[str, Callable[[Any], Any]] = {"DOUBLE": _number, "VARCHAR": plain}
    values: list[Any] = column.to_pylist()
    return [made[field.type](v) for v in values] if field.type in made else values


def _number(value: Any) -> float | None:
    """A number; what is none or has no end is unknown: neither a file nor a chart can hold it."""
    return float(value) if value is not None and math.isfinite(value) else None


def plain(value: Any) -> str | None:
    """A value as text, the way SQL would spell it; None is unknown."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.hex()
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False, default=plain)
    if isinstance(value, Decimal):
        return format(value, "f")
    is_whole = isinstance(value, float) and value.is_integer() and abs(value) < EXACT
    return str(int(value)) if is_whole else str(value)
