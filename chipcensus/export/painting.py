"""The process that draws pictures: a browser behind Kaleido, told what to draw line by line.

Started by export/easel.py as `python -m chipcensus.export.painting BUNDLE`. Its own
process: one that hangs can be ended, and it is less urgent than a reader's page.

A request is a line of JSON, `{"figure", "opts"}`; a reply a line of JSON, `{"size"}` with as many
bytes after it, or `{"error", "text"}`. The first reply says `{"browser", "folder"}`: the browser's
process, and where it writes.
"""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import kaleido
from choreographer.errors import BrowserFailedError, ChromeNotFoundError

# Added to the server's own: a reader's page comes first.
PATIENCE = 10
IDLE_SECONDS = 600
TABS = 2


class _Browser(kaleido.Kaleido):  # type: ignore[misc] # it publishes no types
    """A tab is made ready again after its picture has been handed over, not before."""

    async def _return_kaleido_tab(self, tab: Any) -> None:
        task = asyncio.create_task(super()._return_kaleido_tab(tab))
        self._main_render_coroutines.add(task)
        task.add_done_callback(self._main_render_coroutines.discard)


def main() -> None:
    """Draw what is asked for until nothing is asked any more."""
    os.nice(PATIENCE)
    # What libraries print must not stand between the replies.
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    folder = tempfile.mkdtemp(prefix="chipcensus-pictures-")
    tempfile.tempdir = os.environ["TMPDIR"] = folder
    try:
        asyncio.run(_serve(sys.stdin.buffer, replies, Path(sys.argv[1]), folder))
    except ChromeNotFoundError as error:
        _refuse(replies, "NoBrowser", str(error))
    except BrowserFailedError as error:
        _refuse(replies, "BrowserFailed", str(error))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)  # a thread may still wait for a request


async def _serve(requests: BinaryIO, replies: BinaryIO, bundle: Path, folder: str) -> None:
    page = kaleido.PageGenerator(plotly=bundle.as_uri(), mathjax=False)
    async with _Browser(n=TABS, timeout=None, page_generator=page) as browser:
        _reply(replies, {"browser": browser.subprocess.pid, "folder": folder})
        while line := await _next(requests):
            await _draw(browser, json.loads(line), replies)


async def _next(requests: BinaryIO) -> bytes:
    """The next request; nothing once the server has gone, or has asked for nothing for long."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(requests.readline), IDLE_SECONDS)
    except TimeoutError:
        return b""


async def _draw(browser: _Browser, asked: dict[str, Any], replies: BinaryIO) -> None:
    try:
        drawn: bytes = await browser.calc_fig(asked["figure"], opts=asked["opts"])
    except Exception as error:  # whatever a figure does to the browser, the next one is drawn
        _refuse(replies, "NotPainted", f"{type(error).__name__}: {error}")
        return
    _reply(replies, {"size": len(drawn)}, drawn)


def _refuse(replies: BinaryIO, error: str, text: str) -> None:
    _reply(replies, {"error": error, "text": text[:500]})


def _reply(replies: BinaryIO, told: dict[str, Any], content: bytes = b"") -> None:
    replies.write(json.dumps(told).encode() + b"\n" + content)
    replies.flush()


if __name__ == "__main__":
    main()
