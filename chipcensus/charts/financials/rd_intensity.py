"""Research and development as a share of revenue."""

from __future__ import annotations

from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.financials.absent import absent
from chipcensus.charts.financials.panels import is_wide, level
from chipcensus.charts.financials.said import (
    alt,
    intensity_finding,
    intensity_hover,
    log_notes,
    mark_notes,
)
from chipcensus.charts.lines import Panel, Plot, figure
from chipcensus.charts.periods import STEP, ticks
from chipcensus.i18n import Words
from chipcensus.result import Result
from chipcensus.units import scale


def draw(result: Result, words: Words) -> Drawing:
    """Research and development as a share of revenue, by company."""
    if not result.rows:
        return absent(result, words, "rd_intensity")
    values = result.column("intensity")
    panels = [Panel(scale(values, "fraction", words.lang), result.rows, is_wide(values))]
    frequency = result.params["frequency"]
    plot = Plot(
        "intensity", lambda row: intensity_hover(result, row, words), panels, STEP.get(frequency)
    )
    drawn, height = figure(plot, words, ticks(result.rows, frequency, words))
    drawn["layout"] |= _whole_revenue(panels[0].is_log, words)
    finding = intensity_finding(result, words)
    notes = (*mark_notes(result.rows, words, "mark"), *log_notes(panels, words))
    said = alt("intensity", panels, words, finding)
    return Drawing(drawn, finding, said, notes, "%", height, time="day")


def _whole_revenue(is_log: bool, words: Words) -> dict[str, Any]:
    """A line where research and development costs as much as is earned."""
    label = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": 2 if is_log else 100,
        "yanchor": "bottom",
        "text": words("label.financials.equal"),
    }
    return {"shapes": [level(100)], "annotations": [label]}
