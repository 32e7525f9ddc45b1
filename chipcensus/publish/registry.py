"""Imported lists of companies as one relation `registry`, each row tagged with its scopes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from chipcensus.publish.imports import REGISTRY, Import, ImportedFile, part

# A row of the n-th file of a list has its own number and n times this.
APART = 10**9
SCRATCH = "scratch_file"
# What the cubes read besides scopes and where a row comes from; the long texts stay in the imports.
KEPT = (
    "name", "credit_code", "founded_on", "ended_on", "status", "capital", "capital_currency",
    "province", "city", "approved_on",
)  # fmt: skip


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
    connection: duckdb.DuckDBPyConnection,
    imports: Sequence[Import],
    tags: tuple[str, Mapping[str, str]],
    scratch: Path,
) -> None:
    """Make a view `registry` of all companies of `imports`, of which there is one.

    Args:
        connection: where the view is to be.
        imports: in the order they came; a row of a later one has a greater import_no. A list in
            many files is one: it is as new as its newest file. Its rows are numbered through.
        tags: expression for the scopes of a row, of name and business_scope, and its parameters.
        scratch: file for the rows, on the disk: they need not fit into memory.
    """
    sources = [source.source_id for one in imports for source in one.sources]
    files = [
        {
            "filename": str(path),
            "source_id": one.source_of[file.number],
            "import_no": sources.index(one.source_of[file.number]) + 1,
            "above": file.number * APART,
            "is_synthetic": file.is_synthetic,
        }
        for one in imports
        for file, path in one.parts(REGISTRY)
    ]
    connection.register("registry_files", pa.Table.from_pylist(files))
    connection.execute(f"ATTACH '{str(scratch).replace(chr(39), chr(39) * 2)}' AS {SCRATCH}")
    expression, bound = tags
    kept = ", ".join(f"companies.{name}" for name in KEPT)
    connection.execute("SET preserve_insertion_order = false")  # in whatever order, in less memory
    connection.execute(
        f"CREATE TABLE {SCRATCH}.registry AS SELECT {kept}, {expression} AS scopes, "
        "registry_files.above + companies.row AS row, registry_files.source_id, "
        "registry_files.import_no, registry_files.is_synthetic "
        "FROM read_parquet($files, filename = true) AS companies "
        "INNER JOIN registry_files ON companies.filename = registry_files.filename",
        {**bound, "files": [file["filename"] for file in files]},
    )
    connection.execute("RESET preserve_insertion_order")
    connection.unregister("registry_files")
    connection.execute(f"CREATE TEMP VIEW registry AS SELECT * FROM {SCRATCH}.registry")
