"""Every source that speaks of a company, and how much of the tables rests on it."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, column, nothing, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

COUNTS = ("facts", "statements", "rounds", "happenings")


def draw(result: Result, words: Words) -> Drawing:
    """A source a line, newest first."""
    if not result.rows:
        return nothing(words("missing.companies.sources"))
    heads = [column(words(f"column.{n}")) for n in ("title", "publisher", "published_on", "kind")]
    heads += [column(words(f"column.{name}"), numeric=True) for name in COUNTS]
    rows = [{"cells": _cells(row, words)} for row in result.rows]
    dated = [row["published_on"] for row in result.rows if row["published_on"]]
    finding = words(
        "finding.companies.sources",
        count=len(rows),
        publishers=len({row["publisher"] for row in result.rows}),
        newest=max(dated).isoformat() if dated else words("word.unknown"),
    )
    return Drawing(None, finding, words("alt.table", finding=finding), listing=table(heads, rows))


def _cells(row: Row, words: Words) -> list[Cell]:
    published = row["published_on"] and row["published_on"].isoformat()
    counts = [{"text": str(row[n]) if row[n] else "", "sort": row[n]} for n in COUNTS]
    return [
        text(row["title"], url=row["url"]),
        text(words.code("publisher", row["publisher"])),
        text(published),
        text(words.code("kind", row["kind"])),
        *counts,
    ]
