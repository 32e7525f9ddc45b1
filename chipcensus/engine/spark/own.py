"""A reader's own statement, answered by an engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from typing import TypeVar

import pyarrow as pa

from chipcensus.engine.spark.reading import Opened, Spark
from chipcensus.engine.spark.session import ERRORS, SMALL, told
from chipcensus.store import Published

Taken = TypeVar("Taken")


class Own(Spark):
    """As `Spark`, for statements whose mistakes are their readers'."""

    def connect(self, generation: Published) -> None:
        """Have a session for a generation. Raises EngineUnreachable, EngineFailed."""
        self._tried(generation, lambda opened: opened.session.need([SMALL]))

    def run(
        self,
        generation: Published,
        statement: tuple[str, Collection[str]],
        most: tuple[int, float],
        tag: str,
        take: Callable[[Iterator[pa.Table]], Taken],
    ) -> Taken:
        """What `take` makes of the answer, table by table; it need not take all.

        Args:
            generation: whose tables are read.
            statement: in Spark's SQL, found harmless; and the tables it reads.
            most: rows and seconds.
            tag: by which `stop` stops it.
            take: may raise what it likes.

        Raises:
            QueryTimedOut, EngineUnreachable, EngineFailed.
        """
        sql, tables = statement

        def ask(opened: Opened) -> Taken:
            opened.session.need((*tables, SMALL))
            try:
                with closing(opened.session.first_rows(sql, *most, tag)) as found:
                    return take(found)
            except ERRORS as error:
                # It is asked again only where the session was lost: else the statement is wrong.
                if opened.session.is_good():
                    raise told(error) from error
                raise

        return self._tried(generation, ask)
