"""Work that goes on while its reader looks elsewhere, and can be given up."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

Say = Callable[[str], None]
Work = Callable[[Say], Any]


class GivenUp(BaseException):  # no handler of errors stops it
    """Raised inside the work at its next word, once nobody waits for it any more."""


class Job:
    """One piece of work in a thread of its own.

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
        self._thread = threading.Thread(target=self._run, args=(work,), name=name, daemon=True)
        self._thread.start()

    def is_over(self) -> bool:
        """Whether it has ended, one way or another."""
        return not self._thread.is_alive()

    def wait(self, seconds: float | None = None) -> bool:
        """Wait until it is over, at most `seconds` where given; tell whether it is."""
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
            pass
        except Exception as error:
            # Its text may name what a file held: the kind is all that goes to the log.
            logging.getLogger(__name__).warning("%s failed: %s", self.name, type(error).__name__)
            self.error = error
