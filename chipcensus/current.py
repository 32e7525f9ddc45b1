"""The generation that answers just now: taken up, kept for as long as it is asked, mended."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from typing import NamedTuple, TypeVar

from chipcensus.errors import ChipCensusError, EngineLost, GenerationMissing
from chipcensus.publish import build
from chipcensus.settings import Settings
from chipcensus.store import Generation, Store, writing

# A page asks many times, and reading the pointer each time makes threads wait for each other.
LOOK_SECONDS = 0.5
# After a newer generation could neither be opened nor built, the one that is open answers so long.
RETRY_SECONDS = 30.0
_log = logging.getLogger(__name__)

Answer = TypeVar("Answer")


class Away(NamedTuple):
    """What cannot be reached, "engine" or "publication", and since when, UTC."""

    what: str
    since: datetime


class Current:
    """The current generation of a store; safe to share between threads.

    Attributes:
        opened: the generation that is open; None before the first answer.
        away: what cannot be reached, where embedded data answers in its place; None = all is well.
    """

    def __init__(self, settings: Settings, store: Store) -> None:
        """Open nothing before the first answer."""
        self.settings, self.store = settings, store
        self.opened: Generation | None = None
        self.away: Away | None = None
        self._look_at = 0.0
        self._lock = threading.RLock()

    def generation(self, say: Callable[[str], None]) -> Generation:
        """The current generation; a newer one is soon taken up, a missing or broken one is built.

        Raises:
            ProblemsFound, NotWritten: there is nothing to open and nothing can be built.
        """
        held = _STEADY.get()
        if held is None:
            return self._newest(say)
        if self not in held:
            held[self] = self._newest(say)
        return held[self]

    def looked_up(self) -> str | None:
        """The current generation's file where that was looked up just now; never waits."""
        opened = self.opened
        is_fresh = opened is not None and time.monotonic() < self._look_at
        return opened.file if opened is not None and is_fresh else None

    def held(self) -> Generation | None:
        """What a block of `steady` has been answered from; None before that, and outside."""
        return (_STEADY.get() or {}).get(self)

    def is_embedded(self, generation: Generation) -> bool:  # noqa: ARG002
        """Whether it answers in the place of a published one, whose engine is away."""
        return False

    def lost(self, broken: Generation, error: Exception) -> None:
        """An engine could not be reached for an answer from `broken`; here there is none."""

    def renew(self, broken: Generation) -> None:
        """Build anew what cannot be read, unless somebody has done so already."""
        with self._lock:
            if self.opened is None or self.opened.file == broken.file:
                self.opened = None
                self._build(broken=broken.file)
        self._forget()

    def _forget(self) -> None:
        """What is asked from now on in a block of `steady` is answered from what answers now."""
        (_STEADY.get() or {}).pop(self, None)

    def _newest(self, say: Callable[[str], None]) -> Generation:
        opened = self.opened
        if opened is not None and time.monotonic() < self._look_at:
            return opened
        # One takes a newer generation up; the others answer from the one that is open meanwhile.
        if not self._lock.acquire(blocking=opened is None):
            assert opened is not None  # noqa: S101 - else it waited
            return opened
        try:
            return self._taken_up(say)
        finally:
            self._lock.release()

    def _taken_up(self, say: Callable[[str], None]) -> Generation:
        pause = LOOK_SECONDS
        opened = self.opened
        try:
            # The one before closes with the last answer that is being read from it.
            if opened is None or not self._still_stands(opened):
                opened = self.store.open_current()
        except GenerationMissing:
            try:
                self._build(say)
                opened = self.store.open_current()
            except (ChipCensusError, OSError) as error:
                if opened is None:
                    raise
                _log.error("%s; %s goes on answering", error, opened.file)
                pause = RETRY_SECONDS
        self.opened = opened
        self._look_at = time.monotonic() + pause
        return opened

    def _still_stands(self, opened: Generation) -> bool:
        """Whether it is the current one, and its file there: who downloads it opens it anew."""
        return opened.file == self.store.current_file() and opened.path.is_file()

    def _build(self, say: Callable[[str], None] = lambda _: None, broken: str = "") -> None:
        """Build where no other process has done so, while this one waited for its turn."""
        with writing(self.store.folder, self.settings.wait_seconds, say):
            try:
                if self.store.current_file() != broken:
                    self.store.open_current().close()
                    return
            except GenerationMissing:
                pass
            build(self.settings, say)


# The generation each store answers from within `steady`.
_STEADY: ContextVar[dict[Current, Generation] | None] = ContextVar("steady", default=None)


@contextmanager
def steady() -> Iterator[None]:
    """Answer from one generation until the end of the block, whatever is published meanwhile.

    An answer is asked for in several steps: without it the rows could be of one generation and
    what is laid over them of the next.
    """
    token = _STEADY.set({})
    try:
        yield
    finally:
        _STEADY.reset(token)


def steadily(answer: Callable[[], Answer]) -> Answer:
    """What `answer` gives, from one generation.

    Where the engine was lost on the way it is asked once more, of the embedded data.
    """
    try:
        with steady():
            return answer()
    except EngineLost:
        with steady():
            return answer()
