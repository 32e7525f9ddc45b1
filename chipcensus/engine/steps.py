"""The shared steps in queries/views: which a statement needs, and putting them in front."""

from __future__ import annotations

import re
from collections.abc import Collection
from contextlib import closing
from functools import cache

import duckdb

from chipcensus.question import Catalogue, Question

FOLDER = "views/"


def steps_of(sql: str, questions: Catalogue) -> list[Question]:
    """The steps `sql` rests on, directly or through others, each after those it needs itself."""
    found: dict[str, Question] = {}
    for table in sorted(_tables(sql)):
        step = questions.get(f"{FOLDER}{table}")
        if step and step.name not in found:
            found |= {s.name: s for s in steps_of(step.sql, questions)}
            found[step.name] = step
    return list(found.values())


def all_steps(questions: Catalogue) -> list[Question]:
    """Every step, each after those it needs itself."""
    found: dict[str, Question] = {}
    for name, step in questions.items():
        if name.startswith(FOLDER):
            found |= {s.name: s for s in [*steps_of(step.sql, questions), step]}
    return list(found.values())


def resting_on(tables: Collection[str], questions: Catalogue) -> list[Question]:
    """The steps that read one of these tables, directly or through others, in order."""
    changed = set(tables)
    found = []
    for step in all_steps(questions):
        if changed & _tables(step.sql):
            changed.add(table_of(step))
            found.append(step)
    return found


def compose(question: Question, questions: Catalogue) -> str:
    """The question's statement with its steps as common table expressions in front."""
    steps = steps_of(question.sql, questions)
    if not steps:
        return question.sql
    bodies = [f"{table_of(step)} AS (\n{step.sql}\n)" for step in steps]
    head, body = "WITH " + ",\n\n".join(bodies), question.sql
    if body.startswith("WITH "):
        return f"{head},\n\n{body.removeprefix('WITH ')}"
    return f"{head}\n\n{body}"


def table_of(step: Question) -> str:
    """The name a step is used under."""
    return step.name.removeprefix(FOLDER)


@cache
def parsed(sql: str) -> duckdb.Statement:
    """A statement read once: parsing anew costs up to a fifth of an answer."""
    return duckdb.extract_statements(sql)[0]


@cache
def parameters(sql: str) -> frozenset[str]:
    """Names of the parameters a statement binds."""
    return frozenset(parsed(sql).named_parameters)


@cache
def _tables(sql: str) -> frozenset[str]:
    # DuckDB names the tables of a statement only without parameters in it.
    with closing(_reader().cursor()) as cursor:
        return frozenset(cursor.get_table_names(re.sub(r"\$\w+", "NULL", sql)))


@cache
def _reader() -> duckdb.DuckDBPyConnection:
    # Opened once: opening takes longer than reading all statements.
    return duckdb.connect(config={"threads": 1})
