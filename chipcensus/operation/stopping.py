"""A graceful stop: work under way comes to its end before the server leaves.

SIGTERM, or Ctrl-C: /readyz says 503 and no report or import is begun any more; what is going on,
readers' statements too, has CHIPCENSUS_STOP_SECONDS, then it is given up and whoever waits for it
is told; then uvicorn closes, which lets requests finish that are being answered. A second Ctrl-C
ends all that at once.
"""

from __future__ import annotations

import asyncio
import logging
import signal
import threading
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from types import FrameType
from typing import Any

from chipcensus import jobs

SIGNALS = (signal.SIGTERM, signal.SIGINT)
LOOK_SECONDS = 0.1
# So long whoever waits has to ask how far it is, and to fetch it: a browser asks each 0.4 s.
LAST_WORD_SECONDS = 2.0
# For each to let go of what it holds; one that draws or waits may not hold up the end.
CLOSING_SECONDS = 5.0
_log = logging.getLogger(__name__)


@asynccontextmanager
async def stopping_gently(
    seconds: float, statements: Callable[[], int] = lambda: 0
) -> AsyncIterator[None]:
    """While the server runs, stand between signals and what uvicorn does at them.

    Args:
        seconds: how long work may take once the server stops.
        statements: how many of the readers' own wait or run; they have limits of their own.
    """
    if threading.current_thread() is not threading.main_thread():  # no signals come there
        yield
        return
    leave: dict[int, Any] = {one: signal.getsignal(one) for one in SIGNALS}
    drain = Drain(seconds, lambda sig: leave[sig](sig, None), statements)
    for sig in SIGNALS:
        signal.signal(sig, drain.told)
    try:
        yield
    finally:
        for number, handler in leave.items():
            signal.signal(number, handler)


def end_all(*closings: Callable[[], object]) -> None:
    """Close all of these at the same time, and wait no longer than CLOSING_SECONDS."""
    threads = [threading.Thread(target=close, daemon=True) for close in closings]
    for one in threads:
        one.start()
    end = time.monotonic() + CLOSING_SECONDS
    for one in threads:
        one.join(max(0.0, end - time.monotonic()))


class Drain:
    """Lets work come to its end, then leaves."""

    def __init__(
        self, seconds: float, leave: Callable[[int], None], statements: Callable[[], int]
    ) -> None:
        """Give work `seconds`; `leave` ends the server, `statements` counts those under way."""
        self.seconds, self.leave, self.statements = seconds, leave, statements
        self._loop = asyncio.get_running_loop()
        self._task: asyncio.Task[None] | None = None

    def told(self, sig: int, _: FrameType | None) -> None:
        """A signal came."""
        self._loop.call_soon_threadsafe(self._begin, sig)

    def _begin(self, sig: int) -> None:
        if self._task is None:
            self._task = asyncio.create_task(self._drain(sig))
        elif sig == signal.SIGINT:
            self._task.cancel()
            self.leave(sig)

    async def _drain(self, sig: int) -> None:
        jobs.close()
        begun = self._under_way()
        _log.info("stopping; reports, imports and statements under way: %d", begun)
        end = time.monotonic() + self.seconds
        while self._under_way() and time.monotonic() < end:
            await asyncio.sleep(LOOK_SECONDS)
        given_up = jobs.running()
        for job in given_up:
            _log.warning("%s given up: it took longer than the stop may", job.name)
            job.give_up()
        if begun:
            await asyncio.sleep(LAST_WORD_SECONDS)
        self.leave(sig)

    def _under_way(self) -> int:
        return len(jobs.running()) + self.statements()
