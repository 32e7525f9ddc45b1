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
from typing import Any, BinaryIO

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
    """The statement was given up before it was run."""


class Work:
    """What is being run, and why it was interrupted."""

    def __init__(self) -> None:
        self._cursor: duckdb.DuckDBPyConnection | None = None
        self._number = 0
        self._stopped: dict[int, str] = {}
        self._lock = threading.Lock()

    def begin(self, number: int, cursor: duckdb.DuckDBPyConnection) -> None:
        """From now on `cursor` is what is interrupted. Raises Stopped."""
        with self._lock:
            self._number, self._cursor = number, cursor
        if self.reason:
            raise Stopped

    def stop(self, number: int, reason: str) -> None:
        """Interrupt a statement; of one that is done there is nothing left to stop."""
        with self._lock:
            if number < self._number or number in self._stopped:
                return
            self._stopped[number] = reason
            if number == self._number and self._cursor is not None:
                self._cursor.interrupt()

    @property
    def reason(self) -> str:
        """Why the one that runs was interrupted, empty where it was not."""
        return self._stopped.get(self._number, "")

    def end(self) -> None:
        """Nothing is run any more."""
        with self._lock:
            self._cursor = None
            self._number += 1
            self._stopped = {n: why for n, why in self._stopped.items() if n >= self._number}


def main() -> None:
    """Run what is asked for until the server has gone."""
    confine()
    replies = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what libraries print must not stand between the replies
    asked: queue.Queue[Told] = queue.Queue()
    work, opened = Work(), Opened()
    threading.Thread(target=_listen, args=(asked, work), daemon=True).start()
    _reply(replies, {"ready": True})
    while True:
        _serve(asked.get(), opened, work, replies)


def _listen(asked: queue.Queue[Told], work: Work) -> None:
    """Take statements and cancellations; the end of the server ends all."""
    for line in sys.stdin.buffer:
        told = json.loads(line)
        if "cancel" in told:
            work.stop(told["cancel"], "cancelled")
        else:
            asked.put(told)
    os._exit(0)


def _serve(asked: Told, opened: Opened, work: Work, replies: BinaryIO) -> None:
    payload, is_lost = b"", False
    try:
        cursor = opened.cursor(asked["database"], asked["memory_mb"], asked["threads"])
        allow(asked["memory_mb"], asked["bytes"], asked["seconds"], asked["threads"])
        _reply(replies, {"begun": True})
        told, payload = _run(cursor, opened, asked, work)
    except Refused as refused:
        told = refused.reply
    except Stopped:
        told = {"stopped": work.reason}
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
    cursor: duckdb.DuckDBPyConnection, opened: Opened, asked: Told, work: Work
) -> tuple[Told, bytes]:
    began = time.monotonic()
    timer = threading.Timer(asked["seconds"], work.stop, (asked["number"], "time"))
    timer.daemon = True
    timer.start()
    try:
        work.begin(asked["number"], cursor)
        opened.check(cursor, asked["sql"])
        table, is_cut = _taken(cursor, asked)
        payload = packed(table)
    finally:
        timer.cancel()
        cursor.close()
    seconds = time.monotonic() - began
    return {"size": len(payload), "seconds": seconds, "cut": is_cut}, payload


def _taken(cursor: duckdb.DuckDBPyConnection, asked: Told) -> tuple[pa.Table, bool]:
    """The rows up to the limit, and whether there are more."""
    reader = cursor.sql(asked["sql"]).to_arrow_reader(min(BATCH, asked["rows"] + 1))
    try:
        batches, is_cut = within(reader, asked["rows"], asked["bytes"])
        table = pa.Table.from_batches(batches, reader.schema)
    finally:
        reader.close()
    return table.rename_columns(apart(table.column_names)), is_cut


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
