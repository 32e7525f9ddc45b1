"""Figures as PNG and SVG, drawn on the server by one browser behind a queue."""

from __future__ import annotations

import atexit
import json
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import Any, Protocol

from chipcensus.errors import NoBrowser, NotPainted, PainterBusy
from chipcensus.export.bundle import plotly_file
from chipcensus.export.easel import Easel, Gone
from chipcensus.settings import read_settings

COMMAND = (sys.executable, "-m", "chipcensus.export.painting")
FORMS = ("png", "svg")
LOOK_SECONDS = 0.1


def never() -> bool:
    """Whether a picture is wanted no more: it always is."""
    return False


class Paints(Protocol):
    """What draws pictures on the server: a Painter, or what stands for one."""

    def paint(
        self,
        figure: dict[str, Any],
        form: str,
        *,
        width: int,
        height: int,
        scale: float = 1,
        given_up: Callable[[], bool] = never,
    ) -> bytes:
        """A Plotly figure as "png" or "svg"; see Painter.paint."""


class Painter:
    """Draws one picture after the other; safe to share between threads.

    The browser is started by the first picture, ended with this process, and started anew after
    one that hung.
    """

    def __init__(
        self,
        *,
        seconds: float = 20.0,
        queue: int = 20,
        bundle: Path | None = None,
        command: tuple[str, ...] = COMMAND,
    ) -> None:
        """Start nothing yet.

        Args:
            seconds: the longest one picture may take, and may wait before that.
            queue: how many may wait.
            bundle: plotly.js; None = the one that draws on the screen.
            command: what draws; gets the bundle's path.
        """
        self._seconds = seconds
        self._queue = queue
        self._command = (*command, str(bundle or plotly_file()))
        self._waiting = 0
        self._count = threading.Lock()
        self._brush = threading.Lock()
        self._easel: Easel | None = None
        atexit.register(self.close)

    def paint(
        self,
        figure: dict[str, Any],
        form: str,
        *,
        width: int,
        height: int,
        scale: float = 1,
        given_up: Callable[[], bool] = never,
    ) -> bytes:
        """A Plotly figure as "png" or "svg".

        Args:
            figure: with its template.
            form: see FORMS.
            width: in pixels, as `height`.
            height: see `width`.
            scale: by which all of it is magnified.
            given_up: asked while the picture waits: whether nobody wants it any more. What it
                raises ends the waiting too.

        Raises:
            NoBrowser: there is none on this machine.
            NotPainted: it took too long, was given up, or the browser could not draw it.
            PainterBusy: too many wait already.
        """
        if form not in FORMS:
            raise ValueError(form)
        opts = {"format": form, "width": width, "height": height, "scale": scale}
        request = json.dumps({"figure": figure, "opts": opts}).encode() + b"\n"
        with self._turn(given_up):
            return self._painted(request)

    @property
    def waiting(self) -> int:
        """How many pictures are drawn or wait for it."""
        return self._waiting

    def close(self) -> None:
        """End the browser; the next picture starts another."""
        with self._brush:
            self._leave()

    @contextmanager
    def _turn(self, given_up: Callable[[], bool]) -> Iterator[None]:
        """While no other picture is drawn."""
        with self._counted():
            end = time.monotonic() + self._seconds
            while not self._brush.acquire(timeout=LOOK_SECONDS):
                if given_up():
                    raise NotPainted("The picture was given up.")
                if time.monotonic() > end:
                    raise PainterBusy(f"The picture waited for {self._seconds:g} seconds.")
        try:
            yield
        finally:
            self._brush.release()

    @contextmanager
    def _counted(self) -> Iterator[None]:
        """One of those that wait."""
        with self._count:
            if self._waiting > self._queue:  # the one whose turn it is waits for nobody
                raise PainterBusy(f"{self._queue} pictures wait already; try again in a minute.")
            self._waiting += 1
        try:
            yield
        finally:
            with self._count:
                self._waiting -= 1

    def _painted(self, request: bytes) -> bytes:
        """Draw; a browser that had gone meanwhile is replaced once."""
        for is_last in (False, True):
            try:
                if self._easel is None:
                    self._easel = Easel(self._command)
                return self._easel.paint(request, self._seconds)
            except Gone:
                self._leave()
                if is_last:
                    raise NotPainted("The browser that draws pictures ended twice.") from None
            except (NoBrowser, TimeoutError) as error:
                self._leave()
                if isinstance(error, NoBrowser):
                    raise
                raise NotPainted(f"The picture took longer than {error} seconds.") from None
        raise AssertionError

    def _leave(self) -> None:
        if self._easel is not None:
            self._easel.end()
            self._easel = None


@cache
def shared_painter() -> Painter:
    """The one of this process."""
    settings = read_settings()
    return Painter(seconds=settings.picture_seconds, queue=settings.picture_queue)
