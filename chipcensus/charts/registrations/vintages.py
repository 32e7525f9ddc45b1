"""How the count of one year changed with each later publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chipcensus.charts.counting import count_interval, nothing, said_count
from chipcensus.charts.drawing import Drawing, hover, period, safe, short_day
from chipcensus.charts.registrations.prints import (
    TALL,
    Panel,
    bounds,
    finding,
    panels_of,
    prints_said,
    undated,
)
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say

APART = 34  # pixels between panels, for the name of the next one
FRAME = 80  # pixels above and below all panels
LINE = 13  # pixels of a line of text
ROOM = 0.17  # of the span at the right, for the last number


def draw(result: Result, words: Words) -> Drawing:
    """One panel a year and provider: days of publication to the right, counts upward."""
    panels = panels_of(result.rows)
    if not panels:
        return nothing(result, words, "registrations.vintages")
    days = [row["published_on"] for panel in panels for row in panel.rows]
    middle = min(days) + (max(days) - min(days)) / 2
    room = max((max(days) - min(days)) * ROOM, timedelta(days=30))
    layout: dict[str, Any] = {
        "xaxis": {
            "type": "date",
            "range": [(min(days) - room * 0.4).isoformat(), (max(days) + room).isoformat()],
            "title": {"text": words("axis.published_on")},
            "anchor": _axis(len(panels) - 1),
            "nticks": 6,
        },
        "annotations": [_name(place, panel, words) for place, panel in enumerate(panels)],
        "showlegend": False,
    }
    unit = words("unit.companies")
    height = sum(panel.height + APART for panel in panels)
    top = float(height)
    traces = []
    for place, panel in enumerate(panels):
        top -= APART
        domain = [(top - panel.height) / height, top / height]
        top -= panel.height
        layout[_axis(place).replace("y", "yaxis")] = _values(panel, domain)
        traces += [t | {"yaxis": _axis(place)} for t in _traces(result, panel, middle, words)]
    layout["yaxis"]["title"] = {"text": unit}
    sentence = finding(panels, words)
    return Drawing(
        {"data": traces, "layout": layout},
        sentence,
        words("alt.series", finding=sentence, values=words.list(prints_said(panels, words))),
        (words("note.vintages"), *undated(result, words)),
        unit,
        height + FRAME,
        time="day",
    )


def _axis(place: int) -> str:
    return f"y{place + 1}" if place else "y"


def _name(place: int, panel: Panel, words: Words) -> dict[str, Any]:
    row = panel.rows[0]
    text = words(
        "word.year_by", year=row["year"], provider=safe(words.code("provider", row["provider"]))
    )
    return {
        "text": f"<b>{text}</b>",
        "xref": "paper",
        "yref": f"{_axis(place)} domain",
        "x": 0,
        "y": 1,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 8,
    }


def _values(panel: Panel, domain: list[float]) -> dict[str, Any]:
    return {
        "domain": domain,
        "range": list(bounds(panel)),
        "nticks": 4 if panel.height == TALL else 2,
        "zeroline": False,
    }


def _traces(result: Result, panel: Panel, middle: date, words: Words) -> list[dict[str, Any]]:
    traces = []
    if panel.whole:
        traces.append(_line(result, panel, words))
    if len(panel.whole) < len(panel.rows):
        traces.append(_parts(result, panel, middle, words))
    return traces


def _line(result: Result, panel: Panel, words: Words) -> dict[str, Any]:
    """A step at each change; the same number printed again is a small mark on the step."""
    rows = panel.whole
    told = [place == 0 or row["is_change"] for place, row in enumerate(rows)]
    return _marks(result, rows, words) | {
        "mode": "lines+markers+text",
        "line": {"color": ACCENT, "width": 2, "shape": "hv"},
        "marker": {
            "color": [ACCENT if is_told else CONTEXT for is_told in told],
            "size": [9 if is_told else 5 for is_told in told],
            "opacity": 1,
        },
        "text": _labels(panel, words),
        "textposition": [_side(rows, place) for place in range(len(rows))],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [row["companies_high"] - row["companies"] for row in rows],
            "arrayminus": [row["companies"] - row["companies_low"] for row in rows],
        },
    }


def _parts(result: Result, panel: Panel, middle: date, words: Words) -> dict[str, Any]:
    """Counts of a part of the year: open marks, joined to nothing."""
    rows = [row for row in panel.rows if row["is_partial"]]
    return _marks(result, rows, words) | {
        "mode": "markers+text",
        "marker": {"color": ACCENT, "size": 8, "symbol": "circle-open"},
        "text": [f" {text} " if text else "" for text in _last_days(rows, panel)],
        "textposition": [
            "middle left" if row["published_on"] > middle else "middle right" for row in rows
        ],
    }


def _last_days(rows: Sequence[Row], panel: Panel) -> list[str]:
    """Number and last day counted, the longest period first, where a line of text has room."""
    low, high = bounds(panel)
    texts = [""] * len(rows)
    taken: list[float] = []
    order = sorted(range(len(rows)), key=lambda p: (rows[p]["period_end"], p), reverse=True)
    for place in order:
        height = (rows[place]["companies"] - low) / (high - low) * panel.height
        if all(abs(height - other) >= LINE for other in taken):
            taken.append(height)
            last = rows[place]["period_end"]
            texts[place] = f"{_number(rows[place])} →{short_day(last)}"
    return texts


def _marks(result: Result, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "x": [row["published_on"].isoformat() for row in rows],
        "y": [row["companies"] for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _number(row: Row) -> str:
    """A count; one said to be at least so much has its lower bound for a value."""
    sign = "≥" if row["companies_low"] == row["companies"] else ""
    return f"{sign}{number(row['companies'], 12)}"


def _labels(panel: Panel, words: Words) -> list[str]:
    """Each number once; the last one with the change since the first."""
    texts: list[str] = []
    for row in panel.whole[:-1]:
        text = _number(row)
        texts.append("" if text in texts else text)
    last = _number(panel.whole[-1])
    if panel.revision is not None:
        last += f"<br>{say(panel.revision, 'fraction', words.lang, digits=3, sign=True)}"
    return [*texts, "" if last in texts else last]


def _side(rows: Sequence[Row], place: int) -> str:
    """The last number stands beside its mark, the others above a rise and below a fall."""
    if place == len(rows) - 1:
        return "middle right"
    is_fall = place > 0 and rows[place]["companies"] < rows[place - 1]["companies"]
    return "bottom center" if is_fall else "top center"


def _hover(result: Result, row: Row, words: Words) -> str:
    return hover(
        result,
        row,
        words,
        said_count(row, words),
        words("word.published_on", day=words.day(row["published_on"])),
        period(row, words),
        words("flag.is_partial") if row["is_partial"] else "",
        count_interval(row, words),
    )
