"""Imported rows of the project's own tables, staged as text behind those of the CSV files."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import duckdb
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from chipcensus.errors import Problem
from chipcensus.publish.imports import Import, OwnSource
from chipcensus.publish.stage import ROW, STAGED, columns, tables

# A row of the n-th part has its own number and n times this, so that it stands behind the CSV's.
APART = 10**9
SOURCE, ROW_ID = "source_id", "row_id"
ID_LENGTH = 16
AS_ROW = re.compile(r"as in row (\d+)$")


@dataclass(frozen=True)
class StagedPart:
    """Rows that were staged together: their import, their file's name and number in it."""

    import_id: str
    name: str
    number: int = 0


class Staged:
    """The parts of imports that were staged: which file a row came from.

    Attributes:
        parts: in the order they were staged.
    """

    def __init__(self) -> None:
        """Nothing yet."""
        self.parts: list[StagedPart] = []
        self._repeats: Counter[str] = Counter()

    def add(
        self, connection: duckdb.DuckDBPyConnection, table: str, part: StagedPart, rows: pa.Table
    ) -> None:
        """Stage rows of `table` behind those there are.

        A row all of whose cells another row has, and a company or source there is already, is left
        out.
        """
        self.parts.append(part)
        before = _count(connection, table)
        typed = columns(connection, table)
        connection.register("incoming", _as_text(rows, typed, APART * len(self.parts)))
        telling = _telling(connection, table, typed)
        same = " AND ".join(_same(name, kind) for name, kind in telling)
        alike = ", ".join(f'"{name}"' for name, _ in telling)
        connection.execute(
            f'INSERT INTO {STAGED}."{table}" SELECT * FROM incoming WHERE NOT EXISTS '
            f'(SELECT 1 FROM {STAGED}."{table}" AS staged WHERE {same}) '
            f"QUALIFY row_number() OVER (PARTITION BY {alike} ORDER BY {ROW}) = 1 ORDER BY {ROW}"
        )
        connection.unregister("incoming")
        if part.number:
            told = rows.num_rows - (_count(connection, table) - before)
            self._repeats[part.import_id] += told

    def repeats_of(self, import_id: str) -> int:
        """Rows of an import that were there already, and were left out."""
        return self._repeats[import_id]

    def part_of(self, row: int) -> StagedPart | None:
        """The part a staged row came with; None = the project's own CSV."""
        place = row // APART
        return self.parts[place - 1] if place else None

    def place(self, row: int) -> tuple[str, int] | None:
        """File and row of a staged row; None = of the project's own CSV."""
        part = self.part_of(row)
        return (part.name, row % APART) if part else None

    def told(self, problem: Problem) -> Problem:
        """A problem with the file and row the reader knows."""
        place = self.place(problem.row or 0)
        if place is None:  # imports stand behind the data: it repeats nothing of theirs
            return problem
        found = AS_ROW.sub(lambda m: self._as_row(int(m[1])), problem.found)
        return replace(problem, file=place[0], row=place[1], found=found)

    def find(
        self, connection: duckdb.DuckDBPyConnection, database: str, table: str, row_id: str
    ) -> tuple[str, int] | None:
        """File and row of the row a check names by its id; None = of the project's own CSV."""
        if not self.parts:
            return None
        key = connection.execute(
            "SELECT constraint_column_names[1] FROM duckdb_constraints() WHERE table_name = ? "
            "AND constraint_type = 'PRIMARY KEY' AND database_name = ?",
            [table, database],
        ).fetchone()
        found = (
            key
            and connection.execute(
                f'SELECT min({ROW}) FROM "{database}".{STAGED}."{table}" WHERE "{key[0]}" = ?',
                [row_id],
            ).fetchone()
        )
        return self.place(found[0]) if found and found[0] is not None else None

    def _as_row(self, row: int) -> str:
        place = self.place(row)
        return f"as in row {place[1]} of {place[0]}" if place else f"as in row {row} of the data"


def stage_imports(connection: duckdb.DuckDBPyConnection, imports: Sequence[Import]) -> Staged:
    """Stage the rows of all imports but those of registries, and a source a file."""
    staged = Staged()
    for one in imports:
        for source in one.sources:
            staged.add(connection, "sources", StagedPart(one.id, source.title), source_row(source))
    for table in tables(connection):
        for one in imports:
            for file, path in one.parts(table):
                rows = with_source(pq.read_table(path), one.source_of.get(file.number))
                part = StagedPart(one.id, file.name, file.number)
                staged.add(connection, table, part, rows)
    return staged


def source_row(source: OwnSource) -> pa.Table:
    """A row of `sources`, without an address."""
    return pa.Table.from_pylist(
        [
            {
                SOURCE: source.source_id,
                "title": source.title,
                "publisher": source.publisher,
                "published_on": source.snapshot,
                "language": "zh",
                "kind": "database",
            }
        ]
    )


def with_source(rows: pa.Table, source_id: str | None) -> pa.Table:
    """The rows, those without a source resting on the file they came from; their ids tell it."""
    if source_id is None:
        return rows
    own = pa.scalar(source_id, pa.string())
    if SOURCE not in rows.column_names:
        rows = rows.append_column(SOURCE, pa.nulls(rows.num_rows, pa.string()))
    given = rows[SOURCE].cast(pa.string())
    if ROW_ID in rows.column_names:
        ids = pc.if_else(pc.is_valid(given), rows[ROW_ID], _ids_of(rows[ROW_ID], source_id))
        rows = rows.set_column(rows.column_names.index(ROW_ID), ROW_ID, ids)
    place = rows.column_names.index(SOURCE)
    return rows.set_column(place, SOURCE, pc.fill_null(given, own))


def _ids_of(ids: pa.ChunkedArray, source_id: str) -> pa.Array:
    """Ids of rows of this source: a newer export may tell the same deal once more."""
    found = []
    for row_id in ids.to_pylist():
        digest = hashlib.sha256(f"{source_id}\0{row_id}".encode()).hexdigest()
        found.append(f"{row_id.partition('-')[0]}-{digest[:ID_LENGTH]}")
    return pa.array(found, pa.string())


def _as_text(rows: pa.Table, typed: Iterable[tuple[str, str]], above: int) -> pa.Table:
    numbers = rows["row"] if "row" in rows.column_names else pa.array(range(2, rows.num_rows + 2))
    texts: Mapping[str, pa.Array] = {
        name: pc.cast(rows[name], pa.string())
        if name in rows.column_names
        else pa.nulls(rows.num_rows, pa.string())
        for name, _ in typed
    }
    return pa.table({ROW: pc.add(pc.cast(numbers, pa.int64()), above), **texts})


def _telling(
    connection: duckdb.DuckDBPyConnection, table: str, typed: list[tuple[str, str]]
) -> list[tuple[str, str]]:
    """The columns by which a row is one there is already: a directory's by the key alone."""
    if table not in {"companies", "sources"}:
        return typed
    (key,) = connection.execute(
        "SELECT constraint_column_names[1] FROM duckdb_constraints() WHERE table_name = ? "
        "AND constraint_type = 'PRIMARY KEY' AND database_name = current_database()",
        [table],
    ).fetchall()[0]
    return [(name, kind) for name, kind in typed if name == key]


def _same(name: str, kind: str) -> str:
    left, right = f'incoming."{name}"', f'staged."{name}"'
    if kind != "VARCHAR":
        left, right = f"TRY_CAST({left} AS {kind})", f"TRY_CAST({right} AS {kind})"
    return f"{left} IS NOT DISTINCT FROM {right}"


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    found = connection.execute(f'SELECT count(*) FROM {STAGED}."{table}"').fetchone()
    return int(found[0]) if found else 0
