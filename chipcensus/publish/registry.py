"""Imported lists of companies as one relation `registry`, each row tagged with its scopes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from chipcensus.publish.imports import CANDIDATES, REGISTRY, Import, ImportedFile, part
from chipcensus.publish.scopes import tagged_sql
from chipcensus.scopes import Scopes, covers

# A row of the n-th file of a list has its own number and n times this.
APART = 10**9
# What the cubes read besides scopes and where a row comes from; the long texts stay in the imports.
KEPT = (
    "name", "credit_code", "founded_on", "ended_on", "status", "capital", "capital_currency",
    "province", "city", "approved_on",
)  # fmt: skip
ROW = "files.above + companies.row"
SCOPES = "CREATE TEMP TABLE registry_scopes (import_no BIGINT, row BIGINT, scopes VARCHAR[])"


def repeated(folder: Path, files: Sequence[ImportedFile]) -> int:
    """Rows of a draft's lists that repeat a company: one code, else one name and founding."""
    paths = [str(part(folder, REGISTRY, file.number)) for file in files]
    with duckdb.connect() as connection:
        found = connection.execute(
            "SELECT count(*) - count(DISTINCT CASE WHEN credit_code IS NOT NULL "
            "THEN hash(credit_code) ELSE hash(name, founded_on) END) FROM read_parquet(?)",
            [paths],
        ).fetchone()
    return int(found[0]) if found else 0


def load_registry(
    connection: duckdb.DuckDBPyConnection, imports: Sequence[Import], scopes: Scopes
) -> None:
    """Make a view `registry` of all companies of `imports`, of which there is one.

    The rows are read from the imports' files whenever the view is; only the scopes of those that
    have any are worked out before, into a temporary table.

    Args:
        connection: where the view is to be; it may spill to the disk.
        imports: in the order they came; a row of a later one has a greater import_no. A list in
            many files is one: it is as new as its newest file. Its rows are numbered through.
        scopes: the rules. Where those of an import's reading looked for no less, only the rows
            they found are asked; else all are read again.
    """
    texts = [found for one in imports for found in _texts(one, scopes)]
    files = _files(imports)
    connection.register("listed", files)
    connection.execute("CREATE TEMP TABLE registry_files AS FROM listed")
    connection.unregister("listed")
    connection.execute(SCOPES)
    if texts:
        expression, bound = tagged_sql(scopes)
        connection.execute("SET preserve_insertion_order = false")  # in less memory
        connection.execute(
            # Materialized: else the rules would be asked twice, for the rows and for the condition.
            f"INSERT INTO registry_scopes WITH tagged AS MATERIALIZED (SELECT files.import_no, "
            f"{ROW} AS row, {expression} AS scopes FROM {_read(texts)}) "
            "FROM tagged WHERE len(scopes) > 0",
            bound,
        )
        connection.execute("RESET preserve_insertion_order")
    kept = ", ".join(f"companies.{name}" for name in KEPT)
    paths = [path for one in imports for _, path in one.parts(REGISTRY)]
    connection.execute(
        f"CREATE TEMP VIEW registry AS SELECT {kept}, coalesce(tagged.scopes, []) AS scopes, "
        f"{ROW} AS row, files.source_id, files.import_no, files.is_synthetic "
        f"FROM {_read(paths)} LEFT JOIN registry_scopes AS tagged "
        f"ON files.import_no = tagged.import_no AND {ROW} = tagged.row"
    )


def _texts(one: Import, scopes: Scopes) -> list[Path]:
    """Where the rows of an import lie that can have scopes: those found on reading, or all."""
    if not covers(one.looked_for, scopes):
        return [path for _, path in one.parts(REGISTRY)]
    found = (part(one.folder, CANDIDATES, file.number) for file, _ in one.parts(REGISTRY))
    return [path for path in found if path.exists()]


def _files(imports: Sequence[Import]) -> pa.Table:
    """Every file there may be, and what its rows have in common."""
    sources = [source.source_id for one in imports for source in one.sources]
    return pa.Table.from_pylist(
        [
            {
                "filename": str(part(one.folder, table, file.number)),
                "source_id": one.source_of[file.number],
                "import_no": sources.index(one.source_of[file.number]) + 1,
                "above": file.number * APART,
                "is_synthetic": file.is_synthetic,
            }
            for one in imports
            for file, _ in one.parts(REGISTRY)
            for table in (REGISTRY, CANDIDATES)
        ]
    )


def _read(paths: Sequence[Path]) -> str:
    """The rows of files, `companies`, each with what holds of its file, `files`."""
    listed = ", ".join("'" + str(path).replace("'", "''") + "'" for path in paths)
    return (
        f"read_parquet([{listed}], filename = true) AS companies "
        "INNER JOIN registry_files AS files ON companies.filename = files.filename"
    )
