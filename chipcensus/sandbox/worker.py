"""The process that runs readers' own statements, one at a time.

Started by process.py as `python -m chipcensus.sandbox.worker`. It is told in lines of JSON: a
statement with its number and limits, or {"cancel": number}. It answers in lines of JSON:
{"begun": true} once the data is open, then {"size", "seconds", "cut"} with as many bytes of an
Arrow stream after it, {"refused", ...} or {"stopped"}. It ends with the server.
"""

from __future__ import annotations

import json
import os
import queue
import re
import sys
import threading
import time
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

import duckdb
import pyarrow as pa

from chipcensus.sandbox.confine import allow, confine
from chipcensus.sandbox.opened import Opened, Refused
from chipcensus.sandbox.taking import BATCH, TooManyBytes, apart, packed, within

LONGEST_TOLD = 2_000
# After one of these DuckDB answers nothing more.
FATAL = (duckdb.FatalException, duckdb.InternalException)
CARET = re.compile(r"\n+LINE \d+:.*", re.DOTALL)
LINE = re.compile(r"\n\nLINE (\d+): ([^\n]*)\n( *)\^")

Told = dict[str, Any]


class Stopped(Exception):
    """The statement was given up before it was run; or for a reason of who runs it."""


class Work:
    """What is being run, and why it was interrupted."""

    def __init__(self) -> None:
        self._running: Statement | None = None
        self._number = 0
        self._stopped: dict[int, str] = {}
        self._lock = threading.Lock()

    def begin(self, number: int, running: Statement) -> None:
        """From now on `running` is what is interrupted. Raises Stopped."""
        with self._lock:
            self._number, self._running = number, running
        if self.reason:
            raise Stopped

    def stop(self, number: int, reason: str) -> None:
        """Interrupt a statement; of one that is done there is nothing left to stop."""
        with self._lock:
            if number < self._number or number in self._stopped:
                return
            self._stopped[number] = reason
            if number == self._number and self._running is not None:
                self._running.interrupt()

    @property
    def reason(self) -> str:
        """Why the one that runs was interrupted, empty where it was not."""
        return self._stopped.get(self._number, "")

    def end(self) -> None:
        """Nothing is run any more."""
        with self._lock:
            self._running = None
            self._number += 1
            self._stopped = {n: why for n, why in self._stopped.items() if n >= self._number}


class Statement(Protocol):
    """Runs a statement on what was opened before; its time counts from then on."""

    def interrupt(self) -> None:
        """Give up what runs."""

    def close(self) -> None:
        """Let go of what it holds."""

    def taken(self, asked: Told) -> tuple[pa.Table, bool]:
        """The rows up to the limits, and whether there are more."""


# Makes ready to run what is asked on a cursor of the data; raises what a worker answers.
Prepare = Callable[[duckdb.DuckDBPyConnection, Told], Statement]


class Local:
    """A statement that DuckDB runs in this process."""

    def __init__(self, cursor: duckdb.DuckDBPyConnection, _asked: Told) -> None:
        self.cursor = cursor
        self.interrupt, self.close = cursor.interrupt, cursor.close

    def taken(self, asked: Told) -> tuple[pa.Table, bool]:
        """The rows up to the limit, and whether there are more."""
        reader = self.cursor.sql(asked["sql"]).to_arrow_reader(min(BATCH, asked["rows"] + 1))
        try:
            batches, is_cut = within(reader, asked["rows"], asked["bytes"])
            return pa.Table.from_batches(batches, reader.schema), is_cut
        finally:
            reader.close()


def main(prepare: Prepare = Local) -> None:
    """Run what is asked for until the server has gone."""
    confine()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not stand between the replies
    asked: queue.Queue[Told] = queue.Queue()
    work, opened = Work(), Opened()
    threading.Thread(target=_listen, args=(asked, work), daemon=True).start()
    _reply(replies, {"ready": True})
    while True:
        _serve(asked.get(), opened, work, replies, prepare)


def _listen(asked: queue.Queue[Told], work: Work) -> None:
    """Take statements and cancellations; the end of the server ends all."""
    for line in sys.stdin.buffer:
        told = json.loads(line)
        if "cancel" in told:
            work.stop(told["cancel"], "cancelled")
        else:
            asked.put(told)
    os._exit(0)


def _serve(asked: Told, opened: Opened, work: Work, replies: BinaryIO, prepare: Prepare) -> None:
    payload, is_lost = b"", False
    try:
        cursor = opened.cursor(asked["database"], asked["memory_mb"], asked["threads"])
        allow(asked["memory_mb"], asked["bytes"], asked["seconds"], asked["threads"])
        running = prepare(cursor, asked)
        _reply(replies, {"begun": True})
        told, payload = _run(running, lambda: opened.check(cursor, asked["sql"]), asked, work)
    except Refused as refused:
        told = {"stopped": work.reason} if work.reason else refused.reply
    except Stopped as stopped:
        told = {"stopped": work.reason or str(stopped)}
    except TooManyBytes:
        told = {"stopped": "bytes"}
    except (MemoryError, pa.ArrowMemoryError, duckdb.OutOfMemoryException):
        told = {"stopped": work.reason or "memory"}
    except OSError as error:  # Arrow tells so what befalls DuckDB on the way to the last row
        told, is_lost = _on_the_way(str(error), work)
    except Exception as error:  # whatever a statement does to the libraries, the next one is run
        # What is interrupted while it is planned fails in other ways too.
        told = {"stopped": work.reason} if work.reason else _invalid(error)
        is_lost = isinstance(error, FATAL)
    work.end()
    _reply(replies, told, payload)
    if is_lost:
        os._exit(1)


def _run(
    running: Statement, check: Callable[[], None], asked: Told, work: Work
) -> tuple[Told, bytes]:
    began = time.monotonic()
    timer = threading.Timer(asked["seconds"], work.stop, (asked["number"], "time"))
    timer.daemon = True
    timer.start()
    try:
        work.begin(asked["number"], running)
        check()
        table, is_cut = running.taken(asked)
        payload = packed(table.rename_columns(apart(table.column_names)))
    finally:
        timer.cancel()
        running.close()
    seconds = time.monotonic() - began
    return {"size": len(payload), "seconds": seconds, "cut": is_cut}, payload


def _on_the_way(text: str, work: Work) -> tuple[Told, bool]:
    """What DuckDB says by way of Arrow, and whether the worker is of no use any more."""
    if work.reason or text.startswith("Out of Memory"):
        return {"stopped": work.reason or "memory"}, False
    if text.startswith(("FATAL", "INTERNAL", "IO")):
        return {"refused": "unreadable", "told": {}}, not text.startswith("IO")
    said = text.partition("\n")[0].strip()[:LONGEST_TOLD]
    return {"refused": "invalid", "told": {"found": said}}, False


def _invalid(error: Exception) -> Told:
    """What DuckDB says of a statement it does not take, without a word on the machine."""
    if not isinstance(error, duckdb.Error) or isinstance(error, (duckdb.IOException, *FATAL)):
        return {"refused": "unreadable", "told": {}}
    text = CARET.sub("", str(error)).strip()[:LONGEST_TOLD]
    reason = "syntax" if isinstance(error, duckdb.ParserException) else "invalid"
    return {"refused": reason, "line": _line(str(error)), "told": {"found": text}}


def _line(text: str) -> tuple[int, int] | None:
    """Line and column from 1, where DuckDB shows them below its message."""
    found = LINE.search(text)
    if found is None:
        return None
    head = len(f"LINE {found[1]}: ")
    return int(found[1]), len(found[3]) - head + 1


def _reply(replies: BinaryIO, told: Told, payload: bytes = b"") -> None:
    replies.write(json.dumps(told).encode() + b"\n" + payload)
    replies.flush()


if __name__ == "__main__":
    main()
