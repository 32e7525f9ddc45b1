"""Tables of a generation as Parquet files, and what a manifest says of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from chipcensus.publish.cubes import REGISTRY
from chipcensus.publish.making import quoted
from chipcensus.store.manifest import Column, File, Table
from chipcensus.store.publication import digest

# Rows that an engine skips together, by what the file says of their values.
OPTIONS = "FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 122880"
# What engines have no type for, and what it becomes.
WIDER = {"HUGEINT": "DECIMAL(38, 0)", "UHUGEINT": "DECIMAL(38, 0)", "UBIGINT": "DECIMAL(20, 0)"}
LIST = "registry"
# A company may be in several scopes, in any of 20 combinations: a folder for each made hundreds of
# small files of a million companies, which engines read several times as slowly as these.
PARTITIONS = ("in_scope", "founded_year")
IN_SCOPE = "coalesce(len(scopes), 0) > 0 AS in_scope"
YEAR = "CAST(year(founded_on) AS INTEGER) AS founded_year"
# Within a file as the questions ask: places and times together.
SORTED = (*PARTITIONS, "province", "city", "founded_on", "import_no", "row")
FIRST = "part-0.parquet"


def write_table(
    connection: duckdb.DuckDBPyConnection, relation: str, name: str, folder: Path, root: Path
) -> Table:
    """Write a table as one file, its rows in their order.

    Args:
        connection: has the relation.
        relation: what stands behind FROM.
        name: of the table.
        folder: gets a folder of this name with the file.
        root: what the manifest's paths are below.
    """
    columns = _columns(connection, relation)
    cast = [(one, WIDER.get(one.type, one.type)) for one in columns]
    said = ", ".join(f'CAST("{one.name}" AS {kind}) AS "{one.name}"' for one, kind in cast)
    target = folder / name / FIRST
    target.parent.mkdir(parents=True)
    connection.execute(f"COPY (SELECT {said} FROM {relation}) TO '{quoted(target)}' ({OPTIONS})")
    told = tuple(Column(one.name, kind) for one, kind in cast)
    return Table(name, told, tuple(_files([target], root)))


def write_registry(connection: duckdb.DuckDBPyConnection, folder: Path, root: Path) -> Table:
    """Write the companies of imported lists: those of any scope apart, by year of founding.

    Args:
        connection: has a relation `registry` with the columns of cubes.REGISTRY, and a folder to
            spill to: its memory's limit holds whatever the size. It has one thread then.
        folder: as write_table.
        root: as write_table.
    """
    partitioned = f"(SELECT {_listed(REGISTRY.names)}, {IN_SCOPE}, {YEAR} FROM registry)"
    target = folder / LIST
    if not connection.execute("SELECT 1 FROM registry LIMIT 1").fetchall():
        made = write_table(connection, partitioned, LIST, folder, root)
        return Table(LIST, made.columns, made.files, PARTITIONS)
    target.mkdir(parents=True)
    # Several threads each write what they have of a folder: the file would be sorted in runs only.
    connection.execute("SET threads = 1")
    connection.execute(
        f"COPY (FROM {partitioned} ORDER BY {_listed(SORTED)}) TO '{quoted(target)}' "
        f"({OPTIONS}, PARTITION_BY ({_listed(PARTITIONS)}), WRITE_PARTITION_COLUMNS)"
    )
    found = tuple(_files(sorted(target.rglob("*.parquet")), root))
    return Table(LIST, _columns(connection, partitioned), found, PARTITIONS)


def told(path: Path, root: Path) -> File:
    """What a manifest says of a file that is no table."""
    return File(path.relative_to(root).as_posix(), 0, path.stat().st_size, digest(path))


def _files(paths: Iterable[Path], root: Path) -> Iterable[File]:
    for path in paths:
        rows = pq.read_metadata(path).num_rows
        yield File(path.relative_to(root).as_posix(), rows, path.stat().st_size, digest(path))


def _columns(connection: duckdb.DuckDBPyConnection, relation: str) -> tuple[Column, ...]:
    described = connection.execute(f"DESCRIBE SELECT * FROM {relation}").fetchall()
    return tuple(Column(name, kind) for name, kind, *_ in described)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)
