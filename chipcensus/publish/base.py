"""A generation begun as a copy of the current one, where nothing but lists of companies differs.

Facts and most steps do not depend on such lists, and cost more than the counting of a small one.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from contextlib import closing
from datetime import datetime
from pathlib import Path

import duckdb

from chipcensus.engine.steps import resting_on, table_of
from chipcensus.errors import GenerationBroken, GenerationMissing
from chipcensus.publish.cubes import CUBES
from chipcensus.publish.imports import ID_LENGTH, REGISTRY, Import
from chipcensus.publish.own_rows import source_row
from chipcensus.question import read_questions
from chipcensus.settings import Settings
from chipcensus.store import Store, remove

NAME = "generation_file"


def content_id(settings: Settings, import_ids: Iterable[str]) -> str:
    """Hash of the data, the schema, the questions and the imports: same content, same id."""
    digest = hashlib.sha256()
    for one in import_ids:
        digest.update(f"import\0{one}\0".encode())
    for folder, patterns in (
        (settings.data, ("*.csv", "*.toml", "schema.sql")),
        (settings.queries, ("*.sql",)),
    ):
        for path in sorted(p for pattern in patterns for p in folder.rglob(pattern)):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:ID_LENGTH]


def attach_copy(
    connection: duckdb.DuckDBPyConnection,
    settings: Settings,
    imports: Sequence[Import],
    draft: Path,
) -> bool:
    """Attach a copy of the current generation, its lists of companies put off, for `imports`.

    It lacks the cubes, the steps that rest on them and the table of findings; sources and imports
    are those to be. False where there is no such generation, or something else than lists
    differs: nothing is attached then.
    """
    base = _base(settings, imports)
    if base is None:
        return False
    path = str(draft).replace("'", "''")
    try:
        shutil.copyfile(base, draft)
        connection.execute(f"ATTACH '{path}' AS {NAME}")
        _put_off_lists(connection, settings, imports)
    except (duckdb.Error, OSError):  # it went meanwhile, or a row rests on a source that goes
        connection.execute(f"DETACH DATABASE IF EXISTS {NAME}")
        remove(draft)
        remove(draft.with_name(f"{draft.name}.wal"))
        return False
    return True


def rename(connection: duckdb.DuckDBPyConnection, identity: str, built_at: datetime) -> None:
    """Say which generation the one in use is."""
    connection.execute("UPDATE generation SET id = ?, built_at = ?", [identity, built_at])


def _base(settings: Settings, imports: Sequence[Import]) -> Path | None:
    """The current generation's file, if it differs from the one to be in lists at most."""
    store = Store(settings)
    try:
        with closing(store.open_current()) as current:
            had = current.cursor().execute(
                f"SELECT import_id, bool_and(kind = '{REGISTRY}') FROM imports "
                "GROUP BY import_id ORDER BY min(place)"
            ).fetchall()  # fmt: skip
    except (GenerationMissing, GenerationBroken, duckdb.Error):
        return None
    facts = [identity for identity, is_list in had if not is_list]
    is_same = current.id == content_id(settings, [identity for identity, _ in had])
    if not is_same or facts != [one.id for one in imports if set(one.kinds) != {REGISTRY}]:
        return None
    return store.folder / current.file


def _put_off_lists(
    connection: duckdb.DuckDBPyConnection, settings: Settings, imports: Sequence[Import]
) -> None:
    sources = [s for one in imports for s in one.sources if s.kind == REGISTRY]
    lists = f"SELECT source_id FROM {NAME}.imports WHERE kind = '{REGISTRY}'"
    had = {source for (source,) in connection.execute(lists).fetchall()}
    for gone in had - {source.source_id for source in sources}:
        connection.execute(f"DELETE FROM {NAME}.sources WHERE source_id = ?", [gone])
    for source in sources:
        if source.source_id not in had:
            connection.register("incoming", source_row(source))
            connection.execute(f"INSERT INTO {NAME}.sources BY NAME FROM incoming")
            connection.unregister("incoming")
    counted = [table_of(step) for step in resting_on(CUBES, read_questions(settings.queries))]
    for table in ("imports", "findings", *CUBES, *counted):
        connection.execute(f'DROP TABLE {NAME}."{table}"')
