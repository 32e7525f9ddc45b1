"""Those that wait for a worker: each reader in turn, and one statement of each at a time."""

from __future__ import annotations

import math
import threading
from collections import OrderedDict, deque
from collections.abc import Iterator
from itertools import zip_longest

from chipcensus.errors import QueueFull
from chipcensus.sandbox.running import Running

# Of one reader; whoever has as many waiting is told so, others still find a place.
OF_ONE_READER = 5


class Line:
    """A bounded queue that goes round the readers; safe to share between threads."""

    def __init__(self, most: int) -> None:
        """Nobody waits."""
        self._most = most
        self._waiting: OrderedDict[str, deque[Running]] = OrderedDict()
        self._busy: set[str] = set()
        self._change = threading.Condition()
        self._is_closed = False

    def put(self, one: Running) -> None:
        """Let one wait. Raises QueueFull."""
        with self._change:
            own = self._waiting.get(one.reader, ())
            if len(self) >= self._most or len(own) >= OF_ONE_READER:
                seconds = math.ceil(one.limits.seconds)
                text = f"Too many statements wait already; try again in {seconds} seconds."
                raise QueueFull(text, "full", seconds=seconds)
            self._waiting.setdefault(one.reader, deque()).append(one)
            self._change.notify_all()

    def take(self, seconds: float) -> Running | None:
        """The next one, of a reader none of whose statements runs; None after `seconds`."""
        with self._change:
            self._change.wait_for(lambda: self._is_closed or self._next() is not None, seconds)
            reader = self._next()
            if reader is None:
                return None
            own = self._waiting.pop(reader)
            one = own.popleft()
            if own:  # at the end of the round
                self._waiting[reader] = own
            self._busy.add(reader)
            return one

    def done(self, one: Running) -> None:
        """One that was taken has ended: its reader may have the next."""
        with self._change:
            self._busy.discard(one.reader)
            self._change.notify_all()

    def remove(self, one: Running) -> bool:
        """Let one wait no more; whether it waited."""
        with self._change:
            own = self._waiting.get(one.reader)
            if own is None or one not in own:
                return False
            own.remove(one)
            if not own:
                del self._waiting[one.reader]
            return True

    def place(self, one: Running) -> int:
        """Its place, the first is 1; 0 = it does not wait."""
        with self._change:
            return next((n for n, other in enumerate(self._round(), 1) if other is one), 0)

    def close(self) -> list[Running]:
        """Wake who takes, for good; those that waited."""
        with self._change:
            left = list(self._round())
            self._waiting.clear()
            self._is_closed = True
            self._change.notify_all()
            return left

    def __len__(self) -> int:
        """How many wait."""
        return sum(map(len, self._waiting.values()))

    def _next(self) -> str | None:
        return next((reader for reader in self._waiting if reader not in self._busy), None)

    def _round(self) -> Iterator[Running]:
        """Those that wait, in the order in which they are taken if all take equally long."""
        for turn in zip_longest(*self._waiting.values()):
            yield from (one for one in turn if one is not None)
