"""What companies announced ahead of a result: never like a result."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from chipcensus.charts.drawing import NO_BAR
from chipcensus.charts.theme import company_colour
from chipcensus.result import Row
from chipcensus.units import Scale


def apart(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """Results, and ranges announced of periods without one."""
    results = [row for row in rows if not row.get("is_guidance")]
    return results, [row for row in rows if row.get("is_guidance")]


def announced(
    rows: Sequence[Row], last: Row | None, column: str, size: Scale, hover: Callable[[Row], str]
) -> dict[str, Any]:
    """Hollow marks at the middle of each range with its ends, dashed from the `last` result."""
    drawn = [last, *rows] if last else list(rows)
    colour = company_colour(rows[0]["company_id"])
    ends = {
        name: [size(abs(row[end] - row[column])) if row in rows else NO_BAR for row in drawn]
        for name, end in (("array", "range_high"), ("arrayminus", "range_low"))
    }
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [row["period_end"].isoformat() for row in drawn],
        "y": [size(row[column]) for row in drawn],
        "customdata": [row["row_ids"] for row in drawn],
        "line": {"color": colour, "width": 1.5, "dash": "dash"},
        "marker": {
            "color": colour,
            "size": [9 if row in rows else 0 for row in drawn],
            "symbol": "circle-open-dot",
        },
        "error_y": {"type": "data", "symmetric": False, "color": colour, **ends},
        "hovertemplate": [hover(row) for row in drawn],
        "showlegend": False,
    }
