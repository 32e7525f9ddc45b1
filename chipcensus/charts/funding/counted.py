"""What providers count of a year: its axis, the range of their sums, who stands beside whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import year_axis
from chipcensus.i18n import Words
from chipcensus.result import Row
from chipcensus.units import Scale


def years(rows: Sequence[Row], room: float, words: Words) -> dict[str, Any]:
    """An axis with `room` of a year at the right; a phone labels fewer years."""
    found = [row["year"] for row in rows]
    first, last = min(found), max(found)
    axis = {"range": [first - 0.6, last + room], "tick0": last}
    return year_axis(found, words) | axis


def ranges(
    rows: Sequence[Row], at: float, width: float, colour: str, size: Scale
) -> dict[str, Any]:
    """A pale bar a year, from the least to the most that providers count."""
    spans = {row["year"]: row for row in rows if row["range_low"] is not None}.values()
    return {
        "type": "bar",
        "x": [row["year"] + at for row in spans],
        "base": [size(row["range_low"]) for row in spans],
        "y": [(row["range_high"] - row["range_low"]) / size.divisor for row in spans],
        "width": width,
        "marker": {"color": colour, "opacity": 0.3},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def equals(row: Row, rows: Sequence[Row]) -> list[Row]:
    """Rows of the same year that say the same, the row itself among them."""
    return [r for r in rows if (r["year"], r["amount"]) == (row["year"], row["amount"])]


def beside(row: Row, rows: Sequence[Row]) -> int:
    """How many rows that say the same come before it: they stand beside each other."""
    return next(i for i, other in enumerate(equals(row, rows)) if other is row)
