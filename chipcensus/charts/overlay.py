"""Happenings laid over a figure of time: thin numbered lines, and their key in the notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

from chipcensus.charts.drawing import Drawing, safe, sources
from chipcensus.charts.times import Axis, Time, axes_of, position
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

NUMBERED = 20  # more have no room for a key that anyone reads
ROWS = 5  # of numbers above the figure
ROW_HEIGHT = 13  # pixels
NUMBER_WIDTH = 0.026  # of two digits, as a share of half a screen; a telephone hides some
TICK = 6  # pixels: what has no number is no line either
MARGIN_TOP, MARGIN_BOTTOM = 34, 36  # the template's
LINE = {"width": 1, "dash": "dot"}


def when(row: Row) -> str:
    """A happening's day as exactly as it is known, as ISO 8601."""
    length = {"year": 4, "month": 7}.get(row["date_precision"], 10)
    text: str = row["happened_on"].isoformat()[:length]
    return text


def title(row: Row, words: Words) -> str:
    """What happened, in the reader's language."""
    text: str = row[f"title_{words.lang}"]
    return text


def within(drawing: Drawing, rows: Sequence[Row]) -> tuple[Row, ...]:
    """The happenings that lie on one of the figure's axes of time, oldest first."""
    axes = axes_of(drawing)
    found = [(position(row, drawing.time), row) for row in rows] if axes else []
    shown = [(at, row) for at, row in found if any(a.low <= at <= a.high for a in axes)]
    return tuple(row for _, row in sorted(shown, key=lambda pair: pair[0]))


def lay_over(drawing: Drawing, result: Result, words: Words) -> Drawing:
    """The figure with `result.events`, which `within` has chosen, as lines over it."""
    axes = axes_of(drawing)
    if not result.events or not axes or drawing.figure is None:
        return drawing
    lines = _lines(axes, result, drawing.time, words)
    data, layout = drawing.figure["data"], drawing.figure["layout"]
    rows = 1 + max((row for _, row in lines if row is not None), default=0)
    band = rows * ROW_HEIGHT + 4
    marks = {
        "shapes": [*layout.get("shapes", ()), *(s for parts, _ in lines for s in parts["shapes"])],
        "annotations": [
            *layout.get("annotations", ()),
            *(a for parts, _ in lines for a in parts["annotations"]),
        ],
    }
    return replace(
        drawing,
        figure={"data": data, "layout": layout | marks | _room(layout, band, drawing.height)},
        height=drawing.height + band,
        alt=words("alt.events", alt=drawing.alt, count=len(result.events)),
        notes=(*drawing.notes, *_key(result.events, words)),
    )


def _lines(
    axes: Sequence[Axis], result: Result, time: Time, words: Words
) -> list[tuple[dict[str, Any], int | None]]:
    """For each axis and happening its line and number, and the row the number stands in."""
    silent = max(0, len(result.events) - NUMBERED)
    found = []
    tops = {(axis.left, axis.right): axis.top for axis in sorted(axes, key=lambda a: a.top)}
    for axis in axes:
        here = [
            (number, row, position(row, time))
            for number, row in enumerate(result.events, start=1 - silent)
            if axis.low <= position(row, time) <= axis.high
        ]
        numbered = [at for number, _, at in here if number > 0]
        free = iter(stack([axis.share(at) for at in numbered]))
        is_top = tops[(axis.left, axis.right)] == axis.top
        for number, row, at in here:
            level = next(free) if number > 0 else None
            level = level if is_top else None
            text = _hover(result, row, words)
            found.append((_mark(axis, _spelled(at, time), number, level, text), level))
    return found


def _spelled(place: float, time: Time) -> Any:
    return round(place, 4) if time == "year" else date.fromordinal(int(place)).isoformat()


def stack(
    places: Sequence[float], width: float = NUMBER_WIDTH, rows: int = ROWS
) -> list[int | None]:
    """The row of each number, which stands left of its ascending place, so that none touch.

    Close ones rise like stairs, so that no stem crosses a number. None where no row has room.
    """
    ends = [float("-inf")] * rows
    found: list[int | None] = []
    for before, place in pairwise([float("-inf"), *places]):
        last = next((row for row in reversed(found) if row is not None), -1)
        first = last + 1 if place - before < width else 0
        order = [*range(first, rows), *range(min(first, rows))]
        row = next((r for r in order if ends[r] <= place - width), None)
        if row is not None:
            ends[row] = place
        found.append(row)
    return found


def _mark(axis: Axis, x: Any, number: int, level: int | None, text: str) -> dict[str, Any]:
    line = {"type": "line", "xref": axis.name, "yref": "paper", "x0": x, "x1": x, "line": LINE}
    body = line | {"y0": axis.bottom, "y1": axis.top, "layer": "below", "opacity": 0.5}
    if number < 1:
        tick = line | {"ysizemode": "pixel", "yanchor": axis.top, "y0": 0, "y1": TICK}
        return {"shapes": [tick], "annotations": []}
    if level is None:
        return {"shapes": [body], "annotations": []}
    rise = level * ROW_HEIGHT + 2
    stem = line | {"ysizemode": "pixel", "yanchor": axis.top, "y0": 0, "y1": rise, "opacity": 0.5}
    label = {
        "name": "event",
        "xref": axis.name,
        "x": x,
        "yref": "paper",
        "y": axis.top,
        "yshift": rise,
        "yanchor": "bottom",
        "xanchor": "right",
        "xshift": -1,
        "borderpad": 0,
        "showarrow": False,
        "text": str(number),
        "font": {"size": 10},
        "hovertext": text,
    }
    return {"shapes": [body, stem], "annotations": [label]}


def _room(layout: dict[str, Any], band: int, height: int) -> dict[str, Any]:
    """Room for the numbers between the figure and its legend."""
    margin = layout.get("margin", {})
    top = margin.get("t", MARGIN_TOP)
    inner = max(1, height - top - margin.get("b", MARGIN_BOTTOM))
    legend = layout.get("legend", {})
    room = {"margin": margin | {"t": top + band}}
    if legend.get("y", 1.02) < 1:
        return room
    return room | {"legend": legend | {"y": legend.get("y", 1.02) + band / inner}}


def _hover(result: Result, row: Row, words: Words) -> str:
    kind = words.code("event_kind", row["event_kind"])
    differs = row["earliest_on"] != row["latest_on"]
    lines = [
        f"<b>{safe(title(row, words))}</b>",
        f"{when(row)} · {safe(kind)}",
        words("label.events.days", first=row["earliest_on"], last=row["latest_on"])
        if differs
        else "",
        words("word.source_line", sources=sources(result, row, words)),
    ]
    return "<br>".join(filter(None, lines))


def _key(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """The numbers with their days and titles, in one paragraph, and what has no number."""
    silent = max(0, len(rows) - NUMBERED)
    items = [
        words("label.events.item", number=number, day=when(row), title=title(row, words))
        for number, row in enumerate(rows[silent:], start=1)
    ]
    key = words("note.events", items=words("filter.separator").join(items))
    return (key, words("note.events_more", count=silent)) if silent else (key,)
