"""The tables of facts: how long, how new, on how many sources."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, amount, code, column, day, nothing, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

NUMBERS = ("rows", "newest_on", "sources")


def draw(result: Result, words: Words) -> Drawing:
    """A table a line, the longest first."""
    if not result.rows:
        return nothing(words("missing.meta.tables"))
    heads = [column(words("column.table_name"))]
    heads += [column(words(f"column.{name}"), numeric=True) for name in NUMBERS]
    heads += [column(words("column.meaning"), sortable=False)]
    rows = [{"cells": _cells(row, words)} for row in result.rows]
    dated = [row["newest_on"] for row in result.rows if row["newest_on"]]
    finding = words(
        "finding.meta.tables",
        count=len(rows),
        rows=f"{sum(row['rows'] for row in result.rows):,}",
        newest=words.day(max(dated, default=None)),
    )
    notes = (words("note.meta.newest"),)
    alt = words("alt.table", finding=finding)
    return Drawing(None, finding, alt, notes, listing=table(heads, rows) | {"stacks": True})


def _cells(row: Row, words: Words) -> list[Cell]:
    name = row["table_name"]
    return [
        code(name, note=words(f"table.{name}")),
        amount(row["rows"], "number", words, digits=9),
        day(row["newest_on"], "day"),
        amount(row["sources"], "number", words, digits=9),
        text(words.get(f"meaning.table.{name}", row["meaning"] or "")),
    ]
