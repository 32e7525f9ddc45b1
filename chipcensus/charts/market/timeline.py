"""What happened, a lane a kind: each happening on its day, or over the month or year known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.listing import Cell, cited, column, nothing, table, text
from chipcensus.charts.market.lanes import MARK, Placed, place
from chipcensus.charts.overlay import title, when
from chipcensus.charts.theme import ACCENT, ACCENT_PALE
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

ROW = 17  # pixels
APART = 0.7  # rows between two lanes
DAY = 86_400_000  # milliseconds
GRID = "rgba(133,139,148,0.25)"  # for light and dark alike
COLUMNS = ("happened_on", "happening", "event_kind", "source_ids")
TOLD = 5


def draw(result: Result, words: Words) -> Drawing:
    """A lane a kind from the top, as rows as its names need; the same as a list on a telephone."""
    if not result.rows:
        return nothing(words("missing.market.timeline"))
    rows = sorted(result.rows, key=lambda row: (row["happened_on"], row["row_ids"]))
    span = _span(rows)
    lanes = {
        kind: place([row for row in rows if row["event_kind"] == kind], span, words)
        for kind in _kinds(rows, words)
    }
    traces, layout, height = _figure(result, lanes, span, words)
    finding = _finding(result.rows, lanes, words)
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        words("alt.series", finding=finding, values=words.list(_newest(result.rows, words))),
        _notes(lanes, words),
        words("unit.happenings"),
        height,
        time="day",
        listing=_listing(result, words),
    )


def _kinds(rows: Sequence[Row], words: Words) -> list[str]:
    """The kinds that occur, in the order of the words."""
    known, found = list(words.section("event_kind")), {row["event_kind"] for row in rows}
    return [*(k for k in known if k in found), *sorted(found - set(known))]


def _span(rows: Sequence[Row]) -> tuple[date, date]:
    first, last = min(r["happened_on"] for r in rows), max(r["until"] for r in rows)
    room = max((last - first) * 0.02, timedelta(days=10))
    return first - room, last + room


def _figure(
    result: Result, lanes: dict[str, list[Placed]], span: tuple[date, date], words: Words
) -> tuple[list[dict[str, Any]], dict[str, Any], int]:
    """Traces, layout and height."""
    tops, top = {}, 0.0
    for kind, placed in lanes.items():
        tops[kind] = top
        top += 1 + max(p.level for p in placed) + APART
    spots = [(tops[kind] + p.level, p) for kind, placed in lanes.items() for p in placed]
    days = [spot for spot in spots if spot[1].row["date_precision"] == "day"]
    spans = [spot for spot in spots if spot[1].row["date_precision"] != "day"]
    traces = [_bars(result, spans, words)] if spans else []
    traces += [_marks(result, days, words)] if days else []
    traces += [_names(spots)]
    edge = -0.5 - APART / 2
    layout = {
        "xaxis": {
            "type": "date",
            "range": [span[0].isoformat(), span[1].isoformat()],
            "showgrid": True,
            "gridcolor": GRID,
            "nticks": 9,
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(tops.values()),
            "ticktext": [words.code("event_kind", kind) for kind in lanes],
            "range": [top + edge, edge],
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
            "fixedrange": True,
        },
        "shapes": [_rule(start + edge) for start in list(tops.values())[1:]],
        "showlegend": False,
    }
    return traces, layout, max(180, round(top * ROW) + 70)


def _rule(y: float) -> dict[str, Any]:
    ends = {"xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y}
    return {"type": "line", "layer": "below", "line": {"color": GRID, "width": 1}} | ends


def _bars(result: Result, spots: Sequence[tuple[float, Placed]], words: Words) -> dict[str, Any]:
    """Happenings of which only the month or year is known: bars over all of it."""
    rows = [p.row for _, p in spots]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [row["happened_on"].isoformat() for row in rows],
        "x": [((row["until"] - row["happened_on"]).days + 1) * DAY for row in rows],
        "y": [y for y, _ in spots],
        "width": 0.4,
        "marker": {"color": ACCENT_PALE, "line": {"color": ACCENT, "width": 1}},
    } | _opening(result, rows, words)


def _marks(result: Result, spots: Sequence[tuple[float, Placed]], words: Words) -> dict[str, Any]:
    rows = [p.row for _, p in spots]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["happened_on"].isoformat() for row in rows],
        "y": [y for y, _ in spots],
        "marker": {"symbol": "diamond", "size": MARK, "color": ACCENT},
    } | _opening(result, rows, words)


def _names(spots: Sequence[tuple[float, Placed]]) -> dict[str, Any]:
    """What is written beside the marks; the marks themselves say more."""
    named = [(y, p) for y, p in spots if p.side]
    ends = {"left": "happened_on", "right": "until"}
    return {
        "type": "scatter",
        "mode": "text",
        "x": [p.row[ends[p.side]].isoformat() for _, p in named],
        "y": [y for y, _ in named],
        "text": [f"\u2003{safe(p.label)}\u2003" for _, p in named],
        "textposition": [f"middle {p.side}" for _, p in named],
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _opening(result: Result, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    return {
        "customdata": [row["row_ids"] for row in rows],
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _hover(result: Result, row: Row, words: Words) -> str:
    precision = words.code("date_precision", row["date_precision"])
    known = words("word.known_to", day=when(row), precision=precision)
    companies = words.list([safe(words.company(c)) for c in row["company_ids"]])
    days = (row["earliest_on"], row["latest_on"])
    told = words("label.events.days", first=days[0], last=days[1]) if days[0] != days[1] else ""
    kind = words.code("event_kind", row["event_kind"])
    head = f"<b>{safe(title(row, words))}</b>"
    return hover(result, row, words, head, words.list([kind, known]), companies, told)


def _finding(rows: Sequence[Row], lanes: dict[str, list[Placed]], words: Words) -> str:
    counts = [
        words("word.said", who=words.code("event_kind", kind), value=len(placed))
        for kind, placed in lanes.items()
    ]
    newest = words("word.on", text=title(rows[0], words), day=when(rows[0]))
    return words(
        "finding.market.timeline", count=len(rows), counts=words.list(counts), newest=newest
    )


def _newest(rows: Sequence[Row], words: Words) -> list[str]:
    return [words("word.on", text=title(row, words), day=when(row)) for row in rows[:TOLD]]


def _notes(lanes: dict[str, list[Placed]], words: Words) -> tuple[str, ...]:
    silent = sum(not p.side for placed in lanes.values() for p in placed)
    more = (words("note.timeline_silent", count=silent),) if silent else ()
    return (words("note.timeline"), *more)


def _listing(result: Result, words: Words) -> dict[str, Any]:
    """The same happenings, newest first."""
    heads = [column(words(f"column.{name}")) for name in COLUMNS]
    return table(heads, [{"cells": _cells(result, row, words)} for row in result.rows])


def _cells(result: Result, row: Row, words: Words) -> list[Cell]:
    concerned = [{"id": c, "text": words.company(c)} for c in row["company_ids"]]
    return [
        text(when(row)),
        text(title(row, words), companies=concerned),
        text(words.code("event_kind", row["event_kind"])),
        cited(result, row["source_ids"], words),
    ]
