"""The time limit of queries: DuckDB has none of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

# Seconds. A limit is kept to this much.
STEP = 0.1


class Deadlines:
    """Interrupts what runs too long. One thread for all: one a query costs more than a query."""

    def __init__(self) -> None:
        """Watch nothing yet; the thread lives only while there is something to watch."""
        self._ends: dict[int, tuple[float, duckdb.DuckDBPyConnection]] = {}
        self._lock = threading.Lock()
        self._is_watching = False

    @contextmanager
    def within(self, cursor: duckdb.DuckDBPyConnection, seconds: float) -> Iterator[None]:
        """Interrupt `cursor` when it is still at work after `seconds`."""
        with self._lock:
            self._ends[id(cursor)] = (time.monotonic() + seconds, cursor)
            if not self._is_watching:
                self._is_watching = True
                threading.Thread(target=self._watch).start()
        try:
            yield
        finally:
            with self._lock:
                del self._ends[id(cursor)]

    def _watch(self) -> None:
        while self._is_watching:
            time.sleep(STEP)
            with self._lock:
                for end, cursor in self._ends.values():
                    if time.monotonic() > end:
                        cursor.interrupt()
                self._is_watching = bool(self._ends)
