"""What other sources say of one claim, row by row of its question's answer."""

from __future__ import annotations

from chipcensus.charts.claims import said
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, cited, column, nothing, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

COLUMNS = ("part", "others_say", "period", "source_ids")


def draw(result: Result, words: Words) -> Drawing:
    """A row for each part of the claim, and for figures of another period."""
    if not result.rows:
        return nothing(words("missing.claims.evidence"))
    heads = [column(words(f"label.claims.{name}"), sortable=False) for name in COLUMNS]
    rows = [{"cells": _cells(result, row, words)} for row in result.rows]
    known = [text_ for row in result.rows if (text_ := said.value(row, words))]
    finding = words("finding.claims.evidence", values=words.list(known) or words("word.unknown"))
    return Drawing(None, finding, words("alt.table", finding=finding), listing=table(heads, rows))


def _cells(result: Result, row: Row, words: Words) -> list[Cell]:
    asked = (row["missing"] or []) + (row["own"] or [])
    return [
        text(said.part(row, words) or row["claimed_as"], note=said.inputs(asked, words)),
        text(said.value(row, words), note=said.interval(row, words)),
        text(said.span(row["period_start"], row["period_end"], words)),
        cited(result, row["source_ids"] or [], words),
    ]
