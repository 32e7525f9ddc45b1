"""Statements in DuckDB's SQL as trees: parameters bound in them, and written in Spark's SQL."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

import sqlglot
from sqlglot import ErrorLevel, exp
from sqlglot.optimizer.scope import traverse_scope

from chipcensus.engine.spark.dialects import Carried, House
from chipcensus.engine.spark.mend import mended

# What stands for a type of a question's header.
TYPES = {
    "VARCHAR": exp.DType.TEXT,
    "INTEGER": exp.DType.INT,
    "BIGINT": exp.DType.BIGINT,
    "DOUBLE": exp.DType.DOUBLE,
    "BOOLEAN": exp.DType.BOOLEAN,
    "DATE": exp.DType.DATE,
}


@dataclass(frozen=True)
class Statement:
    """A statement that was read and mended.

    Attributes:
        tree: shared by all who ask: copied before anything is put into it.
        tables: names of the tables it reads, those of its own common table expressions apart.
    """

    tree: exp.Expr
    tables: frozenset[str]


@cache
def statement(sql: str) -> Statement:
    """Read a SELECT in DuckDB's SQL, once. Raises sqlglot.ParseError."""
    tree = mended(sqlglot.parse_one(sql, read=House))
    tables = set()
    for table in real_tables(tree):
        tables.add(table.name.lower())
        # Its name may be put in another's place later, the columns' prefix may not.
        if not table.alias:
            table.set("alias", exp.TableAlias(this=table.this.copy()))
        table.meta["real"] = True
    return Statement(tree, frozenset(tables))


def carried(
    sql: str,
    params: Mapping[str, Any],
    types: Mapping[str, str],
    named: Callable[[str], str] = str,
) -> str:
    """A statement in Spark's SQL.

    Args:
        sql: one SELECT in DuckDB's SQL, with parameters `$name`.
        params: value by parameter, as the engine's DuckDB binds them.
        types: SQL type by parameter, as a question's header tells it.
        named: under which name a table is known to the engine.
    """

    def put(node: exp.Expr) -> exp.Expr:
        if isinstance(node, exp.Placeholder):
            return literal(params.get(node.name), types[node.name])
        if isinstance(node, exp.Table) and node.meta.get("real"):
            node.set("this", exp.to_identifier(named(node.name.lower())))
        return node

    tree = statement(sql).tree.transform(put)
    return tree.sql(dialect=Carried, unsupported_level=ErrorLevel.RAISE)


def literal(value: Any, kind: str) -> exp.Expr:
    """A value as a literal of its type: a piece of the tree, whatever signs it has."""
    if kind.endswith("[]"):
        inner = kind.removesuffix("[]")
        listed = exp.DataType(this=exp.DType.ARRAY, expressions=[_type(inner)], nested=True)
        if value is None:
            return exp.cast(exp.Null(), listed)
        return exp.cast(exp.Array(expressions=[literal(one, inner) for one in value]), listed)
    if value is None:
        return exp.cast(exp.Null(), _type(kind))
    if isinstance(value, bool):
        return exp.Boolean(this=value)
    if isinstance(value, date):
        return exp.cast(exp.Literal.string(value.isoformat()), _type("DATE"))
    if kind == "VARCHAR":
        return exp.Literal.string(str(value))
    return exp.cast(exp.Literal.number(repr(value)), _type(kind))


def _type(kind: str) -> exp.DataType:
    return exp.DataType(this=TYPES[kind])


def real_tables(tree: exp.Expr) -> list[exp.Table]:
    """Tables that are none of the statement's own, by the rules of scopes."""
    found: dict[int, exp.Table] = {}
    for scope in traverse_scope(tree):
        for node, source in scope.selected_sources.values():
            if isinstance(source, exp.Table) and isinstance(node, exp.Table):
                found[id(node)] = node
    return list(found.values())
