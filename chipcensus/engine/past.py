"""A past day's steps, prepared at its first question: the next ones are as fast as today's."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable
from datetime import date

from chipcensus.engine.steps import parameters, table_of
from chipcensus.question import Question
from chipcensus.store import Generation

KEPT_DAYS = 8


class Day:
    """A cursor on which a day's steps are temporary tables: they hide the generation's own."""

    def __init__(self, generation: Generation, day: date) -> None:
        """Prepare nothing yet."""
        self.cursor, self.day = generation.cursor(), day
        # Held for a question: the tables belong to one connection, which serves one at a time.
        self.lock = threading.Lock()
        self._made: set[str] = set()

    def prepare(self, steps: Iterable[Question]) -> None:
        """Make the tables of `steps` that are not there and depend on the day."""
        for step in steps:
            if step.name not in self._made and any(p.name == "as_of" for p in step.params):
                bound = {"as_of": self.day} if "as_of" in parameters(step.sql) else None
                self.cursor.execute(f'CREATE TEMP TABLE "{table_of(step)}" AS {step.sql}', bound)
                self._made.add(step.name)


class Days:
    """The days asked for last, of one generation; safe to share between threads."""

    def __init__(self) -> None:
        """Keep none yet."""
        self._kept: OrderedDict[tuple[str, date], Day] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, generation: Generation, day: date) -> Day:
        """The day, new if need be; days of another generation and the oldest are let go."""
        key = (generation.file, day)
        with self._lock:
            found = self._kept.pop(key, None) or Day(generation, day)
            for old in [k for k in self._kept if k[0] != generation.file]:
                del self._kept[old]
            self._kept[key] = found
            while len(self._kept) > KEPT_DAYS:
                self._kept.popitem(last=False)
        return found
