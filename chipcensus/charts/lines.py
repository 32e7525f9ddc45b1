"""Companies over time: one line a company with its name at the end, one panel a unit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import log10
from statistics import fmean
from typing import Any

from chipcensus.charts.drawing import safe, whiskers
from chipcensus.charts.theme import CONTEXT, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Row
from chipcensus.units import Scale

NAMED = 24
NAME_HEIGHT = 16
NAME_LENGTH = 16
SLACK = 1.4  # fiscal periods are not all equally long


@dataclass(frozen=True)
class Plot:
    """What is drawn and how.

    Attributes:
        column: the value drawn.
        hover: a row's hover text.
        panels: per unit its scale and rows; units never share an axis.
        step: days between consecutive periods; None joins whatever follows.
        is_log: logarithmic value axis.
    """

    column: str
    hover: Callable[[Row], str]
    panels: Sequence[tuple[Scale, Sequence[Row]]]
    step: float | None
    is_log: bool = False


def figure(plot: Plot, words: Words, ticks: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Traces and layout, and the height that lets every name be read."""
    most = max(len(by_company(rows)) for _, rows in plot.panels)
    named = most <= NAMED
    panel_height = max(300, (most + 2) * NAME_HEIGHT) if named else 340
    rows = [row for _, group in plot.panels for row in group]
    last = len(plot.panels) * 2 - 1
    layout: dict[str, Any] = {"xaxis": ticks | {"range": _span(rows), "anchor": _axis("y", last)}, "showlegend": not named}
    traces = []
    for place, (size, group) in enumerate(plot.panels):
        bounds = _bounds(plot, size, group)
        top = 1 - place / len(plot.panels)
        domain = [top - 1 / len(plot.panels) + (0.06 if place < len(plot.panels) - 1 else 0), top]
        axis = {"title": {"text": size.unit}, "range": bounds, "domain": domain} | ({"type": "log", "dtick": 1} if plot.is_log else {})
        number = 2 * place + 1
        layout[_key(number)] = axis
        for company, line in by_company(group).items():
            traces.append(_line(plot, size, line, company, words) | {"yaxis": _axis("y", number)})
        if named:
            names, leaders = _names(plot, size, group, bounds, panel_height, words)
            layout[_key(number + 1)] = axis | names | {"overlaying": _axis("y", number), "matches": _axis("y", number)}
            traces.append(leaders | {"yaxis": _axis("y", number + 1)})
    return {"data": traces, "layout": layout}, panel_height * len(plot.panels) + 80


def by_company(rows: Sequence[Row]) -> dict[str, list[Row]]:
    """Rows by company, as they come."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["company_id"], []).append(row)
    return groups


def symbol(row: Row) -> str:
    """Filled where a figure is final and as reported; otherwise open, the shape says why."""
    if row.get("is_standardised"):
        return "square-open"
    if row.get("is_preliminary"):
        return "diamond-open"
    return "circle-open" if row.get("is_derived") or row.get("is_partial") else "circle"


def short(company_id: str, words: Words) -> str:
    """A company's name, short enough for a label."""
    name = words.company(company_id).split(" (")[0]
    if len(name) <= NAME_LENGTH:
        return safe(name)
    kept = name[:NAME_LENGTH].rsplit(" ", 1)[0]
    return safe(kept) + "…"


def spread(wanted: Sequence[float], step: float, top: float) -> list[float]:
    """Places for ascending `wanted`, as near as can be, `step` apart, between 0 and `top`."""
    blocks: list[list[float]] = []
    for place, value in enumerate(wanted):
        blocks.append([value - place * step])
        while len(blocks) > 1 and fmean(blocks[-2]) > fmean(blocks[-1]):
            last = blocks.pop()
            blocks[-1] += last
    level = [fmean(block) for block in blocks for _ in block]
    free = max(0.0, top - (len(level) - 1) * step)
    return [min(max(value, 0.0), free) + place * step for place, value in enumerate(level)]


def _line(plot: Plot, size: Scale, rows: Sequence[Row], company: str, words: Words) -> dict[str, Any]:
    drawn: list[Row | None] = [rows[0]]
    for before, row in pairwise(rows):
        is_gap = plot.step and (row["period_end"] - before["period_end"]).days > plot.step * SLACK
        drawn += [None, row] if is_gap else [row]
    colour = company_colour(company)
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": safe(words.company(company)),
        "x": [row and row["period_end"].isoformat() for row in drawn],
        "y": [row and size(row[plot.column]) for row in drawn],
        "customdata": [row["row_ids"] if row else [] for row in drawn],
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 7, "symbol": [symbol(row) if row else "circle" for row in drawn]},
        "hovertemplate": [plot.hover(row) if row else "" for row in drawn],
    }
    if any(is_ranged(row) for row in rows):
        ranged = [row if row and is_ranged(row) else {"is_disputed": False} for row in drawn]
        trace["error_y"] = whiskers(ranged, plot.column, size.divisor) | {"width": 0}
    return trace


def is_ranged(row: Row) -> bool:
    """Ratios can rest on disputed figures without having a range of their own."""
    return bool(row.get("is_disputed") and row.get("range_low") is not None)


def _names(plot: Plot, size: Scale, rows: Sequence[Row], bounds: list[float], height: int,
           words: Words) -> tuple[dict[str, Any], dict[str, Any]]:
    """The names as ticks of a second axis, whose margin fits them at any width, and lines that lead to them."""
    ends = {company: line[-1] for company, line in by_company(rows).items()}
    at = {company: _place(size(row[plot.column]) or 0, plot.is_log) for company, row in ends.items()}
    order = sorted(ends, key=at.__getitem__)
    per_pixel = (bounds[1] - bounds[0]) / height
    places = spread([(at[c] - bounds[0]) / per_pixel for c in order], NAME_HEIGHT, height)
    shown = [10 ** v if plot.is_log else v for v in (bounds[0] + place * per_pixel for place in places)]
    edge = _span(rows)[1]
    points = [(p, v) for c, y in zip(order, shown, strict=True)
              for p, v in ((ends[c]["period_end"].isoformat(), size(ends[c][plot.column])), (edge, y), (None, None))]
    axis = {"side": "right", "title": {"text": ""}, "tickmode": "array", "tickvals": shown, "showgrid": False, "zeroline": False,
            "ticktext": [f'<span style="color:{company_colour(c)}">{short(c, words)}</span>' for c in order]}
    leaders = {"type": "scatter", "mode": "lines", "x": [p for p, _ in points], "y": [v for _, v in points], "opacity": 0.6,
               "line": {"color": CONTEXT, "width": 0.8, "dash": "dot"}, "hoverinfo": "skip", "showlegend": False}
    return axis, leaders


def _bounds(plot: Plot, size: Scale, rows: Sequence[Row]) -> list[float]:
    values = [size(value) or 0 for row in rows for value in
              (row[plot.column], *((row["range_low"], row["range_high"]) if is_ranged(row) else ()))]
    if plot.is_log:
        return [log10(min(values)) - 0.1, log10(max(values)) + 0.1]
    low, high = min(0, *values), max(0, *values)
    room = 0.05 * (high - low or 1)
    return [low - room if low < 0 else 0, high + room if high > 0 else 0]


def _place(value: float, is_log: bool) -> float:
    return log10(value) if is_log else value


def _span(rows: Sequence[Row]) -> list[str]:
    days: list[date] = [row["period_end"] for row in rows]
    first, last = min(days), max(days)
    room = max((last - first) * 0.045, timedelta(days=20))
    return [(first - room).isoformat(), (last + room).isoformat()]


def _axis(letter: str, number: int) -> str:
    return letter if number == 1 else f"{letter}{number}"


def _key(number: int) -> str:
    return "yaxis" if number == 1 else f"yaxis{number}"
