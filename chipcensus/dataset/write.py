"""A table as CSV or Parquet, all tables as one DuckDB file."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from chipcensus.dataset.tables import Table, read_rows
from chipcensus.export.files import RUNS_AS_FORMULA
from chipcensus.publish.making import FILE_OPTIONS

ABOUT = "about"
ABOUT_TEXT = "What this file is, its terms, how to cite it, and its description: each a text."
ABOUT_COLUMNS = {"name": "Name of the text as a file.", "text": "The text."}


def write_csv(cursor: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """CSV for Excel: UTF-8 with byte order mark; what a spreadsheet would run has ' in front."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow([column.name for column in table.columns])
        for batch in read_rows(cursor, table):
            for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                writer.writerow([_cell(value) for value in row])


def write_parquet(cursor: duckdb.DuckDBPyConnection, table: Table, path: Path) -> None:
    """Parquet; each column carries its meaning as `description`."""
    reader = read_rows(cursor, table)
    texts = {column.name: column.comment for column in table.columns}
    schema = pa.schema(
        [field.with_metadata({"description": texts[field.name]}) for field in reader.schema],
        metadata={"description": table.text},
    )
    with pq.ParquetWriter(path, schema) as writer:
        for batch in reader:
            writer.write_batch(pa.RecordBatch.from_arrays(batch.columns, schema=schema))


def write_duckdb(
    cursor: duckdb.DuckDBPyConnection,
    tables: Sequence[Table],
    texts: Mapping[str, str],
    path: Path,
) -> None:
    """One DuckDB file, readable from DuckDB 1.5 on, with keys, rules and comments.

    Args:
        cursor: of the generation.
        tables: each after those its keys name.
        texts: what the table `about` holds, by name.
        path: must not exist.
    """
    with duckdb.connect() as made:
        made.execute(f"ATTACH '{_quoted(path)}' AS taken ({FILE_OPTIONS})")
        made.execute("USE taken")
        for table in tables:
            made.execute(table.create)
            made.register("incoming", read_rows(cursor, table))
            made.execute(f'INSERT INTO "{table.name}" SELECT * FROM incoming')
            made.unregister("incoming")
            _comment(made, f'TABLE "{table.name}"', table.text)
            for column in table.columns:
                _comment(made, f'COLUMN "{table.name}"."{column.name}"', column.comment)
        made.execute(f"CREATE TABLE {ABOUT} (name VARCHAR PRIMARY KEY, text VARCHAR NOT NULL)")
        made.executemany(f"INSERT INTO {ABOUT} VALUES (?, ?)", [list(t) for t in texts.items()])
        _comment(made, f"TABLE {ABOUT}", ABOUT_TEXT)
        for name, text in ABOUT_COLUMNS.items():
            _comment(made, f"COLUMN {ABOUT}.{name}", text)
        made.execute("USE memory")
        made.execute("DETACH taken")


def write_zip(
    files: Iterable[tuple[str, Path]], texts: Mapping[str, str], made_at: datetime, path: Path
) -> None:
    """A zip of texts and files; all entries bear the day of the generation, not of the packing."""
    with ZipFile(path, "w") as packed:
        for name, text in texts.items():
            packed.writestr(_entry(name, made_at), text.encode())
        for name, file in files:
            with file.open("rb") as source, packed.open(_entry(name, made_at), "w") as target:
                while block := source.read(1 << 20):
                    target.write(block)


def _entry(name: str, made_at: datetime) -> ZipInfo:
    entry = ZipInfo(name, made_at.timetuple()[:6])
    # Parquet is compressed in itself.
    entry.compress_type = ZIP_STORED if name.endswith(".parquet") else ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


def _cell(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, int | float):
        return value
    text = plain(value)
    return f"'{text}" if text.startswith(RUNS_AS_FORMULA) else text


def plain(value: Any) -> str:
    """A value that is no number as text: a list with semicolons, a moment as ISO 8601."""
    if isinstance(value, list):
        return ";".join(map(str, value))
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _comment(connection: duckdb.DuckDBPyConnection, named: str, text: str) -> None:
    connection.execute(f"COMMENT ON {named} IS '{_quoted(text)}'")


def _quoted(text: str | Path) -> str:
    return str(text).replace("'", "''")
