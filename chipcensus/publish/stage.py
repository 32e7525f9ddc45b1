"""The CSV files as text columns beside their typed tables, and what is wrong with the files."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from chipcensus.errors import Problem

STAGED = "staged"
ROW = "_row"


def tables(connection: duckdb.DuckDBPyConnection) -> list[str]:
    """The schema's tables in the order they were made: a table after those it refers to."""
    found = connection.execute(
        "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() "
        "AND schema_name = 'main' ORDER BY table_oid"
    ).fetchall()
    return [name for (name,) in found]


def columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str]]:
    """Name and type of a table's columns, in order."""
    return connection.execute(
        "SELECT column_name, data_type FROM duckdb_columns() "
        "WHERE database_name = current_database() "
        "AND schema_name = 'main' AND table_name = ? ORDER BY column_index",
        [table],
    ).fetchall()


def stage(connection: duckdb.DuckDBPyConnection, folder: Path) -> list[Problem]:
    """Load every table's CSV as text into schema `staged`, rows as a spreadsheet counts them."""
    connection.execute(f"CREATE SCHEMA {STAGED}")
    problems: list[Problem] = []
    for table in tables(connection):
        names = [name for name, _ in columns(connection, table)]
        rows, found = read_csv(folder / f"{table}.csv", names)
        problems += found
        data = {ROW: pa.array([n for n, _ in rows], pa.int64())}
        data |= {
            name: pa.array([cells[i] or None for _, cells in rows], pa.string())
            for i, name in enumerate(names)
        }
        connection.register("incoming", pa.table(data))
        connection.execute(f'CREATE TABLE {STAGED}."{table}" AS SELECT * FROM incoming')
        connection.unregister("incoming")
    return problems


def read_csv(path: Path, names: Sequence[str]) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    """Read rows of a CSV with exactly the columns `names`; rows that do not fit become problems."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError:
        remedy = f"Put the file there, with the columns {', '.join(names)}."
        return [], [Problem(path.name, None, None, "no file", "a CSV of this name", remedy)]
    except UnicodeDecodeError as error:
        row = error.object[: error.start].count(b"\n") + 1
        found = f"bytes that are not UTF-8 ({error.object[error.start : error.start + 4]!r})"
        return [], [Problem(path.name, row, None, found, "UTF-8", "Save the file as CSV UTF-8.")]
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return _fitting(path.name, list(reader), names)
    except csv.Error as error:
        found = f"a quote that does not close or stands inside a cell ({error})"
        return [], [
            Problem(
                path.name,
                reader.line_num,
                None,
                found,
                "a CSV cell",
                "Double quotes inside a cell.",
            )
        ]


def _fitting(
    file: str, records: list[list[str]], names: Sequence[str]
) -> tuple[list[tuple[int, list[str]]], list[Problem]]:
    header = records[0] if records else []
    if header != list(names):
        missing = [n for n in names if n not in header]
        unknown = [n for n in header if n not in names]
        found = f"columns {', '.join(header) or '(none)'}"
        remedy = (
            "; ".join(
                [f"missing: {', '.join(missing)}"] * bool(missing)
                + [f"unknown: {', '.join(unknown)}"] * bool(unknown)
            )
            or "The order differs."
        )
        return [], [Problem(file, 1, None, found, f"columns {', '.join(names)}", remedy)]
    rows, problems = [], []
    for number, cells in enumerate(records[1:], start=2):
        if len(cells) == len(names):
            rows.append((number, cells))
        else:
            found = f"{len(cells)} cells"
            problems.append(
                Problem(
                    file, number, None, found, f"{len(names)} cells", "Check commas and quotes."
                )
            )
    return rows, problems
