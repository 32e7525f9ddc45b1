"""A reader's own statement, answered by an engine."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from typing import TypeVar

import pyarrow as pa
from sqlglot import ErrorLevel, exp

from chipcensus.engine.spark.carry import real_tables
from chipcensus.engine.spark.dialects import Carried
from chipcensus.engine.spark.mend import mended
from chipcensus.engine.spark.reading import Opened, Spark
from chipcensus.engine.spark.session import ERRORS, SMALL, told
from chipcensus.store import Published

Taken = TypeVar("Taken")
# Spark fills in what stands between ${ and }, from its own environment too, wherever it is told to.
TEMPLATE = "${"


def spelled(tree: exp.Expr) -> tuple[str, frozenset[str]]:
    """A reader's statement in Spark's SQL, and the tables it reads; `tree` is changed.

    Raises:
        sqlglot.UnsupportedError, ValueError: it cannot be carried over.
    """
    for series in list(tree.find_all(exp.Table)):
        if isinstance(series.this, exp.GenerateSeries):
            series.replace(_series(series))
    tables = frozenset(table.name.lower() for table in real_tables(tree))
    for table in list(tree.find_all(exp.Table)):
        table.set("db", None)
    for literal in list(tree.find_all(exp.Literal)):
        if literal.is_string and TEMPLATE in literal.name:
            literal.replace(_in_pieces(literal.name))
    # A reader may call a column as it pleases, in Chinese too: every name stands in quotes.
    text = mended(tree).sql(
        dialect=Carried, identify=True, comments=False, unsupported_level=ErrorLevel.RAISE
    )
    return text, tables


def _series(table: exp.Table) -> exp.Subquery:
    """`range(5) AS t(n)` as rows of a subquery: engines differ in what they take in FROM."""
    alias = table.args.get("alias")
    columns = alias.columns if alias else []
    is_open = table.this.args.get("is_end_exclusive")
    name = columns[0].name if columns else "range" if is_open else "generate_series"
    rows = exp.Select(expressions=[exp.alias_(exp.Explode(this=table.this.copy()), name)])
    return exp.Subquery(
        this=rows, alias=exp.TableAlias(this=exp.to_identifier(table.alias or name))
    )


def _in_pieces(text: str) -> exp.Expr:
    """A text in whose spelling nothing can be taken for a template."""
    first, *others = text.split(TEMPLATE)
    pieces = [first + TEMPLATE[0], *(f"{TEMPLATE[1]}{one}{TEMPLATE[0]}" for one in others[:-1])]
    pieces.append(f"{TEMPLATE[1]}{others[-1]}")
    return exp.Concat(expressions=[exp.Literal.string(one) for one in pieces])


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
                if opened.session.is_whole():
                    raise told(error) from error
                raise

        return self._tried(generation, ask)
