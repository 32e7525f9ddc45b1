"""One session of an engine that speaks Spark Connect: a generation's tables as its views."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

import grpc
import pyarrow as pa

from chipcensus.engine.spark.client import DefaultPolicy, PySparkException, SparkSession
from chipcensus.engine.spark.reach import ensure_reachable
from chipcensus.errors import EngineFailed, QueryTimedOut
from chipcensus.question import Field
from chipcensus.settings import Settings
from chipcensus.store.manifest import Table
from chipcensus.store.publication import Publication, Published

# DuckDB gives NULL, or a number, where ANSI mode would stop; days are those of UTC. What a reader
# types is no template: Spark would fill ${env:...} in, from the engine's own environment.
CONFIG = {
    "spark.sql.ansi.enabled": "false",
    "spark.sql.session.timeZone": "UTC",
    "spark.sql.variable.substitute": "false",
}
# A statement that was stopped and does not end: its session is given up after so long.
GRACE_SECONDS = 2.0
TYPES = {"VARCHAR": "STRING", "INTEGER": "INT", "TIMESTAMP": "TIMESTAMP_NTZ"}
# A table every generation has, of one row.
SMALL = "generation"


class Over(Exception):
    """Raised where a session is asked that was given up."""


# What a client of an engine raises, of whatever kind.
ERRORS = (PySparkException, grpc.RpcError, Over)


class Session:
    """A session, and which tables of its generation it has; safe to share between threads.

    `is_over`: it was given up, and is asked nothing more.
    """

    def __init__(self, settings: Settings, generation: Published) -> None:
        """Connect; tables come as they are asked for. Raises EngineUnreachable."""
        ensure_reachable(settings.engine)
        self.generation, self.is_over = generation, False
        self._place = Publication(settings.publication)
        self._known: set[str] = set()
        self._lock = threading.Lock()
        builder = SparkSession.builder.remote(settings.engine)
        for key, value in CONFIG.items():
            builder = builder.config(key, value)
        self._spark = builder.create()
        # An engine that is gone is soon said to be: the embedded data set answers meanwhile.
        patient = DefaultPolicy(max_retries=3, initial_backoff=50, max_backoff=500)
        self._spark.client.set_retry_policies([patient])

    def need(self, names: Iterable[str]) -> None:
        """Let tables of the generation be known to the engine; others are left to it to refuse."""
        with self._lock:
            for name in sorted(set(names) - self._known):
                table = self.generation.manifest.table(name)
                if table is not None:
                    self._register(table)
                    self._known.add(name)

    def put(self, name: str, rows: pa.Table, columns: Sequence[Field]) -> None:
        """Let rows from here be known to the engine under a name."""
        # Of no rows no schema is taken.
        given = rows if rows.num_rows else []
        schema = None if rows.num_rows else _spelled((c.name, c.type) for c in columns)
        self._spark.createDataFrame(given, schema).createOrReplaceTempView(name)

    def drop(self, name: str) -> None:
        """Forget what was put under a name."""
        with suppress(*ERRORS):
            self._spark.catalog.dropTempView(name)

    def ask(self, sql: str, seconds: float, tag: str = "") -> pa.Table:
        """The answer to a statement in Spark's SQL.

        Args:
            sql: one SELECT.
            seconds: after which it is stopped, here and on the engine.
            tag: by which `stop` finds it.

        Raises:
            QueryTimedOut: it took longer.
        """
        marked = tag or uuid4().hex
        with self._stopped_after(seconds, marked), self._tagged(marked):
            return self._spark.sql(sql).toArrow()

    def first_rows(
        self, sql: str, rows: int, seconds: float, tag: str
    ) -> Generator[pa.Table, None, None]:
        """The first rows of a statement as they come, at least one table; raises as `ask` does."""
        with self._stopped_after(seconds, tag):
            try:
                with self._tagged(tag):
                    found: Any = self._spark.sql(sql).limit(rows)
                    plan = found._plan.to_proto(self._spark.client)
                    for part in self._spark.client.to_table_as_iterator(plan, {}):
                        if isinstance(part, pa.Table):
                            yield part
            except GeneratorExit:  # who took them has enough
                self.stop(tag)
                raise

    def stop(self, tag: str) -> None:
        """Stop what runs under a tag."""
        with suppress(*ERRORS):
            self._spark.interruptTag(tag)

    def close(self) -> None:
        """Let go of it, on the engine too where that can be reached."""
        with suppress(Exception):
            self._spark.client.release_session()
        self._break_off()

    def is_whole(self) -> bool:
        """Whether the engine still has the tables: one that was started again has none."""
        with self._lock:
            known = next(iter(self._known), None)
        try:
            return known is None or bool(self._spark.table(known).columns)
        except ERRORS:
            return False

    def _break_off(self) -> None:
        self.is_over = True
        with suppress(Exception):
            self._spark.client.close()

    @contextmanager
    def _tagged(self, tag: str) -> Iterator[None]:
        self._spark.addTag(tag)
        try:
            yield
        finally:
            self._spark.removeTag(tag)

    @contextmanager
    def _stopped_after(self, seconds: float, tag: str) -> Iterator[None]:
        """Stop a statement that takes longer, at last by hanging up. Raises QueryTimedOut, Over."""
        late = threading.Event()

        def stop() -> None:
            late.set()
            self.stop(tag)

        timers = [
            threading.Timer(seconds, stop),
            threading.Timer(seconds + GRACE_SECONDS, self._break_off),
        ]
        for timer in timers:
            timer.daemon = True
            timer.start()
        try:
            yield
        except Exception as error:
            if late.is_set():
                raise QueryTimedOut(f"The engine took longer than {seconds:g} s.") from None
            if self.is_over:
                raise Over(str(error)) from None
            raise
        finally:
            for timer in timers:
                timer.cancel()

    def _register(self, table: Table) -> None:
        """A table as a view over its files; nothing of them is read."""
        spelled = _spelled((c.name, c.type) for c in table.columns)
        # The files by name: of the folders' names not every engine makes what stands in the files.
        paths = [self._place.uri(file.path) for file in table.files]
        found = self._spark.read.schema(spelled).parquet(*paths)
        ordered = found.select(*(f"`{c.name}`" for c in table.columns))
        ordered.createOrReplaceTempView(table.name)


def _spelled(columns: Iterable[tuple[str, str]]) -> str:
    return ", ".join(f"`{name}` {_type(kind)}" for name, kind in columns)


def _type(kind: str) -> str:
    if kind.endswith("[]"):
        return f"ARRAY<{_type(kind.removesuffix('[]'))}>"
    return TYPES.get(kind, kind)


def told(error: Exception) -> EngineFailed:
    """What an engine said, in a line."""
    text = error.getMessage() if isinstance(error, PySparkException) else str(error)
    first = next(iter((text or "").strip().splitlines()), type(error).__name__)
    return EngineFailed(f"The engine could not answer: {first[:500]}")
