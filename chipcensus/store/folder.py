"""A publication's place in a folder of a disk, which servers may share."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from chipcensus.errors import PublicationMissing
from chipcensus.store.generations import remove, sync
from chipcensus.store.lock import writing
from chipcensus.store.place import Found

PART = ".part"


class Folder:
    """A folder; methods as Place has them. Who only reads need not be allowed to write there."""

    def __init__(self, folder: Path) -> None:
        """Need not exist before something is written."""
        self.folder = folder.absolute()
        self.name = str(self.folder)

    def read(self, path: str) -> tuple[bytes, str]:
        """What a file holds; the mark says nothing, because who writes holds the lock."""
        with self._told():
            return (self.folder / path).read_bytes(), path

    def fetch(self, path: str, to: Path) -> None:
        """Copy a file from there."""
        with self._told():
            content = (self.folder / path).open("rb")
        with content, to.open("wb") as target:
            shutil.copyfileobj(content, target)

    def send(self, file: Path, path: str) -> None:
        """Copy a file there."""
        with self._drafted(path) as draft:
            shutil.copyfile(file, draft)

    def swap(self, path: str, content: bytes, mark: str) -> None:  # noqa: ARG002 - see `read`
        """Put a file by one rename."""
        with self._drafted(path) as draft:
            draft.write_bytes(content)

    def folders(self, path: str) -> list[str]:
        """Names of the folders in a folder."""
        with self._told():
            try:
                return sorted(one.name for one in (self.folder / path).iterdir() if one.is_dir())
            except FileNotFoundError:
                return []

    def found(self, path: str) -> list[Found]:
        """Every file below a folder."""
        files = [one for one in sorted((self.folder / path).rglob("*")) if one.is_file()]
        return [self._found(file, file.stat()) for file in files]

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, those that are there."""
        for path in paths:
            (self.folder / path).unlink(missing_ok=True)

    def clear(self, path: str) -> None:
        """Remove a folder with all in it."""
        remove(self.folder / path)

    def uri(self, path: str) -> str:
        """As engines name it: they must see the folder under the same path."""
        return f"file://{self.folder / path}"

    @contextmanager
    def alone(self, seconds: float, say: Callable[[str], None]) -> Iterator[bool]:
        """Hold a lock that its holder's death opens. Raises Busy."""
        with writing(self.folder, seconds, say):
            yield True

    def _found(self, file: Path, told: os.stat_result) -> Found:
        at = datetime.fromtimestamp(told.st_mtime, UTC)
        return Found(file.relative_to(self.folder).as_posix(), told.st_size, at)

    @contextmanager
    def _drafted(self, path: str) -> Iterator[Path]:
        """A name beside `path` to write under: written through, then renamed."""
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_name(f".{target.name}{PART}")
        yield draft
        sync(draft)
        draft.replace(target)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except FileNotFoundError:
            raise
        except OSError as error:
            raise PublicationMissing(f"{self.name} cannot be read: {error.strerror}.") from None
