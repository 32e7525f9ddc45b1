"""Any metric of companies, period by period."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from chipcensus.charts.announced import apart
from chipcensus.charts.drawing import Drawing, whiskers
from chipcensus.charts.financials.absent import absent
from chipcensus.charts.financials.panels import panels_of, units_of
from chipcensus.charts.financials.said import (
    PLAIN,
    alt,
    conversion_notes,
    log_notes,
    mark_notes,
    panel_notes,
    period_finding,
    period_hover,
)
from chipcensus.charts.lines import Plot, by_company, figure, is_ranged
from chipcensus.charts.periods import STEP, ticks
from chipcensus.charts.theme import HATCH, LOSS, OPEN_MARK, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number

LABELLED = 12


def draw(result: Result, words: Words) -> Drawing:
    """Any metric of companies by period: lines, or bars of a single company."""
    if not result.rows:
        return absent(result, words, "by_period")
    metric, frequency = result.params["metric"], result.params["frequency"]
    is_dated = any(row["fiscal_label"] == "DATE" for row in result.rows)
    panels = panels_of(result.rows, "value", PLAIN.get(metric, "fraction"), words)
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
    results = [replace(panel, rows=apart(panel.rows)[0]) for panel in panels]
    said = alt("value", results, words, finding)
    return Drawing(drawn, finding, said, notes, units_of(panels, words), height, time="day")


def _bars(plot: Plot, axis: dict[str, Any]) -> dict[str, Any]:
    size, rows = plot.panels[0].size, plot.panels[0].rows
    colour = company_colour(rows[0]["company_id"])
    colours = [LOSS if row["value"] < 0 else colour for row in rows]
    is_open = [row["is_derived"] or bool(row.get("is_guidance")) for row in rows]
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
            [row | {"is_disputed": is_ranged(row) or row.get("is_guidance")} for row in rows],
            "value",
            size.divisor,
        ),
        "text": [_label(row, size) for row in rows] if len(rows) <= LABELLED else None,
        "insidetextanchor": "middle",
        "textposition": ["inside" if row.get("is_guidance") else "outside" for row in rows],
        "hovertemplate": [plot.hover(row) for row in rows],
    }
    layout = {"xaxis": axis, "yaxis": {"title": {"text": size.unit}}, "showlegend": False}
    return {"data": [trace], "layout": layout}


def _label(row: Row, size: Scale) -> str:
    """The value over a bar; of a range both ends, within the open bar."""
    ends = ("range_low", "range_high") if row.get("is_guidance") else ("value",)
    return "–".join(number(size(row[end]) or 0, 3) for end in ends)


def _pattern(row: Row) -> str:
    return HATCH if row["is_preliminary"] else "." if row["is_standardised"] else ""
