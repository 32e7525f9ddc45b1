"""Accepted imports on disk: what was taken in, where its rows lie, and which sources they are.

A folder an import, named by its id: `manifest.json`, `<table>-<number of the file>.parquet` (table
`registry`, or one of the project's own; `candidates` beside `registry`), and `refused.csv` where
rows were refused.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from chipcensus.errors import GenerationMissing
from chipcensus.settings import Settings
from chipcensus.store import Store

MANIFEST, REFUSED, REGISTRY, TABLES = "manifest.json", "refused.csv", "registry", "tables"
# Beside the rows of a list: the texts of those in which words of the scopes' rules stand.
CANDIDATES = "candidates"
OWN = "own-"
# Folders so named hold what is not accepted yet.
DRAFT = "draft-"
ID_LENGTH = 12


@dataclass(frozen=True)
class ImportedFile:
    """One file of an import.

    Attributes:
        number: its place in the import, from 1.
        name: the file's own name.
        format: name of its format.
        kind: registry, funding, statements or tables.
        publisher: who provides files of this format, in words; empty = unknown.
        digest: hash of its canonical rows.
        rows: rows of the file that were taken.
        refused: rows of the file that were not.
        newest: newest day in its rows: it was not exported before; None without a day.
        is_synthetic: made by a generator, and says so.
        tables: rows by table.
    """

    number: int
    name: str
    format: str
    kind: str
    publisher: str
    digest: str
    rows: int
    refused: int
    newest: date | None = None
    is_synthetic: bool = False
    tables: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OwnSource:
    """A row of `sources` for what a reader or the operator brought; it has no address.

    Lists of companies are one source an import and format, other files one each.
    """

    source_id: str
    import_id: str
    files: tuple[ImportedFile, ...]

    @property
    def title(self) -> str:
        """The file's name; of several the first and how many more."""
        more = f" (+{len(self.files) - 1:,})" if len(self.files) > 1 else ""
        return f"{self.files[0].name}{more}"

    @property
    def publisher(self) -> str:
        """The provider of the format, else the title."""
        return self.files[0].publisher or self.title

    @property
    def kind(self) -> str:
        """What the rows are."""
        return self.files[0].kind

    @property
    def snapshot(self) -> date | None:
        """Newest day in the rows."""
        return max((f.newest for f in self.files if f.newest), default=None)


@dataclass(frozen=True)
class Import:
    """An accepted import.

    Attributes:
        id: hash of the contents of its files: the same files have the same id.
        folder: where its rows lie.
        accepted_at: when, UTC.
        files: in their order.
        looked_for: words that stand in every row of CANDIDATES and in no other; none = not done.
    """

    id: str
    folder: Path
    accepted_at: datetime
    files: tuple[ImportedFile, ...]
    looked_for: tuple[str, ...] = ()

    @property
    def rows(self) -> int:
        """Rows taken."""
        return sum(file.rows for file in self.files)

    @property
    def refused(self) -> int:
        """Rows refused."""
        return sum(file.refused for file in self.files)

    @property
    def kinds(self) -> tuple[str, ...]:
        """What its rows are, each kind once."""
        return tuple(dict.fromkeys(file.kind for file in self.files))

    def parts(self, table: str) -> list[tuple[ImportedFile, Path]]:
        """The files with rows of a table, and where these lie."""
        return [(f, part(self.folder, table, f.number)) for f in self.files if f.tables.get(table)]

    @cached_property
    def sources(self) -> tuple[OwnSource, ...]:
        """Its rows of `sources`."""
        groups: dict[str, list[ImportedFile]] = {}
        for file in self.files:
            if file.kind == REGISTRY:
                groups.setdefault(_hash(self.id, file.format), []).append(file)
            elif file.kind != TABLES:  # these bring their sources along
                groups.setdefault(file.digest[:ID_LENGTH], []).append(file)
        return tuple(OwnSource(f"{OWN}{key}", self.id, tuple(fs)) for key, fs in groups.items())

    @cached_property
    def source_of(self) -> Mapping[int, str]:
        """The source of each file by its number."""
        return {file.number: s.source_id for s in self.sources for file in s.files}


def part(folder: Path, table: str, number: int) -> Path:
    """Where the rows of a table lie that came from a file."""
    return folder / f"{table}-{number:05d}.parquet"


def import_id(files: Sequence[ImportedFile]) -> str:
    """Hash of what the files hold, whatever they are called and in whatever order."""
    return _hash(*sorted(f"{file.format}:{file.digest}" for file in files))


def write_manifest(
    folder: Path,
    accepted_at: datetime,
    files: Sequence[ImportedFile],
    looked_for: Sequence[str] = (),
) -> None:
    """Say in the folder of an import what it holds."""
    told = {
        "version": 1,
        "accepted_at": accepted_at.isoformat(timespec="seconds"),
        "looked_for": list(looked_for),
        "files": [vars(file) for file in files],
    }
    text = json.dumps(told, ensure_ascii=False, indent=1, default=str)
    (folder / MANIFEST).write_text(text, encoding="utf-8")


def read_import(folder: Path) -> Import:
    """An accepted import from its folder. Raises OSError or ValueError where it is none."""
    told = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    accepted_at = datetime.fromisoformat(told["accepted_at"])
    looked_for = tuple(told.get("looked_for", ()))  # unknown to imports of before
    return Import(folder.name, folder, accepted_at, tuple(map(_file, told["files"])), looked_for)


def accepted(folder: Path) -> list[Import]:
    """Every accepted import below `folder`, in the order they came."""
    found = []
    for manifest in folder.glob(f"*/{MANIFEST}"):
        if len(manifest.parent.name) == ID_LENGTH:
            found.append(read_import(manifest.parent))
    return sorted(found, key=lambda one: (one.accepted_at, one.id))


def shared_folder(settings: Settings) -> Path:
    """Where the imports lie that everybody's data is built with."""
    return settings.var / "imports"


def in_force(settings: Settings, say: Callable[[str], None] = lambda _: None) -> list[Import]:
    """The shared imports the next build takes in: those of the current generation.

    Where nothing is published: all that lie there.
    """
    found = {one.id: one for one in accepted(shared_folder(settings))}
    try:
        ids = Store(settings).imports()
    except GenerationMissing:
        return list(found.values())
    for gone in (i for i in ids if i not in found):
        say(f"import {gone} is not there any more")
    return [found[i] for i in ids if i in found]


def _file(told: Mapping[str, Any]) -> ImportedFile:
    newest = told["newest"]
    return ImportedFile(**{**told, "newest": date.fromisoformat(newest) if newest else None})


def _hash(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:ID_LENGTH]
