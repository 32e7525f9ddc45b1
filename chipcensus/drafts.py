"""A file that is written whole or not at all, and what a disk says that takes no more."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from chipcensus.errors import NotWritten

# What is full, may not be written to, or is used up for this user.
NO_ROOM = (errno.ENOSPC, errno.EROFS, errno.EDQUOT)


@contextmanager
def drafted(path: Path) -> Iterator[Path]:
    """A name beside `path` to write under; it becomes `path` at the end. Raises NotWritten."""
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        yield draft
        draft.replace(path)
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)


@contextmanager
def written(what: str) -> Iterator[None]:
    """Whatever a library makes of it: where the disk takes no more, that is said.

    Raises:
        NotWritten: as "<what> could not be written: No space left on device."
    """
    try:
        yield
    except Exception as error:
        said = str(error)
        for reason in map(os.strerror, NO_ROOM):
            if reason in said:
                raise NotWritten(f"{what} could not be written: {reason}.") from None
        raise
