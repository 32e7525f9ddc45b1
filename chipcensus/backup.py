"""All that cannot be made again, in one file: generations, imports, and the state, as one moment.

Taken while the server runs: nothing is published meanwhile, and each file of the state is copied by
SQLite itself. What is private to a visit is never in it, nor what was made to be taken away.
"""

from __future__ import annotations

import shutil
import sqlite3
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path, PurePosixPath

from chipcensus.drafts import drafted
from chipcensus.errors import BackupBroken, StateBroken
from chipcensus.publish.imports import DRAFT, shared_folder
from chipcensus.settings import Settings
from chipcensus.state import record
from chipcensus.store import POINTER, Store, remove, writing

STATE = "state"
# In the audit trail.
RESTORED = "restore"


def back_up(settings: Settings, path: Path) -> int:
    """Write a backup to `path`, whole or not at all; how many files are in it.

    Raises:
        GenerationMissing: nothing is published yet.
        StateBroken: a file of the state cannot be read.
        Busy: another process builds or imports.
        NotWritten: there is no room for it, or no right to write there.
    """
    store = Store(settings)
    store.current_file()
    with (
        writing(store.folder, settings.wait_seconds),
        drafted(path) as draft,
        tempfile.TemporaryDirectory(dir=path.parent) as copies,
        tarfile.open(draft, "w") as tar,
    ):
        # The pointer last: what is restored halfway is not taken for whole.
        found = [*_states(settings, Path(copies)), *_imported(settings), *store.files()]
        for file in [*found, store.folder / POINTER]:
            home = Path(copies) if file.is_relative_to(copies) else settings.var
            tar.add(file, file.relative_to(home).as_posix())
    return len(found) + 1


def restore(settings: Settings, path: Path) -> str:
    """Put a backup into a folder where nothing is yet; the current generation's id.

    Raises:
        BackupBroken: it is no backup, or there is something already; nothing changed.
        GenerationBroken: its current generation cannot be opened.
    """
    store = Store(settings)
    if any(folder.exists() for folder in _homes(settings)):
        raise BackupBroken(f"{settings.var} is in use: restore into an empty folder, then move it.")
    settings.var.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.var) as unpacked:
        _unpack(path, Path(unpacked))
        for home in _homes(settings):
            made = Path(unpacked) / home.name
            if made.exists():
                made.rename(home)
    try:
        with closing(store.open_current()) as opened:
            identity = opened.id
    except BaseException:
        for home in _homes(settings):
            remove(home)
        raise
    record(settings, RESTORED, generation=identity)
    return identity


def _homes(settings: Settings) -> list[Path]:
    """The folders a backup holds, the one with the pointer last."""
    return [settings.var / STATE, shared_folder(settings), Store(settings).folder]


def _states(settings: Settings, copies: Path) -> Iterator[Path]:
    """Copies of the files of the state, each as it is at one moment. Raises StateBroken."""
    (copies / STATE).mkdir()
    for file in sorted((settings.var / STATE).glob("*.sqlite")):
        copy = copies / STATE / file.name
        try:
            with closing(sqlite3.connect(file)) as now, closing(sqlite3.connect(copy)) as then:
                now.backup(then)
        except sqlite3.Error as error:
            raise StateBroken(f"{file.name} cannot be read: {error}.") from None
        yield copy


def _imported(settings: Settings) -> Iterator[Path]:
    """The files of accepted imports."""
    folder = shared_folder(settings)
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.relative_to(folder).parts[0].startswith(DRAFT):
            yield path


def _unpack(path: Path, folder: Path) -> None:
    """The files of a backup, and nothing anywhere else. Raises BackupBroken."""
    try:
        with tarfile.open(path) as tar:
            for member in tar:
                target = folder / _safe(member)
                target.parent.mkdir(parents=True, exist_ok=True)
                content = tar.extractfile(member)
                assert content is not None  # noqa: S101 - a file, as _safe says
                with content, target.open("wb") as file:
                    shutil.copyfileobj(content, file)
    except (tarfile.TarError, EOFError) as error:
        raise BackupBroken(f"{path.name} is no backup, or is cut short: {error}.") from None
    except OSError as error:
        raise BackupBroken(f"{path.name} cannot be restored: {error.strerror}.") from None


def _safe(member: tarfile.TarInfo) -> PurePosixPath:
    """Where a file of a backup belongs. Raises BackupBroken."""
    name = PurePosixPath(member.name)
    known = {STATE, "imports", "generations"}
    if not member.isfile() or ".." in name.parts or name.parts[0] not in known:
        raise BackupBroken(f"{member.name[:80]!r} is nothing that a backup holds.")
    return name
