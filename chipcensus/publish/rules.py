"""The schema's constraints turned into lists of the rows that break them, all at once.

DuckDB itself stops at the first broken constraint, so each is asked of the staged text instead.
"""

from __future__ import annotations

from collections.abc import Iterator

import duckdb

from chipcensus.errors import Problem
from chipcensus.publish.stage import ROW, STAGED, columns, tables

TYPE_NAMES = {
    "DATE": "a day as YYYY-MM-DD",
    "BIGINT": "a whole number in base units, e.g. 32000",
    "INTEGER": "a whole number",
    "DOUBLE": "a plain number in base units, e.g. 32000",
    "BOOLEAN": "true or false",
}


def broken_rules(connection: duckdb.DuckDBPyConnection) -> list[Problem]:
    """Every cell and row of the staged tables that breaks the schema."""
    problems: list[Problem] = []
    for table in tables(connection):
        typed = columns(connection, table)
        problems += _wrong_types(connection, table, typed)
        for kind, names, expression, parent, keys in _constraints(connection, table):
            if kind == "CHECK":
                problems += _failing(connection, table, typed, names, expression)
            elif kind == "NOT NULL":
                problems += _empty(connection, table, names[0])
            elif kind in {"PRIMARY KEY", "UNIQUE"}:
                problems += _repeated(connection, table, names)
            elif kind == "FOREIGN KEY":
                problems += _orphans(connection, table, names[0], parent, keys[0])
    return problems


def _constraints(
    connection: duckdb.DuckDBPyConnection, table: str
) -> list[tuple[str, list[str], str, str, list[str]]]:
    return connection.execute(
        "SELECT constraint_type, list_distinct(constraint_column_names), expression, "
        "referenced_table, referenced_column_names "
        "FROM duckdb_constraints() WHERE database_name = current_database() "
        "AND schema_name = 'main' AND table_name = ? ORDER BY constraint_index",
        [table],
    ).fetchall()


def _wrong_types(
    connection: duckdb.DuckDBPyConnection, table: str, typed: list[tuple[str, str]]
) -> Iterator[Problem]:
    for name, kind in typed:
        if kind != "VARCHAR":
            rows = connection.execute(
                f'SELECT {ROW}, "{name}" FROM {STAGED}."{table}" '
                f'WHERE "{name}" IS NOT NULL AND TRY_CAST("{name}" AS {kind}) IS NULL '
                f"ORDER BY {ROW}"
            ).fetchall()
            for row, value in rows:
                yield Problem(f"{table}.csv", row, name, f'"{value}"', TYPE_NAMES.get(kind, kind))


def _failing(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    typed: list[tuple[str, str]],
    names: list[str],
    expression: str,
) -> Iterator[Problem]:
    casts = ", ".join(f'TRY_CAST("{n}" AS {kind}) AS "{n}"' for n, kind in typed)
    shown = ", ".join(f'"{n}"' for n in names)
    rows = connection.execute(
        f'SELECT {ROW}, {shown} FROM (SELECT {ROW}, {casts} FROM {STAGED}."{table}") '
        f"WHERE ({expression}) IS FALSE ORDER BY {ROW}"
    ).fetchall()
    for row, *values in rows:
        found = ", ".join(
            f'{n} "{v}"' if len(names) > 1 else f'"{v}"' for n, v in zip(names, values, strict=True)
        )
        yield Problem(f"{table}.csv", row, ", ".join(names), found, expression.replace('"', ""))


def _empty(connection: duckdb.DuckDBPyConnection, table: str, name: str) -> Iterator[Problem]:
    rows = connection.execute(
        f'SELECT {ROW} FROM {STAGED}."{table}" WHERE "{name}" IS NULL ORDER BY {ROW}'
    ).fetchall()
    for (row,) in rows:
        yield Problem(f"{table}.csv", row, name, "an empty cell", "a value")


def _repeated(
    connection: duckdb.DuckDBPyConnection, table: str, names: list[str]
) -> Iterator[Problem]:
    key = ", ".join(f'"{n}"' for n in names)
    rows = connection.execute(
        f"SELECT {ROW}, first_row, {key} FROM "
        f"(SELECT *, min({ROW}) OVER (PARTITION BY {key}) AS first_row "
        f'FROM {STAGED}."{table}") WHERE {ROW} > first_row AND ({key}) IS NOT NULL ORDER BY {ROW}'
    ).fetchall()
    for row, first, *values in rows:
        found = f'"{", ".join(map(str, values))}", as in row {first}'
        yield Problem(f"{table}.csv", row, ", ".join(names), found, "a value used once")


def _orphans(
    connection: duckdb.DuckDBPyConnection, table: str, name: str, parent: str, key: str
) -> Iterator[Problem]:
    rows = connection.execute(
        f'SELECT {ROW}, "{name}" FROM {STAGED}."{table}" '
        f'WHERE "{name}" IS NOT NULL AND "{name}" NOT IN '
        f'(SELECT "{key}" FROM {STAGED}."{parent}" WHERE "{key}" IS NOT NULL) ORDER BY {ROW}'
    ).fetchall()
    for row, value in rows:
        remedy = f"Add it to {parent}.csv first."
        yield Problem(f"{table}.csv", row, name, f'"{value}"', f"a {key} of {parent}.csv", remedy)
