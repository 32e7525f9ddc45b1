"""One thread that ends what takes too long: under load, starting one a question costs more."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache

import duckdb

LOOK_SECONDS = 0.05


class Watch:
    """Interrupts cursors at the end of their time."""

    def __init__(self) -> None:
        """Start watching."""
        self._due: dict[object, tuple[float, duckdb.DuckDBPyConnection]] = {}
        threading.Thread(target=self._look, name="watch", daemon=True).start()

    @contextmanager
    def limit(self, cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
        """Interrupt `cursor` if the block takes longer."""
        ticket = object()
        self._due[ticket] = (time.monotonic() + seconds, cursor)
        try:
            yield
        finally:
            del self._due[ticket]

    def _look(self) -> None:
        while True:
            time.sleep(LOOK_SECONDS)
            for due, cursor in list(self._due.values()):
                if time.monotonic() > due:
                    cursor.interrupt()


@cache
def shared_watch() -> Watch:
    """The one watch of this process."""
    return Watch()
