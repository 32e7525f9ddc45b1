"""AI accelerators shipped in China, in all and by vendor."""

from __future__ import annotations

from collections.abc import Sequence

from chipcensus.charts.counting import nothing
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.market.said import value_of, who
from chipcensus.charts.market.vendors import draw as drawn
from chipcensus.charts.market.vendors import newest_of, when
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

KIND = "cards"
LEAST = 130  # pixels of a panel


def draw(result: Result, words: Words) -> Drawing:
    """One panel a forecaster; the total, groups and vendors are lines of their own."""
    if not result.rows:
        return nothing(result, words, "market.shipments")
    notes = (words("note.market.shipments"),)
    return drawn(result, words, KIND, _finding(result.rows, words), notes, LEAST)


def _finding(rows: Sequence[Row], words: Words) -> str:
    newest = newest_of(rows)
    items = [
        words(
            "word.name_value",
            name=words.code("market", row["market"]),
            value=value_of(row, KIND, words),
        )
        for row in newest
    ]
    return words(
        "finding.market.shipped",
        when=when(newest[0], words),
        who=who(newest[0], words),
        items=words.list(items),
    )
