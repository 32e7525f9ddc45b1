"""A series before and after a happening: one panel a line, the means of the years compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing, flag_texts, hover, period, year_axis
from chipcensus.charts.listing import nothing
from chipcensus.charts.market.compared import (
    amount,
    by_line,
    finding,
    is_compared,
    name,
    notes,
    said,
)
from chipcensus.charts.overlay import when
from chipcensus.charts.theme import ACCENT, CONTEXT, OPEN_MARK, company_colour
from chipcensus.charts.times import position
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, scale

# Pixels.
ONE, MANY = 300, 130
HEAD, FOOT = 78, 36
OVER, TOP = 20, 8  # the event's day above all, and what is left above it
EDGE = 0.4  # of the width: a label there would leave the figure
BAND = 0.16  # opacity: light and dark alike
Traces = list[dict[str, Any]]


def draw(result: Result, words: Words) -> Drawing:
    """The event is a line over all panels, or a band where its day is not known."""
    lines = list(by_line(result.rows).values())
    if not lines:
        return nothing(_missing(result, words))
    each = ONE if len(lines) == 1 else MANY
    whole = OVER + len(lines) * (each + HEAD)
    layout = _layout(result.rows, len(lines), words)
    traces: Traces = []
    units: list[str] = []
    for number, rows in enumerate(lines, start=1):
        size = scale([row["value"] for row in rows], rows[0]["unit"], words.lang)
        units.append(size.unit)
        domain = _domain(number, each, whole)
        layout[_axis(number).replace("y", "yaxis")] = _values(rows, size, domain)
        layout["annotations"].append(_head(rows, domain[1], len(lines), words))
        traces += [trace | {"yaxis": _axis(number)} for trace in _panel(result, rows, size, words)]
    sentence = finding(lines, words)
    return Drawing(
        {"data": traces, "layout": layout},
        sentence,
        words("alt.series", finding=sentence, values=words.list(_told(lines, words))),
        notes(result, lines, words),
        units[0] if len(set(units)) == 1 else "",
        TOP + whole + FOOT,
        time="year",
    )


def _layout(rows: Sequence[Row], panels: int, words: Words) -> dict[str, Any]:
    """Everything but the panels: the axis of years, and the event over all of them."""
    years = _years(rows, words)
    return {
        "xaxis": years | {"anchor": _axis(panels)},
        "shapes": [_event(rows[0])],
        "annotations": [_day(rows[0], years["range"], words)],
        "showlegend": False,
        "margin": {"t": TOP},
    }


def _missing(result: Result, words: Words) -> str:
    """Whether the event itself is not there yet, or only the series is not."""
    event = str(result.params.get("event"))
    if result.params.get("as_of") and not result.nearby.keys() - {"as_of"} and result.nearby:
        return words("missing.market.lens_unknown")
    series = words.code("series", result.params.get("series"))
    return words("missing.market.lens", series=series, event=words.happening(event))


def _axis(number: int) -> str:
    return "y" if number == 1 else f"y{number}"


def _domain(number: int, each: int, whole: int) -> list[float]:
    """Where a panel stands, the first on top, each below its head."""
    top = whole - OVER - HEAD - (number - 1) * (each + HEAD)
    return [(top - each) / whole, top / whole]


def _values(rows: Sequence[Row], size: Scale, domain: list[float]) -> dict[str, Any]:
    values = [size(row["value"]) or 0.0 for row in rows]
    low, high = min(0.0, *values), max(0.0, *values)
    room = 0.1 * (high - low or 1)
    return {
        "title": {"text": size.unit},
        "range": [low - room if low < 0 else 0, high + room if high > 0 else room],
        "domain": domain,
        "nticks": 5,
    }


def _event(row: Row) -> dict[str, Any]:
    """A line on the day, or a band over the month or year that is known."""
    shape: dict[str, Any] = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}
    if row["date_precision"] == "day":
        at = round(position(row, "year"), 4)
        return shape | {
            "type": "line", "x0": at, "x1": at, "line": {"color": ACCENT, "width": 1.5},
        }  # fmt: skip
    ends = [
        round(position(row | {"happened_on": row[day], "until": row[day]}, "year"), 4)
        for day in ("happened_on", "until")
    ]
    band = {"type": "rect", "x0": ends[0], "x1": ends[1], "line": {"width": 0}}
    return shape | band | {"fillcolor": ACCENT, "opacity": BAND}


def _years(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    """An axis on which the event lies too."""
    event = round(position(rows[0], "year"))
    return year_axis([*(row["year"] for row in rows), event], words)


def _day(row: Row, ends: Sequence[float], words: Words) -> dict[str, Any]:
    """The event's day above all panels, beside its line."""
    at = round(position(row, "year"), 4)
    share = (at - ends[0]) / (ends[1] - ends[0])
    return {
        "xref": "x",
        "x": at,
        "xanchor": "right" if share > 1 - EDGE else "left",
        "xshift": -4 if share > 1 - EDGE else 4,
        "yref": "paper",
        "y": 1,
        "yanchor": "top",
        "text": words("label.lens.event", day=when(row)),
        "font": {"color": ACCENT},
    }


def _head(rows: Sequence[Row], top: float, count: int, words: Words) -> dict[str, Any]:
    """Whose line it is, and what was before and after."""
    who = f"<b>{name(rows[0], words)}</b>" if count > 1 or rows[0]["provider"] else ""
    return {
        "xref": "paper",
        "x": 0,
        "xanchor": "left",
        "yref": "paper",
        "y": top,
        "yshift": 18,  # above the unit of the axis, which can be as long
        "yanchor": "bottom",
        "align": "left",
        "text": f"{who}<br>{said(rows, words)}" if who else said(rows, words),
    }


def _panel(result: Result, rows: Sequence[Row], size: Scale, words: Words) -> Traces:
    """The figures of one line, and the means of those compared."""
    first = rows[0]
    colour = company_colour(first["company_id"]) if first["company_id"] else ACCENT
    drawn = [_line(result, rows, size, colour, words)]
    if is_compared(first):
        drawn += [_mean(rows, side, size, colour) for side in ("before", "after")]
    return drawn


def _line(
    result: Result, rows: Sequence[Row], size: Scale, colour: str, words: Words
) -> dict[str, Any]:
    """Full years joined where none is missing between; what is not compared is an open mark."""
    points: list[Row | None] = []
    for row in rows:
        before = points[-1] if points else None
        is_next = before is None or (
            row["year"] - before["year"] == 1 and _is_full(row) and _is_full(before)
        )
        points += [row] if is_next else [None, row]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [row and row["year"] for row in points],
        "y": [row and size(row["value"]) for row in points],
        "customdata": [row["row_ids"] if row else [] for row in points],
        "hovertemplate": [_hover(result, row, words) if row else "" for row in points],
        "line": {"color": CONTEXT, "width": 1.2},
        "marker": {
            "size": 8,
            "color": [
                colour if row and row["is_counted"] and is_compared(row) else OPEN_MARK
                for row in points
            ],
            "symbol": ["diamond" if row and row["is_forecast"] else "circle" for row in points],
            "line": {"color": colour, "width": 1.5},
        },
    }


def _is_full(row: Row) -> bool:
    return not row["is_partial"] and not row["is_forecast"]


def _mean(rows: Sequence[Row], side: str, size: Scale, colour: str) -> dict[str, Any]:
    """The mean of one side, as far as its years reach."""
    years = [row["year"] for row in rows if row["side"] == side and row["is_counted"]]
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [min(years) - 0.4, max(years) + 0.4],
        "y": [size(rows[0][f"mean_{side}"])] * 2,
        "line": {"color": colour, "width": 4},
        "opacity": 0.45,
        "hoverinfo": "skip",
    }


def _hover(result: Result, row: Row, words: Words) -> str:
    counted = row["is_counted"] and is_compared(row)
    part = f"label.lens.{'counted' if counted else 'apart'}"
    flags = flag_texts(row, words)
    forecast = words("label.lens.forecast") if row["is_forecast"] else ""
    return hover(
        result,
        row,
        words,
        f"<b>{name(row, words)}</b>",
        amount(row["value"], row["unit"], words),
        period(row, words),
        words.list([text for text in (flags, forecast) if text]),
        words("word.name_of", name=words.code("side", row["side"]), what=words(part)),
    )


def _told(lines: Sequence[Sequence[Row]], words: Words) -> list[str]:
    """Every figure of the first line, in words."""
    return [
        words("word.year_value", year=row["year"], value=amount(row["value"], row["unit"], words))
        for row in lines[0]
    ]
