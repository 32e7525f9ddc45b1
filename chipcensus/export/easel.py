"""The process that draws (painting.py), and how it is started, spoken to and ended."""

from __future__ import annotations

import json
import os
import select
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from typing import Any

from chipcensus.errors import ChipCensusError, NoBrowser, NotPainted
from chipcensus.settings import ROOT

# Of a browser on a busy machine, before its first picture.
START_SECONDS = 60.0
REMEDY = (
    "Pictures are drawn by Chrome or Chromium, and none was found on the server. Install it "
    "(Debian, Ubuntu: apt-get install chromium; elsewhere: plotly_get_chrome), or name its program "
    "in BROWSER_PATH. PNG and SVG can be saved from a figure's own menu without it."
)


class Gone(ChipCensusError):
    """The process that draws has ended."""


class Easel:
    """The process that draws, see painting.py, and how it is spoken to."""

    def __init__(self, command: tuple[str, ...]) -> None:
        """Start it and wait for its browser. Raises NoBrowser, TimeoutError or Gone."""
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C in the terminal is for the server
            env={**os.environ, "PYTHONPATH": _path()},
        )
        self._left = b""
        self._started: dict[str, Any] = {}
        try:
            self._started = self._reply(START_SECONDS)
        except BaseException:
            self.end()
            raise

    def paint(self, request: bytes, seconds: float) -> bytes:
        """Send a request and read the picture. Raises TimeoutError, NotPainted or Gone."""
        assert self._process.stdin  # noqa: S101 - a pipe
        try:
            self._process.stdin.write(request)
            self._process.stdin.flush()
        except OSError:
            raise Gone from None
        end = time.monotonic() + seconds
        size = self._reply(seconds)["size"]
        while len(self._left) < size:
            self._read(end, seconds)
        drawn, self._left = self._left[:size], self._left[size:]
        return drawn

    def end(self) -> None:
        """End it, and the browser, which has a process group of its own."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        try:
            self._process.wait(1)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        if self._started and self._process.returncode:
            self._clear()

    def _clear(self) -> None:
        """What it would have cleared itself, had it not been killed."""
        with suppress(OSError):
            os.killpg(self._started["browser"], signal.SIGKILL)
        shutil.rmtree(self._started["folder"], ignore_errors=True)

    def _reply(self, seconds: float) -> dict[str, Any]:
        end = time.monotonic() + seconds
        while b"\n" not in self._left:
            self._read(end, seconds)
        line, _, self._left = self._left.partition(b"\n")
        told: dict[str, Any] = json.loads(line)
        if told.get("error") == "NoBrowser":
            raise NoBrowser(REMEDY)
        if "error" in told:
            raise NotPainted(f"The picture could not be drawn: {told['text']}")
        return told

    def _read(self, end: float, seconds: float) -> None:
        assert self._process.stdout  # noqa: S101 - a pipe
        pipe = self._process.stdout.fileno()
        ready, _, _ = select.select([pipe], [], [], max(0.0, end - time.monotonic()))
        if not ready:
            raise TimeoutError(f"{seconds:g}")
        some = os.read(pipe, 1 << 20)
        if not some:
            raise Gone
        self._left += some


def _path() -> str:
    """Where the process finds this package, as this one did."""
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
