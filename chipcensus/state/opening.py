"""How a file of the state is opened: a connection of its own for each operation."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from chipcensus.errors import StateBroken

# Threads and processes that write at once wait for each other so long.
BUSY_SECONDS = 10.0


@contextmanager
def opened(file: Path) -> Iterator[sqlite3.Connection]:
    """A connection for one operation; what is not committed is undone. Raises StateBroken."""
    try:
        with closing(sqlite3.connect(file, BUSY_SECONDS, isolation_level=None)) as connection:
            yield connection
    except sqlite3.Error as error:
        raise StateBroken(f"{file.name} cannot be read or written: {error}.") from None
