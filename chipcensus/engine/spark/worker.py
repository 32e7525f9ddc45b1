"""The process that runs readers' own statements where an engine has the data.

Started (engine/worker.py) in the place of sandbox/worker.py, and that is what it is: a visit's
own data is asked here as ever. A statement on published data is read here, where it can harm
nothing, seen by both guards and carried over; the engine answers it.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import duckdb
import pyarrow as pa
import sqlglot
from sqlglot import exp

from chipcensus.engine.spark.dialects import House
from chipcensus.engine.spark.guard import slip_of
from chipcensus.engine.spark.own import Own, spelled
from chipcensus.errors import EngineFailed, EngineUnreachable
from chipcensus.question import Catalogue
from chipcensus.sandbox.opened import Refused
from chipcensus.sandbox.taking import within
from chipcensus.sandbox.told import AWAY
from chipcensus.sandbox.worker import Local, Statement, Stopped, Told, main
from chipcensus.settings import Settings, read_settings
from chipcensus.store import Manifest, Published

LONGEST_TOLD = 500
BEHIND_SECONDS = 2.0
AGAIN_SECONDS = 0.5
# A name as Sail tells it.
NAMED = re.compile(r'ObjectName\(\[Identifier\(("[^"]*")\)\]\)')
# What an engine says of a statement may name files and machines.
TELLING = ("file:", "s3:", "s3a:", "://", "/")


class Engines:
    """What this process has connected to: one engine, as long as it is asked."""

    def __init__(self) -> None:
        self._spark: Own | None = None
        self._settings: Settings | None = None
        self._published: Published | None = None

    def spark(self, remote: Told) -> Own:
        """The engine of a statement."""
        settings = read_settings(
            {
                "CHIPCENSUS_ENGINE": remote["engine"],
                "CHIPCENSUS_PUBLICATION": remote["publication"],
            }
        )
        if self._spark is None or settings != self._settings:
            self._spark, self._settings = Own(Catalogue(), settings), settings
        return self._spark

    def published(self, remote: Told, cursor: duckdb.DuckDBPyConnection) -> Published:
        """The generation of a statement, as far as an engine needs it."""
        path = Path(remote["manifest"])
        if self._published is None or self._published.path != path:
            manifest = Manifest.read(path.read_bytes())
            self._published = Published(manifest.id, manifest.file, cursor, path, manifest=manifest)
        return self._published


class Remote:
    """A statement that an engine answers."""

    def __init__(self, engines: Engines, cursor: duckdb.DuckDBPyConnection, asked: Told) -> None:
        """Connect, so that the statement's time is its own. Raises Refused."""
        self.cursor, self.tag = cursor, uuid4().hex
        self.is_given_up, self._over = False, threading.Event()
        try:
            self.spark = engines.spark(asked["remote"])
            self.published = engines.published(asked["remote"], cursor)
            self.spark.connect(self.published)
        except (EngineUnreachable, EngineFailed, OSError):
            raise Stopped(AWAY) from None

    def interrupt(self) -> None:
        """Give it up, here and on the engine; who asks for that does not wait."""
        self.is_given_up = True
        self.cursor.interrupt()
        threading.Thread(target=self._stop, daemon=True).start()

    def close(self) -> None:
        """Let go of the cursor; the session stays for the next one."""
        self._over.set()
        self.cursor.close()

    def _stop(self) -> None:
        """Until it is over: the engine may hear of the statement only after it was told to stop."""
        while not self._over.is_set():
            self.spark.stop(self.published, self.tag)
            self._over.wait(AGAIN_SECONDS)

    def taken(self, asked: Told) -> tuple[pa.Table, bool]:
        """The rows up to the limits, and whether there are more.

        Raises:
            Refused, TooManyBytes, QueryTimedOut.
        """
        names = {table.name.lower() for table in self.published.manifest.tables}
        tree = _read(asked["sql"])
        slip = slip_of(tree, names)
        if slip:
            raise Refused(slip.reason, slip.at, found=slip.found)

        def cut(found: Iterator[pa.Table]) -> tuple[pa.Table, bool]:
            tables, is_cut = within(found, asked["rows"], asked["bytes"])
            return pa.concat_tables(tables), is_cut

        # It is stopped from here (`interrupt`); the engine's own limit is behind that.
        most = asked["rows"] + 1, asked["seconds"] + BEHIND_SECONDS
        if self.is_given_up:
            raise Stopped
        try:
            return self.spark.run(self.published, _carried(tree), most, self.tag, cut)
        except EngineUnreachable:
            raise Stopped(AWAY) from None
        except EngineFailed as error:
            raise _said(error) from None


def _read(sql: str) -> exp.Expr:
    """The tree of a statement. Raises Refused."""
    try:
        found = [one for one in sqlglot.parse(sql, read=House) if one is not None]
    except RecursionError:
        raise Refused("deep") from None
    except Exception:  # a reader's text: whatever it does to the library, it is not carried over
        raise Refused("uncarried_form") from None
    if len(found) != 1:
        raise Refused("several", found=len(found))
    return found[0]


def _carried(tree: exp.Expr) -> tuple[str, frozenset[str]]:
    """A statement in Spark's SQL, and the tables it reads. Raises Refused."""
    try:
        return spelled(tree)
    except RecursionError:
        raise Refused("deep") from None
    except Exception:  # as above
        raise Refused("uncarried_form") from None


def _said(error: EngineFailed) -> Refused:
    """What the engine says of a statement, without a word on its machine."""
    text = NAMED.sub(r"\1", str(error).partition(": ")[2].partition(" SQLSTATE")[0])
    text = text[:LONGEST_TOLD]
    if not text or any(sign in text for sign in TELLING):
        return Refused("unreadable")
    return Refused("invalid", found=text)


def _prepared(engines: Engines, cursor: duckdb.DuckDBPyConnection, asked: Told) -> Statement:
    if asked.get("remote") is None:
        return Local(cursor, asked)
    return Remote(engines, cursor, asked)


def serve() -> None:
    """Run what is asked for until the server has gone."""
    engines = Engines()
    main(lambda cursor, asked: _prepared(engines, cursor, asked))
