"""Work that goes on while its reader looks elsewhere, and can be given up."""

from __future__ import annotations

import contextvars
import logging
import threading
from collections.abc import Callable
from typing import Any
from weakref import WeakSet

from chipcensus.errors import Stopping

Say = Callable[[str], None]
Work = Callable[[Say], Any]
_begun: WeakSet[Job] = WeakSet()
_is_closed = threading.Event()


class GivenUp(BaseException):  # no handler of errors stops it
    """Raised inside the work at its next word, once nobody waits for it any more."""


class Job:
    """One piece of work in a thread of its own, on behalf of whoever began it.

    Once the server is stopping none begins: it is over at once, with the error Stopping.

    Attributes:
        name: what it is for whoever started it.
        step: the last thing it said.
        result: what it came to; None before.
        error: what stopped it; None where nothing did.
    """

    def __init__(self, name: str, work: Work) -> None:
        """Start it."""
        self.name = name
        self.step = ""
        self.result: Any = None
        self.error: Exception | None = None
        self._is_given_up = threading.Event()
        # The request it was begun by, and who acts, are known in it.
        run = contextvars.copy_context().run
        arguments = (self._run, work)
        self._thread = threading.Thread(target=run, args=arguments, name=name, daemon=True)
        if _is_closed.is_set():
            self.error = _stopping()
            return
        _begun.add(self)
        self._thread.start()

    def is_over(self) -> bool:
        """Whether it has ended, one way or another."""
        return not self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is over, at most `seconds` where given; tell whether it is."""
        if not self.is_over():
            self._thread.join(seconds)
        return self.is_over()

    def give_up(self) -> None:
        """Let it end at its next word."""
        self._is_given_up.set()

    def _say(self, step: str) -> None:
        if self._is_given_up.is_set():
            raise GivenUp
        self.step = step

    def _run(self, work: Work) -> None:
        try:
            self.result = work(self._say)
        except GivenUp:
            self.error = _stopping() if _is_closed.is_set() else None
        except Exception as error:
            # Its text may name what a file held: the kind is all that goes to the log.
            logging.getLogger(__name__).warning("%s failed: %s", self.name, type(error).__name__)
            self.error = error


def running() -> list[Job]:
    """The work that is going on in this process."""
    return [job for job in list(_begun) if not job.is_over()]


def close() -> None:
    """From now on begin no work in this process."""
    _is_closed.set()


def is_closed() -> bool:
    """Whether no work is begun any more: the server is stopping."""
    return _is_closed.is_set()


def reopen() -> None:
    """Begin work again."""
    _is_closed.clear()


def _stopping() -> Stopping:
    return Stopping("The server is being restarted; try again in a minute.")
