"""The quick chart of a reader's own answer: bars, lines or points of two columns, by a third."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from chipcensus.charts.drawing import NO_BAR, Drawing, safe, year_axis
from chipcensus.charts.theme import ACCENT, COMPANY_COLOURS, SCOPE_COLOURS, SPARE
from chipcensus.i18n import Words
from chipcensus.question import Field
from chipcensus.result import Result, Row
from chipcensus.units import number

Kind = Literal["bar", "line", "point"]
KINDS: tuple[Kind, ...] = ("bar", "line", "point")
NUMBERS = ("BIGINT", "DOUBLE")
# Lines of one chart, and marks of all of them together.
MOST_SERIES, MOST_MARKS = 12, 1000
# Names below an axis, in pixels: as many as a telephone shows. Where they are more, bars lie, and
# names below lines and points are turned.
ROOM_BELOW, BETWEEN, TURNED, LONGEST_NAME = 280, 12, 40, 28
BAR_HEIGHT, LEAST_HEIGHT, MOST_HEIGHT = 22, 380, 1400
SIGN_WIDTH = 8  # pixels of a Latin sign; a Chinese one takes nearly two
FIRST_YEAR, LAST_YEAR = 1900, 2100
DIGITS = 5
_YEAR = re.compile(r"(^|_)year(_|$)")


@dataclass(frozen=True)
class Chart:
    """What is drawn: `y` over `x`, one series for each value of `colour` ("" = one in all)."""

    kind: Kind
    x: str
    y: str
    colour: str = ""


def suggested(result: Result) -> Chart | None:
    """A chart to begin with; None where no column holds numbers to draw."""
    fields = result.question.columns
    places = [field for field in fields if field.type != "VARCHAR[]"]
    years = [field for field in places if field.type == "DATE" or is_year(field, result.rows)]
    texts = [field for field in places if field.type == "VARCHAR"]
    numbers = [f for f in places if f.type in NUMBERS and f not in years and _has(f, result.rows)]
    if not numbers or not result.rows:
        return None
    x = next(iter([*years, *texts, *numbers]))
    y = next((f for f in numbers if f != x), numbers[0])
    fit = (f for f in texts if f != x and 1 < len(_distinct(f.name, result.rows)) <= MOST_SERIES)
    colour = next((field.name for field in fit), "") if x in years else ""
    kind: Kind = "line" if x in years else "bar" if x in texts else "point"
    return Chart(kind, x.name, y.name, colour)


def is_year(field: Field, rows: Sequence[Row]) -> bool:
    """Whether a column of whole numbers is called a year and holds years."""
    if field.type != "BIGINT" or not _YEAR.search(field.name):
        return False
    return all(FIRST_YEAR <= v <= LAST_YEAR for v in _known(field.name, rows))


def draw(result: Result, words: Words, chart: Chart) -> Drawing:
    """The chart, or what is missing for one."""
    fields = {field.name: field for field in result.question.columns}
    rows = [r for r in result.rows if r[chart.x] is not None and r[chart.y] is not None]
    if fields[chart.y].type not in NUMBERS:
        return Drawing(None, missing=words("explore.no_numbers", column=chart.y))
    if not rows:
        return Drawing(None, missing=words("explore.no_rows", x=chart.x, y=chart.y))
    shown, notes = _series(rows[:MOST_MARKS], chart, words)
    if len(rows) > MOST_MARKS:
        notes.append(words("explore.first_marks", shown=MOST_MARKS, count=len(rows)))
    is_time, is_dated = is_year(fields[chart.x], rows), fields[chart.x].type == "DATE"
    axis = _Axis(chart, fields[chart.x], shown, is_year=is_time)
    traces = [
        _trace(chart, name, points, place, axis, words)
        for place, (name, points) in enumerate(shown.items())
    ]
    finding = _finding([row for points in shown.values() for row in points], chart, words)
    return Drawing(
        {"data": traces, "layout": axis.layout(words, chart, legend=len(shown) > 1)},
        finding,
        words("explore.alt", finding=finding, count=len(rows), x=chart.x, y=chart.y),
        tuple(notes),
        height=axis.height,
        time="year" if is_time else "day" if is_dated else "",
    )


class _Axis:
    """The axis of places: years, days, numbers, or names, which lie level where they are many."""

    def __init__(
        self, chart: Chart, field: Field, shown: Mapping[Any, Sequence[Row]], *, is_year: bool
    ) -> None:
        self.values = list(dict.fromkeys(r[chart.x] for rows in shown.values() for r in rows))
        self.is_year = is_year
        self.has_names = field.type not in (*NUMBERS, "DATE")
        self.names = [_short(str(v)) for v in self.values] if self.has_names else []
        self.is_tight = sum(_width(name) + BETWEEN for name in self.names) > ROOM_BELOW
        self.is_level = chart.kind == "bar" and self.is_tight
        bars = len(self.values) * BAR_HEIGHT * (len(shown) if self.is_level else 1)
        self.height = min(MOST_HEIGHT, max(LEAST_HEIGHT, bars + 80 if self.is_level else 0))

    def place(self, value: Any) -> Any:
        """Where a value stands."""
        if isinstance(value, date | datetime):
            return value.isoformat()
        return self.values.index(value) if self.has_names else value

    def layout(self, words: Words, chart: Chart, *, legend: bool) -> dict[str, Any]:
        """Axes with their names; of columns, as the reader wrote them."""
        value = {"title": {"text": safe(chart.y)}}
        if self.is_year:
            place = {**year_axis(self.values, words), "title": {"text": safe(chart.x)}}
        elif self.has_names:
            ticks = {"tickmode": "array", "tickvals": list(range(len(self.names)))}
            place = {**ticks, "ticktext": [safe(name) for name in self.names]}
        else:
            place = {"title": {"text": safe(chart.x)}}
        more: dict[str, Any] = {"showlegend": legend, "barmode": "group"}
        longest = max(map(_width, self.names), default=0)
        if self.is_tight and not self.is_level:
            place["tickangle"] = -TURNED
            more["margin"] = {"b": round(longest * 0.7) + 24}
        if not self.is_level:
            return {"xaxis": place, "yaxis": value, **more}
        left = longest + 16
        first = {"autorange": "reversed", "showgrid": False, "zeroline": False}
        axes = {"xaxis": {**value, "showgrid": True}, "yaxis": place | first}
        return {**axes, "margin": {"l": left}, **more}


def _series(
    rows: Sequence[Row], chart: Chart, words: Words
) -> tuple[dict[Any, list[Row]], list[str]]:
    """The rows by the value of `colour`, the series with most rows first where there are many."""
    if not chart.colour:
        return {"": list(rows)}, []
    found: dict[Any, list[Row]] = {}
    for row in rows:
        found.setdefault(_named(row[chart.colour], words), []).append(row)
    if len(found) <= MOST_SERIES:
        return found, []
    largest = sorted(found, key=lambda name: -len(found[name]))[:MOST_SERIES]
    note = words("explore.first_series", shown=MOST_SERIES, count=len(found), column=chart.colour)
    return {name: found[name] for name in found if name in largest}, [note]


def _trace(
    chart: Chart, name: str, rows: Sequence[Row], place: int, axis: _Axis, words: Words
) -> dict[str, Any]:
    ordered = list(rows)
    if chart.kind == "line" and not axis.has_names:
        ordered.sort(key=lambda row: row[chart.x])
    colour = _colour(name, place) if chart.colour else ACCENT
    at, values = [axis.place(r[chart.x]) for r in ordered], [r[chart.y] for r in ordered]
    is_bar = chart.kind == "bar"
    points = values if not is_bar else [NO_BAR if v is None else v for v in values]
    across, up = (points, at) if axis.is_level else (at, points)
    trace: dict[str, Any] = {
        "type": "bar" if is_bar else "scatter",
        "x": across,
        "y": up,
        "name": safe(name),
        "marker": {"color": colour},
        "hovertext": [_hover(row, chart, words) for row in ordered],
        "hovertemplate": "%{hovertext}<extra></extra>",
    }
    if axis.is_level:
        trace["orientation"] = "h"
    if not is_bar:
        trace["mode"] = "lines+markers" if chart.kind == "line" else "markers"
    if chart.kind == "line":
        trace["line"] = {"color": colour, "width": 2}
    return trace


def _hover(row: Row, chart: Chart, words: Words) -> str:
    shown = [name for name in (chart.x, chart.y, chart.colour) if name]
    return "<br>".join(f"{safe(n)}: {safe(_said(row[n], words))}" for n in dict.fromkeys(shown))


def _said(value: Any, words: Words) -> str:
    return number(value, DIGITS) if isinstance(value, float) else _named(value, words)


def _finding(rows: Sequence[Row], chart: Chart, words: Words) -> str:
    """Where the largest value stands, and the smallest."""
    ordered = sorted(rows, key=lambda row: row[chart.y])
    low, high = ordered[0], ordered[-1]

    def at(row: Row) -> str:
        names = [row[chart.x], *([row[chart.colour]] if chart.colour else [])]
        return words.list([_short(_named(name, words)) for name in names])

    return words(
        "explore.finding" if len(rows) > 1 else "explore.finding_one",
        column=chart.y,
        high=number(high[chart.y], DIGITS),
        high_at=at(high),
        low=number(low[chart.y], DIGITS),
        low_at=at(low),
    )


def _named(value: Any, words: Words) -> str:
    return words("word.unknown") if value is None else str(value)


def _colour(name: str, place: int) -> str:
    """A company or scope has its own colour, everything else one by its place."""
    known = COMPANY_COLOURS | SCOPE_COLOURS
    return known.get(name, SPARE[place % len(SPARE)])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST_NAME else f"{text[: LONGEST_NAME - 1]}…"


def _width(text: str) -> int:
    return sum(SIGN_WIDTH if sign.isascii() else 2 * SIGN_WIDTH - 2 for sign in text)


def _known(name: str, rows: Sequence[Row]) -> list[Any]:
    return [row[name] for row in rows if row[name] is not None]


def _has(field: Field, rows: Sequence[Row]) -> bool:
    return bool(_known(field.name, rows))


def _distinct(name: str, rows: Sequence[Row]) -> set[Any]:
    return {row[name] for row in rows}
