"""A statement that waits, runs, or is done."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from chipcensus.errors import ChipCensusError
from chipcensus.sandbox.rows import Limits, Remote, Rows


class Running:
    """One statement; safe to share between threads.

    Attributes:
        has_begun: whether it waits for nothing any more, and its time counts.
        is_cancelled: whether it was given up.
    """

    def __init__(
        self,
        statement: str,
        database: Path,
        reader: str,
        limits: Limits,
        place: Callable[[Running], int],
        give_up: Callable[[Running], None],
        remote: Remote | None = None,
    ) -> None:
        """It waits; `place` and `give_up` are the sandbox's."""
        self.statement, self.database, self.reader = statement, database, reader
        self.limits, self.remote = limits, remote
        self.is_cancelled = self.has_begun = False
        self._place, self._give_up = place, give_up
        self._end = threading.Event()
        self._rows: Rows | None = None
        self._error: ChipCensusError | None = None

    @property
    def place(self) -> int:
        """Its place among those that wait; 0 = it runs, or is done."""
        return self._place(self)

    @property
    def done(self) -> bool:
        """Whether `result` needs no waiting."""
        return self._end.is_set()

    def cancel(self) -> None:
        """Give it up, whether it waits or runs."""
        self.is_cancelled = True
        self._give_up(self)

    def wait(self, seconds: float | None = None) -> bool:
        """Wait for its end, at most `seconds`; whether it is done."""
        return self._end.wait(seconds)

    def result(self) -> Rows:
        """The answer; waits for it. Raises StatementRefused, StatementStopped."""
        self._end.wait()
        if self._error is not None:
            raise self._error
        assert self._rows is not None  # noqa: S101 - one of the two is there at the end
        return self._rows

    def begin(self) -> None:
        """From now on its time counts; only for the sandbox."""
        self.has_begun = True

    def finish(self, outcome: Rows | ChipCensusError) -> None:
        """Say what came of it; only for the sandbox. What comes later is left aside."""
        if self._end.is_set():
            return
        if isinstance(outcome, Rows):
            self._rows = outcome
        else:
            self._error = outcome
        self._end.set()
