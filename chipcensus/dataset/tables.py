"""What a generation holds for its readers, told by the database itself: tables, columns, rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import duckdb

from chipcensus.errors import GenerationBroken
from chipcensus.store import Generation

# Steps of queries/views that are worth taking away: what the facts come to, each thing once.
DERIVED = ("figures", "counts", "metrics", "deals", "happenings")
# What a generation tells of itself, whether it has a key or not.
ABOUT_ITSELF = {"generation", "questions"}
# What the header of a step states first where a column has a unit.
UNITS = {"companies", "companies per day", "fraction"}
MONEY = "base unit of "
BATCH = 20_000


@dataclass(frozen=True)
class Column:
    """A column.

    Attributes:
        comment: what the database says of it, the unit first where it has one.
        unit: empty where it has none.
        text: what it means.
    """

    name: str
    type: str
    comment: str
    unit: str
    text: str
    is_required: bool


@dataclass(frozen=True)
class Reference:
    """Columns that name a row of another table."""

    columns: Sequence[str]
    table: str
    keys: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table of facts, or one derived from them (which has no keys and no rules).

    Attributes:
        create: the statement that makes it, keys and rules included.
        rules: each CHECK as the columns it names and its expression.
    """

    name: str
    text: str
    rows: int
    create: str
    columns: Sequence[Column]
    key: Sequence[str]
    references: Sequence[Reference]
    rules: Sequence[tuple[Sequence[str], str]]

    @property
    def is_derived(self) -> bool:
        """Whether it follows from the facts."""
        return not self.key


@dataclass(frozen=True)
class Contents:
    """A generation: its id, when it was built (UTC), its tables, each after those it names."""

    id: str
    built_at: datetime
    tables: Sequence[Table]

    @property
    def rows(self) -> int:
        """Rows of all tables of facts."""
        return sum(table.rows for table in self.tables if not table.is_derived)


def read_contents(generation: Generation, *, all_steps: bool = False) -> Contents:
    """What `generation` holds, without what only the dashboard needs. Raises GenerationBroken.

    Args:
        generation: opened.
        all_steps: with every step, not only those worth taking away.
    """
    try:
        return _read(generation.cursor(), all_steps=all_steps)
    except duckdb.Error as error:
        raise GenerationBroken(f"{generation.file} cannot be read: {error}") from None


def _read(cursor: duckdb.DuckDBPyConnection, *, all_steps: bool) -> Contents:
    about = _rows(cursor, "SELECT id, built_at FROM generation")[0]
    columns, constraints = _columns(cursor), _constraints(cursor)
    listed = _rows(
        cursor,
        "SELECT table_name, coalesce(comment, ''), sql, estimated_size FROM duckdb_tables() "
        "WHERE schema_name = 'main' AND NOT temporary ORDER BY table_name",
    )
    tables = {
        name: _table((name, text, sql, rows), columns[name], constraints.get(name, []))
        for name, text, sql, rows in listed
        if name not in ABOUT_ITSELF
    }
    facts = _in_order({name: table for name, table in tables.items() if table.key})
    steps = [name for name, table in tables.items() if table.is_derived and table.text]
    named = [*DERIVED, *(n for n in steps if n not in DERIVED)] if all_steps else DERIVED
    derived = [tables[name] for name in named if name in tables]
    return Contents(about[0], about[1], [*facts, *derived])


def read_rows(cursor: duckdb.DuckDBPyConnection, table: Table) -> Any:
    """A reader of Arrow batches of all rows, in the order in which they were written."""
    return cursor.sql(f'SELECT * FROM "{table.name}" ORDER BY rowid').to_arrow_reader(BATCH)


def _rows(cursor: duckdb.DuckDBPyConnection, sql: str) -> list[tuple[Any, ...]]:
    return cursor.execute(sql).fetchall()


def _columns(cursor: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for table, *column in _rows(
        cursor,
        "SELECT table_name, column_name, data_type, coalesce(comment, ''), NOT is_nullable "
        "FROM duckdb_columns() WHERE schema_name = 'main' ORDER BY table_name, column_index",
    ):
        found.setdefault(table, []).append(tuple(column))
    return found


def _constraints(cursor: duckdb.DuckDBPyConnection) -> dict[str, list[tuple[Any, ...]]]:
    found: dict[str, list[tuple[Any, ...]]] = {}
    for table, *constraint in _rows(
        cursor,
        "SELECT table_name, constraint_type, constraint_column_names, expression, "
        "referenced_table, referenced_column_names FROM duckdb_constraints() "
        "WHERE schema_name = 'main' ORDER BY table_name, constraint_index",
    ):
        found.setdefault(table, []).append(tuple(constraint))
    return found


def _table(
    listed: tuple[str, str, str, int],
    columns: Sequence[tuple[Any, ...]],
    constraints: Sequence[tuple[Any, ...]],
) -> Table:
    name, text, sql, rows = listed
    of_kind = {kind: [c[1:] for c in constraints if c[0] == kind] for kind, *_ in constraints}
    keys = of_kind.get("PRIMARY KEY", [])
    return Table(
        name,
        text,
        rows,
        sql,
        [_column(*column, is_fact=bool(keys)) for column in columns],
        _once(keys[0][0]) if keys else (),
        [Reference(names, to, keys) for names, _, to, keys in of_kind.get("FOREIGN KEY", [])],
        [(_once(names), rule) for names, rule, *_ in of_kind.get("CHECK", [])],
    )


def _once(names: Sequence[str]) -> list[str]:
    """A rule that says a name twice speaks of one column."""
    return list(dict.fromkeys(names))


def _column(name: str, kind: str, comment: str, is_required: bool, *, is_fact: bool) -> Column:
    """In schema.sql a comment has one semicolon, after the unit; a step's header may have more."""
    unit, mark, text = comment.partition(";")
    if is_fact and mark:
        return Column(name, kind, comment, unit, text.strip(), is_required)
    is_unit = unit in UNITS or unit.startswith(MONEY)
    return Column(name, kind, comment, unit if is_unit else "", comment, is_required)


def _in_order(tables: dict[str, Table]) -> list[Table]:
    """Each table after those its keys name; otherwise by name."""
    placed: dict[str, Table] = {}
    while len(placed) < len(tables):
        for name, table in tables.items():
            named = {reference.table for reference in table.references} - {name}
            if name not in placed and named <= placed.keys():
                placed[name] = table
    return list(placed.values())
