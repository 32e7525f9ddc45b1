"""Companies over time: one line a company with its name at the end, one panel a unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import log10
from typing import Any

from chipcensus.charts.announced import announced, apart
from chipcensus.charts.drawing import safe, whiskers
from chipcensus.charts.names import NAME_HEIGHT, short, spread
from chipcensus.charts.theme import CONTEXT, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Row
from chipcensus.units import Scale

HEIGHT = 300  # of a panel, in pixels
APART = 0.06  # panels, as a share of the figure
NAMED = 24
LOG_AXIS = {"type": "log", "dtick": 1, "tickformat": ",~g"}
SLACK = 1.4  # fiscal periods are not all equally long


@dataclass(frozen=True)
class Panel:
    """What shares a value axis: the rows of one unit.

    Attributes:
        size: the scale values are shown in.
        rows: in the order of companies, then days.
        is_log: logarithmic axis.
    """

    size: Scale
    rows: Sequence[Row]
    is_log: bool = False


@dataclass(frozen=True)
class Plot:
    """What is drawn and how.

    Attributes:
        column: the value drawn.
        hover: a row's hover text.
        panels: from the top; units never share an axis.
        step: days between consecutive periods; None joins whatever follows.
        least: pixels that each of several panels has at least.
    """

    column: str
    hover: Callable[[Row], str]
    panels: Sequence[Panel]
    step: float | None
    least: int = HEIGHT // 2


def figure(plot: Plot, words: Words, ticks: dict[str, Any]) -> tuple[dict[str, Any], int]:
    """Traces and layout, and the height that lets every name be read."""
    counts = [len(by_company(panel.rows)) for panel in plot.panels]
    named = max(counts) <= NAMED
    least = HEIGHT if len(counts) == 1 else plot.least
    heights = [max(least, (count + 2) * NAME_HEIGHT if named else least) for count in counts]
    layout: dict[str, Any] = {
        "xaxis": ticks | {"range": _span(plot), "anchor": _axis(2 * len(counts) - 1)},
        "showlegend": not named,
    }
    traces = []
    for place, panel in enumerate(plot.panels):
        axis = _value_axis(plot, place, heights)
        number = 2 * place + 1
        layout[_key(number)] = axis
        traces += [
            trace | {"yaxis": _axis(number)}
            for line in by_company(panel.rows).values()
            for trace in _traces(plot, panel.size, line, words)
        ]
        if named:
            bottom, top = axis["domain"]
            height = int((top - bottom) * sum(heights))
            names, leaders = _names(plot, panel, axis["range"], height, words)
            layout[_key(number + 1)] = (
                axis | names | {"overlaying": _axis(number), "matches": _axis(number)}
            )
            traces.append(leaders | {"yaxis": _axis(number + 1)})
    return {"data": traces, "layout": layout}, sum(heights) + 80


def _value_axis(plot: Plot, place: int, heights: Sequence[int]) -> dict[str, Any]:
    """The value axis of a panel; panels stand below each other, a little apart."""
    panel = plot.panels[place]
    top, bottom = (1 - sum(heights[:end]) / sum(heights) for end in (place, place + 1))
    is_last = place == len(heights) - 1
    axis = {
        "title": {"text": panel.size.unit},
        "range": _bounds(plot, panel),
        "domain": [0 if is_last else bottom + APART, top],
    }
    return axis | (LOG_AXIS if panel.is_log else {})


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
    if row.get("is_printed"):
        return "triangle-up-open"
    return "circle-open" if row.get("is_derived") or row.get("is_partial") else "circle"


def _traces(plot: Plot, size: Scale, rows: Sequence[Row], words: Words) -> Iterator[dict[str, Any]]:
    """A company's results, and apart from them what it announced."""
    results, ranges = apart(rows)
    if results:
        yield _line(plot, size, results, words)
    if ranges:
        last = results[-1] if results else None
        yield announced(ranges, last, plot.column, size, plot.hover)


def _line(plot: Plot, size: Scale, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    drawn: list[Row | None] = [rows[0]]
    for before, row in pairwise(rows):
        drawn += [None, row] if plot.step and _breaks(plot.step, before, row) else [row]
    company = rows[0]["company_id"]
    colour = company_colour(company)
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "lines+markers",
        "name": safe(words.company(company)),
        "x": [row and row["period_end"].isoformat() for row in drawn],
        "y": [row and size(row[plot.column]) for row in drawn],
        "customdata": [row["row_ids"] if row else [] for row in drawn],
        "line": {"color": colour, "width": 2},
        "marker": {
            "color": colour,
            "size": 7,
            "symbol": [symbol(row) if row else "circle" for row in drawn],
        },
        "hovertemplate": [plot.hover(row) if row else "" for row in drawn],
    }
    if any(is_ranged(row) for row in rows):
        ranged = [row if row and is_ranged(row) else {"is_disputed": False} for row in drawn]
        trace["error_y"] = whiskers(ranged, plot.column, size.divisor)
    return trace


def _breaks(step: float, before: Row, row: Row) -> bool:
    """A missing period is a gap; figures of two bases are not joined."""
    is_gap = (row["period_end"] - before["period_end"]).days > step * SLACK
    return is_gap or bool(before.get("is_standardised")) != bool(row.get("is_standardised"))


def is_ranged(row: Row) -> bool:
    """Ratios can rest on disputed figures without having a range of their own."""
    return bool(row.get("is_disputed") and row.get("range_low") is not None)


def _names(
    plot: Plot, panel: Panel, bounds: list[float], height: int, words: Words
) -> tuple[dict[str, Any], dict[str, Any]]:
    """The names as ticks of a second axis, whose margin fits at any width, and their leaders."""
    ends = {company: line[-1] for company, line in by_company(panel.rows).items()}
    values = {company: panel.size(row[plot.column]) or 0.0 for company, row in ends.items()}
    order = sorted(ends, key=values.__getitem__)
    per_pixel = (bounds[1] - bounds[0]) / height
    wanted = [
        ((log10(values[c]) if panel.is_log else values[c]) - bounds[0]) / per_pixel for c in order
    ]
    places = [bounds[0] + place * per_pixel for place in spread(wanted, NAME_HEIGHT, height)]
    shown = [10**place if panel.is_log else place for place in places]
    texts = [f'<span style="color:{company_colour(c)}">{short(c, words)}</span>' for c in order]
    axis = {
        "side": "right",
        "title": {"text": ""},
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": texts,
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }
    edge = _span(plot)[1]
    days = [
        day for company in order for day in (ends[company]["period_end"].isoformat(), edge, None)
    ]
    leaders = {
        "type": "scatter",
        "mode": "lines",
        "x": days,
        "opacity": 0.6,
        "hoverinfo": "skip",
        "showlegend": False,
        "y": [
            y
            for company, place in zip(order, shown, strict=True)
            for y in (values[company], place, None)
        ],
        "line": {"color": CONTEXT, "width": 0.8, "dash": "dot"},
    }
    return axis, leaders


def _bounds(plot: Plot, panel: Panel) -> list[float]:
    ranges = [
        value
        for row in panel.rows
        if is_ranged(row) or row.get("is_guidance")
        for value in (row["range_low"], row["range_high"])
    ]
    values = [
        panel.size(value) or 0.0 for value in (*(row[plot.column] for row in panel.rows), *ranges)
    ]
    if panel.is_log:
        return [log10(min(values)) - 0.1, log10(max(values)) + 0.1]
    low, high = min(0, *values), max(0, *values)
    room = 0.05 * (high - low or 1)
    return [low - room if low < 0 else 0, high + room if high > 0 else 0]


def _span(plot: Plot) -> list[str]:
    days: list[date] = [row["period_end"] for panel in plot.panels for row in panel.rows]
    first, last = min(days), max(days)
    room = max((last - first) * 0.045, timedelta(days=20))
    return [(first - room).isoformat(), (last + room).isoformat()]


def _axis(number: int) -> str:
    return "y" if number == 1 else f"y{number}"


def _key(number: int) -> str:
    return "yaxis" if number == 1 else f"yaxis{number}"
