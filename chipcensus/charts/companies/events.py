"""What happened to a company, newest first, each happening with who tells it."""

from __future__ import annotations

from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, cited, column, day, nothing, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say


def draw(result: Result, words: Words) -> Drawing:
    """A list of dated happenings."""
    if not result.rows:
        return nothing(words("missing.companies.events"))
    heads = [column(words(f"column.{name}")) for name in ("date", "event_kind")]
    heads += [
        column(words("column.happening")),
        column(words("column.source_ids"), sortable=False),
    ]
    rows = [{"cells": _cells(result, row, words)} for row in result.rows]
    newest = result.rows[0]
    finding = words(
        "finding.companies.events",
        count=len(rows),
        day=day(newest["date"], newest["date_precision"])["text"],
        title=_title(newest, words),
    )
    return Drawing(None, finding, words("alt.table", finding=finding), listing=table(heads, rows))


def _cells(result: Result, row: Row, words: Words) -> list[Cell]:
    return [
        day(row["date"], row["date_precision"]),
        text(words.code("event_kind", row["event_kind"])),
        _happening(row, words),
        cited(result, row["source_ids"], words),
    ]


def _happening(row: Row, words: Words) -> dict[str, Any]:
    notes = []
    if row["amount"] is not None:
        notes.append(say(row["amount"], row["currency"], words.lang))
    if row["tellings"] > 1:
        notes.append(words("label.companies.tellings", count=row["tellings"]))
    return text(_title(row, words), note=" · ".join(notes))


def _title(row: Row, words: Words) -> str:
    title: str = row["title_zh" if words.lang == "zh" else "title_en"]
    return title
