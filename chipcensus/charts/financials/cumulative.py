"""The running total of what companies earn, lose or spend."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.financials.absent import OF_A_DAY, RATIOS, absent
from chipcensus.charts.financials.panels import panels_of, units_of
from chipcensus.charts.financials.said import alt, mark_notes, panel_notes, sum_finding, sum_hover
from chipcensus.charts.lines import Plot, by_company, figure
from chipcensus.charts.periods import STEP, ticks
from chipcensus.charts.theme import LOSS, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale


def draw(result: Result, words: Words) -> Drawing:
    """The sum of a flow since the first year known, by company."""
    if not result.rows:
        if result.params.get("metric") in {*RATIOS, *OF_A_DAY}:
            return absent(result, words, "cumulative_kind", "metric")
        return absent(result, words, "cumulative")
    panels = panels_of(result.rows, "total", "number", words)
    plot = Plot("total", lambda row: sum_hover(result, row, words), panels, STEP["year"])
    drawn, height = figure(plot, words, ticks(result.rows, "year", words))
    if len(by_company(result.rows)) == 1:
        drawn["data"][:0] = [
            _area(panel.size, run, sign)
            for panel in panels
            for run in _runs(panel.rows)
            for sign in (-1, 1)
        ]
    finding = sum_finding(result, words)
    notes = (
        *mark_notes(result.rows, words, "mark"),
        words("note.financials.sums"),
        *panel_notes(panels, words),
    )
    said = alt("total", panels, words, finding)
    return Drawing(drawn, finding, said, notes, units_of(panels, words), height, time="day")


def _runs(rows: Sequence[Row]) -> list[list[Row]]:
    """Sums that start on the same day: a gap starts a new one."""
    return [
        [row for row in rows if row["since"] == since]
        for since in dict.fromkeys(row["since"] for row in rows)
    ]


def _area(size: Scale, rows: Sequence[Row], sign: int) -> dict[str, Any]:
    """The part of the sum below or above zero; a crossing is a point of both."""
    points = [(row["period_end"], size(row["total"]) or 0) for row in rows]
    crossings = [
        (a + (b - a) * (u / (u - v)), 0.0) for (a, u), (b, v) in pairwise(points) if u * v < 0
    ]
    shown = sorted([(day, value if value * sign > 0 else 0.0) for day, value in points] + crossings)
    colour = LOSS if sign < 0 else company_colour(rows[0]["company_id"])
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [day.isoformat() for day, _ in shown],
        "y": [value for _, value in shown],
        "line": {"width": 0},
        "fill": "tozeroy",
        "fillcolor": f"{colour}40",
        "hoverinfo": "skip",
        "showlegend": False,
    }
