"""Financials: what companies earn, lose and spend, period by period and in all."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Any

from chipcensus.charts.comparables import comparables
from chipcensus.charts.drawing import NOTHING, Drawing, whiskers
from chipcensus.charts.financials_said import (
    PLAIN,
    alt,
    conversion_notes,
    intensity_finding,
    intensity_hover,
    log_notes,
    mark_notes,
    panel_notes,
    period_finding,
    period_hover,
    sum_finding,
    sum_hover,
)
from chipcensus.charts.lines import Panel, Plot, by_company, figure, is_ranged
from chipcensus.charts.periods import STEP, ticks
from chipcensus.charts.theme import HATCH, LOSS, OPEN_MARK, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, scale

__all__ = ["by_period", "comparables", "cumulative", "rd_intensity"]

WIDE = 10  # times the median: from here on a value axis is logarithmic
LABELLED = 12


def by_period(result: Result, words: Words) -> Drawing:
    """Any metric of companies by period: lines, or bars of a single company."""
    if not result.rows:
        return NOTHING
    metric, frequency = result.params["metric"], result.params["frequency"]
    is_dated = any(row["fiscal_label"] == "DATE" for row in result.rows)
    panels = _panels(result.rows, "value", PLAIN.get(metric, "fraction"), words)
    is_bars = len(by_company(result.rows)) == 1 and len(panels) == 1 and not is_dated
    step = None if is_dated else STEP.get(frequency)
    plot = Plot("value", lambda row: period_hover(result, row, words), panels, step)
    axis = ticks(result.rows, None if is_dated else frequency, words)
    drawn, height = (_bars(plot, axis), 380) if is_bars else figure(plot, words, axis)
    finding = period_finding(result, words)
    marks = mark_notes(result.rows, words, "bar" if is_bars else "mark")
    notes = (
        *marks,
        *log_notes(panels, words),
        *conversion_notes(result.rows, words),
        *panel_notes(panels, words),
    )
    return Drawing(
        drawn, finding, alt("value", panels, words, finding), notes, _units(panels, words), height
    )


def cumulative(result: Result, words: Words) -> Drawing:
    """The sum of a flow since the first year known, by company."""
    if not result.rows:
        return NOTHING
    panels = _panels(result.rows, "total", "number", words)
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
    return Drawing(
        drawn, finding, alt("total", panels, words, finding), notes, _units(panels, words), height
    )


def rd_intensity(result: Result, words: Words) -> Drawing:
    """Research and development as a share of revenue, by company."""
    if not result.rows:
        return NOTHING
    values = result.column("intensity")
    panels = [Panel(scale(values, "fraction", words.lang), result.rows, _is_wide(values))]
    frequency = result.params["frequency"]
    plot = Plot(
        "intensity", lambda row: intensity_hover(result, row, words), panels, STEP.get(frequency)
    )
    drawn, height = figure(plot, words, ticks(result.rows, frequency, words))
    drawn["layout"] |= _whole_revenue(panels[0].is_log, words)
    finding = intensity_finding(result, words)
    notes = (*mark_notes(result.rows, words, "mark"), *log_notes(panels, words))
    return Drawing(drawn, finding, alt("intensity", panels, words, finding), notes, "%", height)


def _whole_revenue(is_log: bool, words: Words) -> dict[str, Any]:
    """A line where research and development costs as much as is earned."""
    line = {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": 100,
        "y1": 100,
        "layer": "below",
        "line": {"dash": "dot"},
    }
    label = {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "y": 2 if is_log else 100,
        "yanchor": "bottom",
        "text": words("label.financials.equal"),
    }
    return {"shapes": [line], "annotations": [label]}


def _panels(rows: Sequence[Row], column: str, plain: str, words: Words) -> list[Panel]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["currency"] or plain, []).append(row)
    panels = []
    for kind in sorted(groups, key=lambda kind: -len(groups[kind])):
        values = [row[column] for row in groups[kind]]
        is_log = _is_wide(values) and len(by_company(groups[kind])) > 1
        panels.append(Panel(scale(values, kind, words.lang), groups[kind], is_log))
    return panels


def _is_wide(values: Sequence[float]) -> bool:
    return min(values) > 0 and max(values) > WIDE * median(values)


def _units(panels: list[Panel], words: Words) -> str:
    return words.list([panel.size.unit for panel in panels])


def _bars(plot: Plot, axis: dict[str, Any]) -> dict[str, Any]:
    size, rows = plot.panels[0].size, plot.panels[0].rows
    colour = company_colour(rows[0]["company_id"])
    colours = [LOSS if row["value"] < 0 else colour for row in rows]
    is_open = [row["is_derived"] for row in rows]
    trace = {
        "type": "bar",
        "x": [row["period_end"].isoformat() for row in rows],
        "y": [size(row["value"]) for row in rows],
        "width": 0.66 * (plot.step or 365) * 86_400_000,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "color": [OPEN_MARK if o else c for o, c in zip(is_open, colours, strict=True)],
            "line": {"width": [1.5 if o else 0 for o in is_open], "color": colours},
            "pattern": {"shape": [_pattern(row) for row in rows]},
        },
        "error_y": whiskers(
            [row | {"is_disputed": is_ranged(row)} for row in rows], "value", size.divisor
        ),
        "text": [number(size(row["value"]) or 0, 3) for row in rows]
        if len(rows) <= LABELLED
        else None,
        "textposition": "outside",
        "hovertemplate": [plot.hover(row) for row in rows],
    }
    layout = {"xaxis": axis, "yaxis": {"title": {"text": size.unit}}, "showlegend": False}
    return {"data": [trace], "layout": layout}


def _pattern(row: Row) -> str:
    return HATCH if row["is_preliminary"] else "." if row["is_standardised"] else ""


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
