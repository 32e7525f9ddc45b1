"""All a publication needs of where it lies, be it a folder (folder.py) or a bucket (bucket.py)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Protocol


@dataclass(frozen=True)
class Found:
    """A file of a place: its path below it, its bytes, when it was written (UTC)."""

    path: str
    bytes: int
    written_at: datetime


class Place(Protocol):
    """Files by their paths below the place, with slashes.

    Each raises PublicationMissing where the place cannot be reached or does not let us.
    """

    name: str

    def read(self, path: str) -> tuple[bytes, str]:
        """What a small file holds, and its mark for `swap`. Raises FileNotFoundError."""
        ...

    def fetch(self, path: str, to: Path) -> None:
        """Copy a file from there. Raises FileNotFoundError."""
        ...

    def send(self, file: Path, path: str) -> None:
        """Copy a file there; nobody sees half of it."""
        ...

    def swap(self, path: str, content: bytes, mark: str) -> None:
        """Put a small file in the place of the one with this mark; "" = there is none.

        Raises:
            Busy: another one is there by now.
        """
        ...

    def folders(self, path: str) -> list[str]:
        """Names of the folders in a folder; none where it is not there."""
        ...

    def found(self, path: str) -> list[Found]:
        """Every file below a folder, also what was left half written."""
        ...

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files, those that are there."""
        ...

    def clear(self, path: str) -> None:
        """Remove a folder with all in it."""
        ...

    def uri(self, path: str) -> str:
        """A file's address, as an engine reads it."""
        ...

    def alone(self, seconds: float, say: Callable[[str], None]) -> AbstractContextManager[bool]:
        """Be the only one who writes there; False where that cannot be had.

        Raises:
            Busy: another is still writing after `seconds`.
        """
        ...
