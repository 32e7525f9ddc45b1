"""A generation drafted as the files of a publication, in a folder of this disk."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import duckdb

from chipcensus.errors import GenerationMissing
from chipcensus.publish.base import content_id
from chipcensus.publish.cubes import no_registry
from chipcensus.publish.imports import REGISTRY, Import, accepted, shared_folder
from chipcensus.publish.kept import kept_imports
from chipcensus.publish.making import (
    Made,
    Progress,
    limits,
    lists_of,
    quoted,
    scopes_text,
    write,
)
from chipcensus.publish.parquet import told, write_registry, write_table
from chipcensus.publish.registry import load_registry
from chipcensus.scopes_file import read_scopes
from chipcensus.settings import Settings
from chipcensus.store import Store, remove
from chipcensus.store.manifest import FOLDER, Manifest

EMBEDDED = "embedded.duckdb"
SOURCE = "published"
TABLES = (
    f"SELECT table_name FROM duckdb_tables() WHERE database_name = '{SOURCE}' "
    "AND schema_name = 'main' ORDER BY table_name"
)


def draft_publication(settings: Settings, file: str, root: Path, say: Progress) -> Manifest:
    """Write all files of a generation below `root`, as they will lie in the publication.

    The caller holds the lock of the generations: neither the file nor its imports go meanwhile.

    Args:
        settings: where the generation and the imports lie.
        file: name of the generation's file.
        root: of the draft; what does not fit into memory goes there too.
        say: called with the name of each step: tables, companies, embedded.

    Raises:
        GenerationMissing: an import is not there any more, or data/ has changed since the build,
            so that its lists cannot be told apart as they were.
        GenerationBroken: the generation cannot be read.
    """
    store = Store(settings)
    with closing(store.open(file)) as opened:
        built_at = _built_at(opened.cursor())
        ids = kept_imports(opened.cursor())
    imports = _imports(settings, ids)
    if lists_of(imports):
        _refuse_other_data(settings, opened.id, ids)
    folder = root / FOLDER / Path(file).stem
    folder.mkdir(parents=True)
    # A copy: DuckDB opens no file twice in one process in different ways.
    source = folder / EMBEDDED
    shutil.copyfile(store.folder / file, source)
    with duckdb.connect(config=limits(settings, root)) as connection:
        connection.execute("SET enable_progress_bar = false")
        connection.execute(f"ATTACH '{quoted(source)}' AS {SOURCE} (READ_ONLY)")
        say("tables")
        names = [name for (name,) in connection.execute(TABLES).fetchall()]
        tables = [
            write_table(connection, f'{SOURCE}.main."{name}"', name, folder, root) for name in names
        ]
        say("companies")
        _load_lists(connection, settings, imports)
        tables.append(write_registry(connection, folder, root))
    if lists_of(imports):
        say("embedded")
        remove(source)
        _write_embedded(settings, imports, source)
    now = datetime.now(UTC)
    return Manifest(opened.id, file, built_at, now, tuple(tables), told(source, root))


def _built_at(cursor: duckdb.DuckDBPyConnection) -> datetime:
    (built_at,) = cursor.execute("SELECT built_at FROM generation").fetchall()[0]
    at: datetime = built_at.replace(tzinfo=UTC)
    return at


def _imports(settings: Settings, ids: Sequence[str]) -> list[Import]:
    found = {one.id: one for one in accepted(shared_folder(settings))}
    for gone in (i for i in ids if i not in found):
        raise GenerationMissing(f"Import {gone} is not there any more: run `chipcensus build`.")
    return [found[i] for i in ids]


def _refuse_other_data(settings: Settings, identity: str, ids: Sequence[str]) -> None:
    """Lists are read anew, by the rules of now: these must be those of the generation."""
    if content_id(settings, ids) != identity:
        raise GenerationMissing(
            "data/ or queries/ are others than the current generation was built from: "
            "run `chipcensus build` first."
        )


def _load_lists(
    connection: duckdb.DuckDBPyConnection, settings: Settings, imports: Sequence[Import]
) -> None:
    if lists := lists_of(imports):
        load_registry(connection, lists, read_scopes(scopes_text(settings)))
    else:
        no_registry(connection)


def _write_embedded(settings: Settings, imports: Sequence[Import], target: Path) -> None:
    """Write a generation of the same data, and of what was imported all but lists of companies."""
    others = [one for one in map(_without_lists, imports) if one.files]
    identity = content_id(settings, [one.id for one in others])
    # Whole: a copy of the current one would have the room of what was dropped from it.
    made = Made(identity, others, scopes_text(settings), is_whole=True)
    write(settings, made, target, lambda _: None)


def _without_lists(one: Import) -> Import:
    return replace(one, files=tuple(file for file in one.files if file.kind != REGISTRY))
