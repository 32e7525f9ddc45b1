"""Every source: who published it and when, how much rests on it, and which figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import (
    Cell,
    amount,
    column,
    day,
    lead,
    leads,
    long_table,
    nothing,
    text,
)
from chipcensus.charts.names import title_of
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

COLUMNS = ("title", "publisher", "published_on", "kind", "rows", "figures")
NUMERIC = {"published_on", "rows"}
LISTED_FIGURES = 3


def draw(result: Result, words: Words) -> Drawing:
    """A source a line, the newest first."""
    if not result.rows:
        return nothing(words("missing.meta.directory"))
    heads = [column(words(f"column.{name}"), numeric=name in NUMERIC) for name in COLUMNS]
    ways = {name: _way(result, name, words) for name in result.figures}
    rows = [
        {"cells": _cells(row, ways, words), "group": words.code("kind", row["kind"])}
        for row in result.rows
    ]
    finding = words(
        "finding.meta.directory",
        count=len(rows),
        publishers=len({row["publisher"] for row in result.rows}),
        undated=sum(row["published_on"] is None for row in result.rows),
        used=sum(bool(row["figures"]) for row in result.rows),
    )
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        (words("note.meta.directory"),),
        listing=long_table(heads, rows, words("column.kind")),
    )


def _way(result: Result, name: str, words: Words) -> dict[str, Any]:
    shown = result.figures[name]
    return lead(title_of(name, shown.params, words), shown.page, name)


def _cells(row: Row, ways: Mapping[str, dict[str, Any]], words: Words) -> list[Cell]:
    known = [ways[name] for name in row["figures"] if name in ways]
    return [
        text(row["title"], url=row["url"]),
        text(words.code("publisher", row["publisher"])),
        day(row["published_on"], "day"),
        text(words.code("kind", row["kind"])),
        amount(row["rows"], "number", words, digits=9),
        leads(known[:LISTED_FIGURES], max(0, len(known) - LISTED_FIGURES)),
    ]
