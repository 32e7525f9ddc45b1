"""What changed between two generations: their tables read side by side, row by row.

Nothing is attached: each generation is read through a connection of its own, which is closed to the
outside, and the rows are compared here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from chipcensus.errors import GenerationBroken, TooLarge
from chipcensus.result import Row
from chipcensus.store import Generation

# Rows of one generation, all tables together: a million cells, which take a second and 100 MB.
MOST_ROWS = 100_000
CHANGES = "meta/changes"
STEP = "changes"
TEXT, TEXTS = pa.string(), pa.list_(pa.string())
SCHEMA = pa.schema(
    {
        "table_name": TEXT,
        "change": TEXT,
        "row_key": TEXT,
        "column_names": TEXTS,
        "before": TEXTS,
        "after": TEXTS,
        "source_ids": TEXTS,
    }
)

Cells = dict[str, Any]
Tables = dict[str, dict[str, Cells]]


def put(cursor: duckdb.DuckDBPyConnection, rows: list[Row]) -> None:
    """Let `rows` stand in the place of the step on this cursor."""
    cursor.register("found", pa.Table.from_pylist(rows, SCHEMA))
    cursor.execute(f'CREATE TEMP TABLE "{STEP}" AS SELECT * FROM found')


def changes(then: Generation, now: Generation) -> list[Row]:
    """Rows that differ, a row of the step each.

    Raises:
        TooLarge: one of the two has more than MOST_ROWS rows.
        GenerationBroken: one of the two cannot be read.
    """
    before, after = _tables(then), _tables(now)
    names = dict.fromkeys([*after, *before])
    return [
        row for name in names for row in _changed(name, before.get(name, {}), after.get(name, {}))
    ]


def _changed(table: str, before: Mapping[str, Cells], after: Mapping[str, Cells]) -> Iterator[Row]:
    for key in sorted({*before, *after}):
        old, new = before.get(key, {}), after.get(key, {})
        names = [n for n in dict.fromkeys([*new, *old]) if old.get(n) != new.get(n)]
        if names:
            yield {
                "table_name": table,
                "change": "restated" if old and new else "added" if new else "removed",
                "row_key": key,
                "column_names": names,
                "before": [_text(old.get(n)) for n in names] if old else [],
                "after": [_text(new.get(n)) for n in names] if new else [],
                "source_ids": [s for s in [(new or old).get("source_id")] if s],
            }


def _tables(generation: Generation) -> Tables:
    """Every row of every table of facts, by table and key."""
    try:
        with closing(generation.cursor()) as cursor:
            keys = _keys(cursor)
            rows = sum(_one(cursor, f'SELECT count(*) FROM "{table}"') for table in keys)
            if rows > MOST_ROWS:
                raise TooLarge(
                    f"{generation.id} has {rows} rows; at most {MOST_ROWS} are compared."
                )
            return {table: _rows(cursor, table, key) for table, key in keys.items()}
    except duckdb.Error as error:
        raise GenerationBroken(f"{generation.file} cannot be read ({error}).") from None


def _keys(cursor: duckdb.DuckDBPyConnection) -> dict[str, list[str]]:
    """The key of each table of facts; the prepared steps have none."""
    found = cursor.execute(
        "SELECT table_name, constraint_column_names FROM duckdb_constraints() "
        "WHERE schema_name = 'main' AND constraint_type = 'PRIMARY KEY' ORDER BY table_oid"
    )
    return dict(found.fetchall())


def _rows(cursor: duckdb.DuckDBPyConnection, table: str, key: list[str]) -> dict[str, Cells]:
    answer = cursor.execute(f'SELECT * FROM "{table}"')
    names = [column[0] for column in answer.description]
    rows = (dict(zip(names, record, strict=True)) for record in answer.fetchall())
    return {"|".join(_text(row[name]) for name in key): row for row in rows}


def _one(cursor: duckdb.DuckDBPyConnection, sql: str) -> int:
    return int(cursor.execute(sql).fetchall()[0][0])


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date) else str(value)
