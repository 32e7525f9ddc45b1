"""A draft: what files hold and what is wrong with them, before anything is taken in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from chipcensus.importing.rows import Recognised
from chipcensus.publish.imports import ImportedFile

Row = Mapping[str, Any]
EXAMPLES = 20
HEAD = 20


@dataclass(frozen=True)
class Example:
    """Where a problem was met: file, row as a spreadsheet counts it, what came."""

    file: str
    row: int | None
    found: str


@dataclass(frozen=True)
class Group:
    """All problems of one kind in one column.

    Attributes:
        code: words `problem.<code>`; empty = said of a file as a whole.
        column: header as the file spells it, or None.
        expected: what should stand there, in the reader's language.
        remedy: the way out.
        count: cells or files concerned.
        examples: the first of them, at most EXAMPLES.
    """

    code: str
    column: str | None
    expected: str
    remedy: str
    count: int
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class TableDraft:
    """Rows that would enter a table: how many, the first of them, unknown cells by column."""

    rows: int
    head: tuple[Row, ...]
    unknown: Mapping[str, int]


@dataclass(frozen=True)
class FileDraft:
    """One file: what it was found to be (None = not read), what it holds."""

    name: str
    recognised: Recognised | None
    imported: ImportedFile | None = None

    @property
    def is_right(self) -> bool:
        """Whether all of it can be taken in."""
        return self.imported is not None and not self.imported.refused


@dataclass(frozen=True)
class Draft:
    """Files as they would be taken in; nothing is until `accept`.

    Attributes:
        id: hash of the contents that can be taken in, or empty where nothing can.
        folder: where the rows wait.
        files: every file, in the order given.
        tables: what would enter each table; "registry" holds companies of a list.
        groups: the problems, most frequent first.
        duplicates: rows that repeat another row of the draft or of the data.
        refused_file: the refused rows as CSV, each with its reasons; None = none.
        known: whether an import of this very content lies there already.
        looked_for: as in an Import.
    """

    id: str
    folder: Path
    files: tuple[FileDraft, ...]
    tables: Mapping[str, TableDraft] = field(default_factory=dict)
    groups: tuple[Group, ...] = ()
    duplicates: int = 0
    refused_file: Path | None = None
    known: bool = False
    looked_for: tuple[str, ...] = ()

    @property
    def imported(self) -> tuple[ImportedFile, ...]:
        """The files of which something can be taken in."""
        return tuple(f.imported for f in self.files if f.imported and f.imported.rows)

    @property
    def rows(self) -> int:
        """Rows that can be taken in."""
        return sum(file.rows for file in self.imported)

    @property
    def refused(self) -> int:
        """Rows that cannot."""
        return sum(f.imported.refused for f in self.files if f.imported)

    @property
    def unread(self) -> tuple[str, ...]:
        """Names of the files of which nothing could be read."""
        return tuple(f.name for f in self.files if f.imported is None)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What the rows are, each kind once."""
        return tuple(dict.fromkeys(file.kind for file in self.imported))

    @property
    def dropped(self) -> tuple[str, ...]:
        """Headers with personal data, which were not read."""
        return _headers(f.recognised.dropped for f in self.files if f.recognised)

    @property
    def unused(self) -> tuple[str, ...]:
        """Headers nothing is known of, which were left aside."""
        return _headers(f.recognised.unused for f in self.files if f.recognised)

    @property
    def is_right(self) -> bool:
        """Whether every file and every row can be taken in."""
        return all(file.is_right for file in self.files)

    @property
    def is_synthetic(self) -> bool:
        """Whether any file says that a generator made it."""
        return any(file.is_synthetic for file in self.imported)


def _headers(lists: Any) -> tuple[str, ...]:
    found: dict[str, None] = {}
    names: Sequence[str]
    for names in lists:
        found |= dict.fromkeys(names)
    return tuple(found)
