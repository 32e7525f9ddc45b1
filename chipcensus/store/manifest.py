"""What a publication says of one generation: its tables, their files, the embedded file."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath
from typing import Any

from chipcensus.errors import PublicationBroken

# Raised when a reader of before would read a manifest wrongly.
FORMAT = 1
FOLDER, NAME = "generations", "manifest.json"


@dataclass(frozen=True)
class Column:
    """A column of a table, its type as DuckDB names it."""

    name: str
    type: str


@dataclass(frozen=True)
class File:
    """A file of a publication.

    Attributes:
        path: below the publication, with slashes.
        rows: of a table's file; 0 of others.
        bytes, sha256: of what it holds.
    """

    path: str
    rows: int
    bytes: int
    sha256: str


@dataclass(frozen=True)
class Table:
    """A table as Parquet files, of which there is always one at least.

    Attributes:
        columns: in their order; those of `partitioned_by` stand in the files too.
        partitioned_by: of each of these columns a file has one value; so do the folders' names.
    """

    name: str
    columns: tuple[Column, ...]
    files: tuple[File, ...]
    partitioned_by: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows of all its files."""
        return sum(file.rows for file in self.files)


@dataclass(frozen=True)
class Manifest:
    """One published generation.

    Attributes:
        id: the generation's.
        file: name of the file it was published from, new with every build.
        built_at, published_at: UTC.
        tables: every table of the generation, and `registry`: the companies of imported lists.
        embedded: a generation of the same data without lists of companies, as a DuckDB file.
    """

    id: str
    file: str
    built_at: datetime
    published_at: datetime
    tables: tuple[Table, ...]
    embedded: File

    @property
    def folder(self) -> str:
        """Where all of it lies, below the publication."""
        return f"{FOLDER}/{PurePosixPath(self.file).stem}"

    @property
    def path(self) -> str:
        """Where the manifest itself lies."""
        return f"{self.folder}/{NAME}"

    @property
    def files(self) -> tuple[File, ...]:
        """Every file it names."""
        return (*(file for table in self.tables for file in table.files), self.embedded)

    @property
    def size(self) -> int:
        """Bytes of all of them."""
        return sum(file.bytes for file in self.files)

    def table(self, name: str) -> Table | None:
        """A table by its name."""
        return next((table for table in self.tables if table.name == name), None)

    def text(self) -> str:
        """As it is written; `read` gives the same again."""
        told = {"format": FORMAT, **asdict(self)}
        return json.dumps(told, ensure_ascii=False, indent=1, default=datetime.isoformat) + "\n"

    @staticmethod
    def read(text: str | bytes) -> Manifest:
        """A manifest from its text. Raises PublicationBroken."""
        try:
            told = json.loads(text)
            if told["format"] != FORMAT:
                raise PublicationBroken(
                    f"The manifest has format {told['format']}, expected {FORMAT}: "
                    "it was published by another version of Chip Census."
                )
            return _manifest(told)
        except (KeyError, TypeError, ValueError) as error:
            raise PublicationBroken(f"The manifest cannot be read ({error!r}).") from None


def _manifest(told: dict[str, Any]) -> Manifest:
    return Manifest(
        told["id"],
        told["file"],
        _day(told["built_at"]),
        _day(told["published_at"]),
        tuple(map(_table, told["tables"])),
        File(**told["embedded"]),
    )


def _table(told: dict[str, Any]) -> Table:
    return Table(
        told["name"],
        tuple(Column(**column) for column in told["columns"]),
        tuple(File(**file) for file in told["files"]),
        tuple(told["partitioned_by"]),
    )


def _day(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC)
