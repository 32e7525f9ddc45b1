"""Where reports are made, one after the other, each for the one who asked and nobody else."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import lru_cache

from chipcensus.census import Census
from chipcensus.errors import TooManyReports, UnknownReport
from chipcensus.jobs import GivenUp, Job, Say
from chipcensus.report.make import Made, Tell

TOKEN_BYTES = 32
# Readers of the pages come first: one report at a time, the others wait.
MOST_BEGUN = 8
TURN_SECONDS = 0.2
# What is done stays to be fetched; what nobody has asked after for so long is given up.
KEPT_SECONDS, LEFT_SECONDS = 900.0, 120.0
MOST_KEPT, MOST_BYTES = 20, 200_000_000
WAIT = "wait"


class Order:
    """One report being made, or made.

    Attributes:
        token: opens it; 256 bits, told to the one who ordered it only.
        job: the work.
    """

    def __init__(self, work: Callable[[Tell], Made], turn: threading.Lock) -> None:
        """Begin it, in turn."""
        self.token = secrets.token_urlsafe(TOKEN_BYTES)
        self.asked = time.monotonic()
        self.job = Job("report", lambda say: self._in_turn(work, turn, say))

    @property
    def step(self) -> tuple[str, int, int]:
        """What is being done, of how many things how many are done."""
        step, done, of = (self.job.step or f"{WAIT} 0 0").split()
        return step, int(done), int(of)

    @property
    def made(self) -> Made | None:
        """The report; None before it is made."""
        made: Made | None = self.job.result
        return made

    def _in_turn(self, work: Callable[[Tell], Made], turn: threading.Lock, say: Say) -> Made:
        def tell(step: str, done: int, of: int) -> None:
            if time.monotonic() - self.asked > LEFT_SECONDS:
                raise GivenUp
            say(f"{step} {done} {of}")

        while not turn.acquire(timeout=TURN_SECONDS):
            tell(WAIT, 0, 0)
        try:
            return work(tell)
        finally:
            turn.release()


class Desk:
    """The orders of one installation; safe between threads."""

    def __init__(self) -> None:
        """Nothing is ordered yet."""
        self._orders: OrderedDict[str, Order] = OrderedDict()
        self._lock, self._turn = threading.Lock(), threading.Lock()

    def order(self, work: Callable[[Tell], Made]) -> Order:
        """Begin to make a report. Raises TooManyReports."""
        with self._lock:
            self._tidy()
            begun = sum(not one.job.is_over() for one in self._orders.values())
            if begun >= MOST_BEGUN:
                raise TooManyReports(f"{begun} reports are being made; try again in a minute.")
            made = Order(work, self._turn)
            self._orders[made.token] = made
        return made

    def find(self, token: str) -> Order:
        """The order of a token. Raises UnknownReport."""
        with self._lock:
            self._tidy()
            found = self._orders.get(token)
        if found is None:
            raise UnknownReport("No such report: it was cancelled, or made too long ago.")
        found.asked = time.monotonic()
        return found

    def cancel(self, token: str) -> None:
        """Give an order up and forget what was made. Raises UnknownReport."""
        self.find(token).job.give_up()
        with self._lock:
            self._orders.pop(token, None)

    def _tidy(self) -> None:
        """Forget what was made long ago, and the oldest where there is too much."""
        now = time.monotonic()
        over = [one for one in self._orders.values() if one.job.is_over()]
        size = sum(len(one.made.content) for one in over if one.made)
        for place, one in enumerate(over):
            is_old = now - one.asked > KEPT_SECONDS
            if is_old or len(over) - place > MOST_KEPT or size > MOST_BYTES:
                size -= len(one.made.content) if one.made else 0
                del self._orders[one.token]


@lru_cache(maxsize=4)
def desk_of(_: Census) -> Desk:
    """The one desk of a census."""
    return Desk()
