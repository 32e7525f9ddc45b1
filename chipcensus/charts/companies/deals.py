"""A company's deals over time: what was raised below, what it was worth above."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chipcensus.charts.companies.panels import Panel, height, stacked, units
from chipcensus.charts.currency import one_currency
from chipcensus.charts.deals import amount, details, when
from chipcensus.charts.drawing import Drawing, hover
from chipcensus.charts.listing import nothing
from chipcensus.charts.theme import CONTEXT, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale

ROOM = 1.3  # above the highest mark, for its label
APART = 0.16  # of the axis: a label nearer to the one before would run into it


def draw(result: Result, words: Words) -> Drawing:
    """Amounts as stems, undisclosed ones as hollow marks on the axis; valuations as steps."""
    if not result.rows:
        return nothing(words("missing.companies.deals"))
    rows, left_out = one_currency([r for r in result.rows if r["announced_on"]], words)
    if not rows:
        return nothing(_undated(result, words)[0])
    worth = [r for r in rows if r["valuation"] and r["valuation_currency"] == _main(rows)]
    span = _span(rows)
    panels = [_valuations(result, worth, words)] if worth else []
    panels.append(_amounts(result, rows, span, words))
    finding = _finding(result.rows, words)
    return Drawing(
        stacked(panels, _days(span, words)),
        finding,
        _alt(rows, words, finding),
        (
            *_notes(rows, worth, words),
            *_other_worth(rows, worth, words),
            *_undated(result, words),
            *left_out,
        ),
        units(panels, words),
        height(panels),
        time="day",
    )


def _amounts(result: Result, rows: Sequence[Row], span: tuple[date, date], words: Words) -> Panel:
    size = scale([r["amount"] for r in rows], _main(rows), words.lang)
    heights = [size(r["amount"]) or 0.0 for r in rows]
    colour = company_colour(rows[0]["company_id"])
    days = [r["announced_on"].isoformat() for r in rows]
    stems = {
        "type": "scatter",
        "mode": "lines",
        "x": [x for day in days for x in (day, day, None)],
        "y": [y for height in heights for y in (0, height, None)],
        "line": {"color": colour, "width": 2},
        "hoverinfo": "skip",
    }
    marks = {
        "type": "scatter",
        "mode": "markers+text",
        "x": days,
        "y": heights,
        "customdata": [r["row_ids"] for r in rows],
        "marker": {
            "color": colour,
            "size": 9,
            "line": {"width": 1.5, "color": colour},
            "symbol": ["circle" if r["amount"] is not None else "circle-open" for r in rows],
        },
        "text": _labels(rows, heights, span, size, words),
        "textposition": "top center",
        "hovertemplate": [_hover(result, r, words) for r in rows],
    }
    axis = {"range": [0, ROOM * (max(heights) or 1.0)], "nticks": 5, "zeroline": True}
    if not any(heights):
        axis |= {"showticklabels": False, "showgrid": False}
    return Panel(words("label.companies.amount"), size.unit, [stems, marks], axis)


def _labels(
    rows: Sequence[Row],
    heights: Sequence[float],
    span: tuple[date, date],
    size: Scale,
    words: Words,
) -> list[str]:
    """Round and amount above a mark, the largest first, where none runs into another."""
    length = (span[1] - span[0]) * APART
    shown: list[int] = []
    for place in sorted(range(len(rows)), key=lambda n: -heights[n]):
        day = rows[place]["announced_on"]
        if all(abs(day - rows[other]["announced_on"]) > length for other in shown):
            shown.append(place)
    return [_label(row, size, words) if n in shown else "" for n, row in enumerate(rows)]


def _label(row: Row, size: Scale, words: Words) -> str:
    name = words.code("round", row["round"])
    if row["amount"] is None:
        return name
    return f"{name} {number(size(row['amount']) or 0, 3)}{'+' * bool(row['is_at_least'])}"


def _hover(result: Result, row: Row, words: Words) -> str:
    head = f"{words.code('round', row['round'])} <b>{amount(row, words)}</b>"
    return hover(result, row, words, head, when(row, words), *details(row, words))


def _valuations(result: Result, rows: Sequence[Row], words: Words) -> Panel:
    size = scale([r["valuation"] for r in rows], rows[0]["valuation_currency"], words.lang)
    values = [size(r["valuation"]) or 0.0 for r in rows]
    days = [r["announced_on"].isoformat() for r in rows]
    trace = {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": days,
        "y": values,
        "customdata": [r["row_ids"] for r in rows],
        "line": {"shape": "hv", "color": CONTEXT, "width": 1.5, "dash": "dot"},
        "marker": {
            "symbol": "diamond",
            "size": 9,
            "color": company_colour(rows[0]["company_id"]),
        },
        "text": [number(value, 3) for value in values],
        "textposition": "top center",
        "hovertemplate": [_hover(result, r, words) for r in rows],
    }
    axis = {"range": [0, ROOM * max(values)], "nticks": 5}
    return Panel(words("column.valuation"), size.unit, [trace], axis)


def _main(rows: Sequence[Row]) -> str:
    """The currency of the amounts, else of the valuations."""
    known = [row["currency"] or row["valuation_currency"] for row in rows]
    return next(filter(None, known), "number")


def _span(rows: Sequence[Row]) -> tuple[date, date]:
    first, last = rows[0]["announced_on"], rows[-1]["announced_on"]
    room = max((last - first) * 0.12, timedelta(days=150))
    return first - room, last + room


def _days(span: tuple[date, date], words: Words) -> dict[str, Any]:
    ends = [end.isoformat() for end in span]
    return {"type": "date", "range": ends, "title": {"text": words("axis.year")}}


def _finding(rows: Sequence[Row], words: Words) -> str:
    known = [row for row in rows if row["amount"] is not None]
    worth = [row for row in rows if row["valuation"] and row["announced_on"]]
    text = words("finding.companies.deals", count=len(rows), known=len(known))
    if known and len({row["currency"] for row in known}) == 1:
        top = max(known, key=lambda row: row["amount"])
        text += words(
            "finding.companies.deals_top",
            round=words.code("round", top["round"]),
            value=amount(top, words),
            when=when(top, words),
        )
    if worth:
        value = say(worth[-1]["valuation"], worth[-1]["valuation_currency"], words.lang)
        day = when(worth[-1], words)
        text += words("finding.companies.deals_worth", value=value, when=day)
    return text


def _notes(rows: Sequence[Row], worth: Sequence[Row], words: Words) -> tuple[str, ...]:
    found = []
    count = sum(row["amount"] is None for row in rows)
    if count:
        found.append(words("note.companies.undisclosed", count=count))
    if any(row["is_at_least"] for row in rows):
        found.append(words("note.companies.at_least"))
    if any(row["rate"] for row in rows):
        found.append(words("note.funding.converted"))
    if len(worth) > 1:
        found.append(words("note.companies.steps"))
    return tuple(found)


def _other_worth(rows: Sequence[Row], worth: Sequence[Row], words: Words) -> tuple[str, ...]:
    count = sum(row["valuation"] is not None for row in rows) - len(worth)
    if not count:
        return ()
    return (words("note.companies.worth_left_out", shown=_main(rows), count=count),)


def _undated(result: Result, words: Words) -> tuple[str, ...]:
    items = [
        f"{words.code('round', row['round'])} {amount(row, words)}"
        for row in result.rows
        if row["announced_on"] is None
    ]
    return (words("note.funding.undated", deals=words.list(items)),) if items else ()


def _alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    values = [
        f"{when(row, words)} {words.code('round', row['round'])} {amount(row, words)}"
        for row in rows
    ]
    return words("alt.series", finding=finding, values=words.list(values))
