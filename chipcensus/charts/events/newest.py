"""The newest happenings, one line each."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, cited, column, nothing, table, text
from chipcensus.charts.overlay import title, when
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

COLUMNS = ("happened_on", "event_kind", "happening", "source_ids")


def draw(result: Result, words: Words) -> Drawing:
    """A list of the newest happenings with their companies and sources; there is no chart."""
    if not result.rows:
        return nothing(words("missing.events.newest"))
    heads = [column(words(f"column.{name}"), sortable=False) for name in COLUMNS]
    rows = [{"cells": _cells(result, row, words)} for row in result.rows]
    newest = result.rows[0]
    finding = words("finding.events.newest", day=when(newest), title=title(newest, words))
    return Drawing(None, finding, words("alt.table", finding=finding), listing=table(heads, rows))


def _cells(result: Result, row: Row, words: Words) -> list[Cell]:
    concerned = [{"id": c, "text": words.company(c)} for c in row["company_ids"]]
    return [
        text(when(row)),
        text(words.code("event_kind", row["event_kind"])),
        text(title(row, words), companies=concerned),
        cited(result, row["source_ids"], words),
    ]
