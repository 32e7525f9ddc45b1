"""A past day's steps on an engine, made at its first question: the next are as fast as today's.

A step that was made is a table again, as in a generation: were the steps common table expressions,
an engine would work each out anew wherever another rests on it, hundreds of times.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import date

from chipcensus.engine.spark.rows import typed
from chipcensus.engine.spark.session import Session
from chipcensus.engine.steps import table_of
from chipcensus.question import Question

KEPT_DAYS = 8


class Day:
    """The steps of one day, as tables under names of their own."""

    def __init__(self, session: Session, day: date) -> None:
        """Make nothing yet."""
        self.session, self.day = session, day
        # Held while steps are made: each once.
        self.lock = threading.Lock()
        self._made: dict[str, str] = {}

    def named(self, table: str) -> str:
        """Under which name the day's state of a table is known; others have their own."""
        return self._made.get(table, table)

    def prepare(self, steps: Iterable[Question], ask: Callable[[Question, Day], object]) -> None:
        """Make the tables of `steps` that are not there and depend on the day.

        Args:
            steps: each after those it needs itself.
            ask: answers a step as an Arrow table.
        """
        with self.lock:
            for step in steps:
                table = table_of(step)
                if table not in self._made and any(p.name == "as_of" for p in step.params):
                    name = f"{table}_{self.day:%Y%m%d}"
                    self.session.put(name, typed(ask(step, self), step.columns), step.columns)
                    self._made[table] = name

    def forget(self) -> None:
        """Let the engine forget it."""
        for name in self._made.values():
            self.session.drop(name)


class Days:
    """The days asked for last in one session; safe to share between threads."""

    def __init__(self, session: Session) -> None:
        """Keep none yet."""
        self.session = session
        self._kept: OrderedDict[date, Day] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, day: date) -> Day:
        """The day, new if need be; the oldest is let go."""
        with self._lock:
            found = self._kept.pop(day, None) or Day(self.session, day)
            self._kept[day] = found
            while len(self._kept) > KEPT_DAYS:
                self._kept.popitem(last=False)[1].forget()
        return found
