"""Imported rows held against the schema's rules before they are taken in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from chipcensus.errors import Problem
from chipcensus.publish.imports import Import
from chipcensus.publish.own_rows import stage_imports
from chipcensus.publish.rules import broken_rules
from chipcensus.publish.stage import stage
from chipcensus.settings import Settings


@dataclass(frozen=True)
class Misfit:
    """A row of a file that breaks a rule: the file's number, its table and row, and the problem."""

    number: int
    table: str
    row: int
    problem: Problem


def misfits(settings: Settings, beside: Sequence[Import], one: Import) -> tuple[list[Misfit], int]:
    """Rows of `one` that break the schema beside data/ and other imports, and rows told already.

    What is wrong elsewhere is not told here.
    """
    with duckdb.connect() as connection:
        connection.execute((settings.data / "schema.sql").read_text(encoding="utf-8"))
        stage(connection, settings.data)
        staged = stage_imports(connection, [*beside, one])
        found = []
        for problem in broken_rules(connection):
            part = staged.part_of(problem.row or 0)
            if part and part.import_id == one.id and part.number:
                told = staged.told(problem)
                table = problem.file.removesuffix(".csv")
                found.append(Misfit(part.number, table, told.row or 0, told))
    return found, staged.repeats_of(one.id)
