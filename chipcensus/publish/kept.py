"""What a generation keeps of the imports it was built with: its table `imports`."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path

import duckdb

from chipcensus.errors import GenerationMissing
from chipcensus.publish.imports import (
    DRAFT,
    TABLES,
    Import,
    ImportedFile,
    OwnSource,
    accepted,
)
from chipcensus.store import Store, remove, sweep_unclaimed

ABOUT = "What was imported, a row a source; the rows of lists of companies are not kept here"
# Name, type, text.
COLUMNS = (
    ("place", "INTEGER", "The order in which the imports came, from 1"),
    ("import_id", "VARCHAR", "Hash of the contents of the import"),
    ("source_id", "VARCHAR", "Its source; empty = the rows brought their sources along"),
    ("title", "VARCHAR", "Name of the file; of several the first, and how many more"),
    ("format", "VARCHAR", "Format the file was recognised as"),
    ("kind", "VARCHAR", "What its rows are: registry, funding, statements or tables"),
    ("files", "INTEGER", "files"),
    ("rows", "BIGINT", "rows; taken in"),
    ("refused", "BIGINT", "rows; refused"),
    ("snapshot_on", "DATE", "Newest day in the rows; empty = they tell no day"),
    ("accepted_at", "TIMESTAMP", "When it was taken in, UTC"),
    ("is_synthetic", "BOOLEAN", "Made by a generator, not real"),
)
TABLE = f"CREATE TABLE imports ({', '.join(f'{name} {kind}' for name, kind, _ in COLUMNS)})"


def keep_imports(connection: duckdb.DuckDBPyConnection, imports: Sequence[Import]) -> None:
    """Make the table `imports` of the generation being built."""
    connection.execute(TABLE)  # without a key, by which the tables of facts are known
    connection.execute(f"COMMENT ON TABLE imports IS '{ABOUT}'")
    for name, _, text in COLUMNS:
        connection.execute(f"COMMENT ON COLUMN imports.{name} IS '{text}'")
    rows = [row for place, one in enumerate(imports, start=1) for row in _rows(place, one)]
    if rows:
        marks = ", ".join("?" * len(COLUMNS))
        connection.executemany(f"INSERT INTO imports VALUES ({marks})", rows)


def kept_imports(cursor: duckdb.DuckDBPyConnection) -> list[str]:
    """Ids of the imports a generation was built with, in their order; none in an old one."""
    has = cursor.execute("SELECT 1 FROM duckdb_tables() WHERE table_name = 'imports'").fetchone()
    if not has:
        return []
    found = cursor.execute(
        "SELECT import_id FROM imports GROUP BY import_id ORDER BY min(place)"
    ).fetchall()
    return [identity for (identity,) in found]


def sweep_imports(folder: Path, store: Store, in_force: Sequence[Import]) -> None:
    """Remove what no build can take in any more; only for the one who writes.

    These are drafts of processes that are gone, and imports that are neither in force nor in a
    generation that is kept.
    """
    sweep_unclaimed(folder, f"{DRAFT}*")
    idle = {one.id: one for one in accepted(folder)}
    for one in in_force:
        idle.pop(one.id, None)
    for path in store.files() if idle else []:
        with suppress(GenerationMissing), closing(store.open(path.name)) as opened:
            for identity in kept_imports(opened.cursor()):
                idle.pop(identity, None)
    for one in idle.values():
        remove(one.folder)


def _rows(place: int, one: Import) -> list[list[object]]:
    accepted_at = one.accepted_at.replace(tzinfo=None)
    brought = tuple(file for file in one.files if file.kind == TABLES)
    groups: list[tuple[str | None, tuple[ImportedFile, ...]]] = [
        (source.source_id, source.files) for source in one.sources
    ]
    groups += [(None, (file,)) for file in brought]
    return [
        [place, one.id, source_id, *_told(OwnSource("", one.id, files)), accepted_at,
         any(file.is_synthetic for file in files)]
        for source_id, files in groups
    ]  # fmt: skip


def _told(group: OwnSource) -> list[object]:
    files = group.files
    rows, refused = sum(f.rows for f in files), sum(f.refused for f in files)
    named = [group.title, files[0].format, group.kind]
    return [*named, len(files), rows, refused, group.snapshot]
