"""Where generations lie, which is current, and how one is opened."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from uuid import uuid4

import duckdb

from chipcensus.errors import GenerationBroken, GenerationMissing
from chipcensus.settings import Settings

POINTER = "current"
SUFFIX = ".duckdb"
DRAFT = "draft-"
_OPENING = threading.Lock()


@dataclass(frozen=True)
class Generation:
    """An opened generation. Its connection is never used directly: `cursor()` for every query.

    Attributes:
        id: hash of the data, the schema and the questions it was built from.
        file: name of the file, new with every build.
        path: where it lies; for other processes, never for a reader.
    """

    id: str
    file: str
    connection: duckdb.DuckDBPyConnection
    path: Path = field(default_factory=Path, repr=False)

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """A cursor of its own: one connection shared by threads gives wrong numbers silently."""
        return self.connection.cursor()

    def close(self) -> None:
        """Let go of the file."""
        self.connection.close()


class Store:
    """The folder of generations and the pointer to the current one.

    The pointer names the current generation's file and, a line each, the imports in force: what the
    next build takes in. So both change in one rename.
    """

    def __init__(self, settings: Settings) -> None:
        """Use `settings.var`/generations; it need not exist yet."""
        self.settings = settings
        self.folder = settings.var / "generations"

    def current_file(self) -> str:
        """Name of the current generation's file. Raises GenerationMissing."""
        return self._pointed()[0]

    def imports(self) -> list[str]:
        """Ids of the imports in force, in the order they came. Raises GenerationMissing."""
        return self._pointed()[1:]

    def _pointed(self) -> list[str]:
        try:
            text = (self.folder / POINTER).read_text(encoding="ascii")
        except (OSError, UnicodeDecodeError):
            raise GenerationMissing("No generation is published: run `chipcensus build`.") from None
        return [line.strip() for line in text.splitlines()] or [""]

    def open(self, file: str) -> Generation:
        """Open a generation read-only, closed to the outside and its settings locked.

        Raises:
            GenerationBroken: the file is missing, cut or not a database.
        """
        return self.open_at(self.folder / Path(file).name)

    def open_at(self, path: Path) -> Generation:
        """Open a generation that lies elsewhere, such as a visit's own. Raises GenerationBroken."""
        if not path.is_file():  # DuckDB still has what is open already, and would give that
            raise GenerationBroken(f"{path.name} is not there: run `chipcensus build`.")
        try:
            connection = duckdb.connect(str(path), read_only=True, config=self._config())
            close_to_the_outside(connection.cursor())
            row = connection.cursor().execute("FROM generation").fetchone()
        except (duckdb.Error, OSError, UnicodeDecodeError) as error:
            reason = str(error).splitlines()[0].replace(str(path.parent), "…")
            raise GenerationBroken(
                f"{path.name} cannot be read ({reason}): run `chipcensus build`."
            ) from None
        if row is None:
            raise GenerationBroken(f"{path.name} does not say which generation it is.")
        return Generation(row[0], path.name, connection, path)

    def open_current(self) -> Generation:
        """Open what the pointer names. Raises GenerationMissing or GenerationBroken."""
        return self.open(self.current_file())

    def find(self, identity: str) -> str | None:
        """Name of the newest file of a generation; None where it is no longer kept."""
        path = self.kept().get(identity)
        return path.name if path else None

    def questions(self, generation: Generation) -> dict[str, str]:
        """The questions a generation was built with, by name. Raises GenerationBroken."""
        try:
            rows = generation.cursor().execute("SELECT name, text FROM questions").fetchall()
        except duckdb.Error:
            raise GenerationBroken(f"{generation.file} does not hold its questions.") from None
        return dict(rows)

    def draft(self, name: str) -> Path:
        """A file on the generations' disk for one still being built, in a folder of its own."""
        folder = self.folder / f"{DRAFT}{name}-{uuid4().hex[:8]}"
        folder.mkdir(parents=True)
        return folder / f"generation{SUFFIX}"

    def publish(self, draft: Path, file: str, imports: Sequence[str] = ()) -> None:
        """Make a finished draft the current generation: two atomic renames, then the oldest go."""
        sync(draft)
        self._date(draft)
        draft.replace(self.folder / file)
        self.point(file, imports)
        self._prune()

    def point(self, file: str, imports: Sequence[str]) -> None:
        """Make a published file the current one, and `imports` those in force, in one rename."""
        pointer = self.folder / f"{POINTER}-{uuid4().hex[:8]}"
        pointer.write_text("\n".join([file, *imports]), encoding="ascii")
        sync(pointer)
        pointer.replace(self.folder / POINTER)

    def sweep(self) -> None:
        """Clear what killed builds left; only for the one who writes."""
        for pattern in (f"{DRAFT}*", f"{POINTER}-*"):
            for path in self.folder.glob(pattern):
                remove(path)

    def files(self) -> list[Path]:
        """Published files, newest first."""
        files = sorted(self.folder.glob("*"), key=_written)
        return [p for p in files[::-1] if p.suffix == SUFFIX and not p.name.startswith(DRAFT)]

    def kept(self) -> dict[str, Path]:
        """Published files by the generation's id, newest first; of one built again the newest."""
        files: dict[str, Path] = {}
        for path in self.files():
            files.setdefault(path.stem.split("-")[0], path)
        return files

    def dates(self) -> dict[str, datetime]:
        """When each of them was built, UTC."""
        return {one: written_at(path) for one, path in self.kept().items()}

    def built_at(self, generation: Generation) -> datetime:
        """When a generation was built, UTC."""
        return written_at(generation.path)

    def data_of(self, generation: Generation) -> Generation:
        """What is taken away of a generation, and by whose id: that generation."""
        return generation

    def downloads(self, file: str) -> Path:
        """The folder of what was made to take away from a generation; it need not exist yet."""
        return self.settings.var / "downloads" / Path(file).stem

    def _date(self, draft: Path) -> None:
        """Be the newest, also where the clock has gone back: the others are told by their dates."""
        newest = max((path.stat().st_mtime_ns for path in self.files()), default=0)
        if draft.stat().st_mtime_ns <= newest:
            os.utime(draft, ns=(newest + 1, newest + 1))

    def _prune(self) -> None:
        """Drop the oldest generations."""
        for path in self._beyond(self.current_file()):
            path.unlink(missing_ok=True)
        kept = {self.downloads(path.name) for path in self.files()}
        for folder in (self.settings.var / "downloads").glob("*"):
            if folder not in kept:
                shutil.rmtree(folder, ignore_errors=True)

    def _beyond(self, current: str) -> Iterator[Path]:
        """Of the files but the current one: those past the number or the bytes to keep."""
        others = [path for path in self.files() if path.name != current]
        taken = 0
        for place, path in enumerate(others, start=1):
            taken += _size(path)
            if place >= self.settings.kept_generations or taken > self.settings.kept_bytes:
                yield path

    def _config(self) -> dict[str, str | bool | int | float | list[str]]:
        return {
            "threads": self.settings.query_threads,
            "memory_limit": self.settings.query_memory,
            "temp_directory": "",
            "max_execution_time": round(self.settings.query_seconds * 1000),
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
        }


def close_to_the_outside(cursor: duckdb.DuckDBPyConnection) -> None:
    """Bar files, extensions and settings; a file opened twice in one process is locked already."""
    with _OPENING:
        locked = cursor.execute("SELECT current_setting('lock_configuration')").fetchone()
        if locked == (False,):
            cursor.execute("SET enable_external_access = false")
            cursor.execute("SET lock_configuration = true")


def written_at(path: Path) -> datetime:
    """When a file was written, UTC."""
    return datetime.fromtimestamp(_written(path) / 1e9, UTC)


def _written(path: Path) -> int:
    try:  # another build may have dropped the file since it was listed
        return path.stat().st_mtime_ns
    except FileNotFoundError:
        return time.time_ns()


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def remove(path: Path) -> None:
    """Remove a file or a folder with all in it, if it is there."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def sync(path: Path) -> None:
    """Write a file through to the disk, so that a power cut cannot publish half of it."""
    with path.open("rb") as handle:
        os.fsync(handle.fileno())
