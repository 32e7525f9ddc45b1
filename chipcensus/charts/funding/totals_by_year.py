"""Money raised in a year, by whose count."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import Drawing, hover, period, safe, short_day
from chipcensus.charts.funding.counted import beside, equals, ranges, years
from chipcensus.charts.funding.missing import nothing
from chipcensus.charts.theme import SCOPE_COLOURS, SPARE
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, say_range, scale

REACH = 0.12  # years a mark may stand off its own: farther, it would be read as the next
SIDESTEP = 0.04  # between the providers of one scope and year
BAR = 0.07  # width


def draw(result: Result, words: Words) -> Drawing:
    """Per year and scope a dot for every provider, a bar over their whole-year amounts."""
    if not result.rows:
        return nothing("totals_by_year", result, words)
    rows, left_out = one_currency(result.rows, words)
    size = scale([row["amount"] for row in rows], rows[0]["currency"], words.lang)
    scopes = list(dict.fromkeys(row["scope"] for row in rows))
    traces = []
    for place, scope in enumerate(scopes):
        group = [row for row in rows if row["scope"] == scope]
        colour = SCOPE_COLOURS.get(scope, SPARE[place % len(SPARE)])
        at = REACH * (2 * place / (len(scopes) - 1) - 1) if len(scopes) > 1 else 0.0
        span = ranges(group, at, BAR, colour, size) | {"legendgroup": scope}
        traces += [span, _dots(result, group, at, colour, size, words)]
    layout = {
        "xaxis": years(rows, 0.9, words),
        "showlegend": len(scopes) > 1,
        "barmode": "overlay",
        "yaxis": {"title": {"text": size.unit}, "rangemode": "tozero"},
    }
    finding = _totals_finding(rows, words)
    partial = _partial_notes(rows, words)
    converted = (
        (words("note.funding.converted"),) if any(row["rate"] is not None for row in rows) else ()
    )
    beside = (words("note.funding.beside"),) if len(scopes) > 1 else ()
    notes = (words("note.funding.providers"), *beside, *partial, *converted, *left_out)
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        _totals_alt(rows, words, finding),
        notes,
        size.unit,
        time="year",
    )


def _dots(
    result: Result, rows: Sequence[Row], at: float, colour: str, size: Scale, words: Words
) -> dict[str, Any]:
    rows = sorted(rows, key=lambda row: row["is_partial"])  # the legend shows the first mark
    return {
        "type": "scatter",
        "mode": "markers+text" if len(set(result.column("scope"))) == 1 else "markers",
        "name": words.code("scope", rows[0]["scope"]),
        "legendgroup": rows[0]["scope"],
        "x": [row["year"] + at + SIDESTEP * beside(row, rows) for row in rows],
        "y": [size(row["amount"]) for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "color": colour,
            "size": 9,
            "line": {"width": 1.5, "color": colour},
            "symbol": ["circle-open" if row["is_partial"] else "circle" for row in rows],
        },
        "text": [_day(row, rows) for row in rows],
        "textposition": "middle right",
        "textfont": {"size": 11},
        "hovertemplate": [_total_hover(result, row, words) for row in rows],
    }


def _day(row: Row, rows: Sequence[Row]) -> str:
    """The last day of a part of a year, once for equal dots."""
    is_last = equals(row, rows)[-1] is row
    return f"→{short_day(row['period_end'])}" if row["is_partial"] and is_last else ""


def _partial_notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """Parts of years with their last days: among several scopes the dots have no room."""
    ends = {
        words(
            "label.funding.part",
            scope=words.code("scope", row["scope"]),
            day=words.day(row["period_end"]),
        ): None
        for row in rows
        if row["is_partial"]
    }
    return (words("note.funding.partial", ends=words.list(list(ends))),) if ends else ()


def _total_hover(result: Result, row: Row, words: Words) -> str:
    head = words(
        "word.said",
        who=safe(words.code("provider", row["provider"])),
        value=f"<b>{say(row['amount'], row['currency'], words.lang)}</b>",
    )
    deals = (
        words("label.funding.deals", value=say(row["deals"], "deals", words.lang))
        if row["deals"] is not None
        else ""
    )
    rate = words("label.funding.rate", rate=number(row["rate"])) if row["rate"] is not None else ""
    span = (
        words(
            "label.funding.range",
            range=say_range(row["range_low"], row["range_high"], row["currency"], words.lang),
        )
        if row["range_low"] is not None
        else ""
    )
    partial = words("flag.is_partial") if row["is_partial"] else ""
    return hover(
        result,
        row,
        words,
        f"{words.code('scope', row['scope'])} · {row['year']}",
        head,
        deals,
        period(row, words),
        partial,
        rate,
        span,
    )


def _totals_finding(rows: Sequence[Row], words: Words) -> str:
    first = [row for row in rows if row["scope"] == rows[0]["scope"]]
    newest = max(first, key=lambda row: (not row["is_partial"], row["year"]))
    until = words("word.until", day=words.day(newest["period_end"])) if newest["is_partial"] else ""
    text = words(
        "finding.funding.totals_by_year",
        year=newest["year"],
        scope=words.code("scope", newest["scope"]),
        until=until,
        value=say(newest["amount"], newest["currency"], words.lang),
        provider=safe(words.code("provider", newest["provider"])),
    )
    ranged = [row for row in rows if row["range_low"]]
    if ranged:
        widest = max(ranged, key=lambda row: row["range_high"] / row["range_low"])
        span = say_range(widest["range_low"], widest["range_high"], widest["currency"], words.lang)
        text += words(
            "finding.funding.widest",
            year=widest["year"],
            scope=words.code("scope", widest["scope"]),
            range=span,
        )
    return text


def _totals_alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    values = [
        words(
            "label.funding.alt_total",
            scope=words.code("scope", row["scope"]),
            year=row["year"],
            provider=safe(words.code("provider", row["provider"])),
            value=say(row["amount"], row["currency"], words.lang),
        )
        for row in rows
    ]
    return words("alt.series", finding=finding, values=words.list(values))
