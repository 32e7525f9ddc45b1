"""The money of each year: what providers count, beside what the known deals add up to."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from chipcensus.charts.deals import IPO_COLOUR
from chipcensus.charts.drawing import Drawing, hover, period, safe, short_day
from chipcensus.charts.funding.counted import beside, ranges, years
from chipcensus.charts.funding.missing import nothing
from chipcensus.charts.theme import ACCENT, ACCENT_PALE, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, say_range, scale

WIDTH = 0.36  # of a year
ASIDE = 0.2  # the known on the left of their year, the counted on the right
SIDESTEP = 0.08  # between providers that say the same
LABELLED_SHARE = 0.1  # of the largest sum
CHANNELS = {"private": ACCENT, "public": IPO_COLOUR, "placed": ACCENT_PALE}


def draw(result: Result, words: Words) -> Drawing:
    """Bars of known deals left, the providers' dots and their range right; never one of the two."""
    known = [r for r in result.rows if r["kind"] == "known" and r["amount"] is not None]
    counted = [r for r in result.rows if r["kind"] == "counted"]
    if not known and not counted:
        return nothing("money", result, words)
    sums = _sums(known)
    top = [total for total, _ in sums.values()] + [row["amount"] for row in counted]
    size = scale(top, result.rows[0]["currency"], words.lang)
    layout = {
        "barmode": "stack",
        "xaxis": years([*known, *counted], 0.7, words),
        "yaxis": {"title": {"text": size.unit}, "rangemode": "tozero"},
        "showlegend": True,
        "legend": {"traceorder": "normal"},
    }
    traces = [
        _bars(result, rows, channel, size, words)
        for channel in CHANNELS
        if (rows := [row for row in known if row["channel"] == channel])
    ]
    traces += [_labels(sums, size)] if sums else []
    if counted:
        traces.append(ranges(counted, ASIDE, WIDTH * 0.6, CONTEXT, size))
        traces.append(_dots(result, counted, size, words))
    finding = _finding(sums, counted, words)
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        words("alt.series", finding=finding, values=words.list(_values(sums, counted, words))),
        _notes(counted, words),
        size.unit,
        time="year",
    )


def _sums(known: Sequence[Row]) -> dict[int, tuple[float, Row]]:
    """Of each year the sum over the channels, and what is true of it as a whole."""
    sums = {}
    for year, group in groupby(sorted(known, key=lambda row: row["year"]), lambda r: r["year"]):
        rows = list(group)
        whole = {
            "currency": rows[0]["currency"],
            "is_at_least": any(row["is_at_least"] for row in rows),
            "deals": sum(row["deals"] for row in rows),
        }
        sums[year] = (sum(row["amount"] for row in rows), whole)
    return sums


def _bars(
    result: Result, rows: Sequence[Row], channel: str, size: Scale, words: Words
) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": words(f"label.funding.known.{channel}"),
        "x": [row["year"] - ASIDE for row in rows],
        "y": [size(row["amount"]) for row in rows],
        "width": WIDTH,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {"color": CHANNELS[channel]},
        "hovertemplate": [_known_hover(result, row, words) for row in rows],
    }


def _labels(sums: dict[int, tuple[float, Row]], size: Scale) -> dict[str, Any]:
    """The larger sums: a phone has no room for those beside the axis."""
    largest = max(total for total, _ in sums.values())
    apart = LABELLED_SHARE * largest
    shown = {year: s for year, s in sums.items() if s[0] >= apart}
    # Of two neighbours of one height the later one's number stands, or they would meet.
    level = {y for y in shown if y + 1 in shown and abs(shown[y + 1][0] - shown[y][0]) < apart}
    shown = {year: s for year, s in shown.items() if year not in level}
    return {
        "type": "scatter",
        "mode": "text",
        "x": [year - ASIDE for year in shown],
        "y": [size(total) for total, _ in shown.values()],
        "text": [
            "≥" * bool(whole["is_at_least"]) + number(total / size.divisor, 2)
            for total, whole in shown.values()
        ],
        "textposition": "top center",
        "textfont": {"size": 11},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _dots(result: Result, rows: Sequence[Row], size: Scale, words: Words) -> dict[str, Any]:
    rows = sorted(rows, key=lambda row: row["is_partial"])  # the legend shows the first mark
    scope = words.code("scope", rows[0]["scope"])
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words("label.funding.counted", scope=scope),
        "x": [row["year"] + ASIDE + SIDESTEP * beside(row, rows) for row in rows],
        "y": [size(row["amount"]) for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "size": 8,
            "color": CONTEXT,
            "symbol": ["circle-open" if row["is_partial"] else "circle" for row in rows],
            "line": {"width": 1.5, "color": CONTEXT},
        },
        "hovertemplate": [_counted_hover(result, row, words) for row in rows],
    }


def _known_hover(result: Result, row: Row, words: Words) -> str:
    value = "≥" * bool(row["is_at_least"]) + say(row["amount"], row["currency"], words.lang)
    undisclosed = int(row["undisclosed"] or 0)
    bounds = say_range(row["amount_low"], row["amount_high"], row["currency"], words.lang)
    return hover(
        result,
        row,
        words,
        f"{words('label.funding.known.' + row['channel'])} · {row['year']}",
        f"<b>{value}</b>",
        words("label.funding.summed", count=int(row["deals"])),
        words("label.funding.undisclosed", count=undisclosed) if undisclosed else "",
        words("word.interval", range=bounds),
    )


def _counted_hover(result: Result, row: Row, words: Words) -> str:
    value = say(row["amount"], row["currency"], words.lang)
    count = row["deals"]
    return hover(
        result,
        row,
        words,
        f"{words.code('scope', row['scope'])} · {row['year']}",
        words(
            "word.said", who=safe(words.code("provider", row["provider"])), value=f"<b>{value}</b>"
        ),
        words("label.funding.deals", value=say(count, "deals", words.lang)) if count else "",
        period(row, words),
        words("flag.is_partial") if row["is_partial"] else "",
    )


def _finding(sums: dict[int, tuple[float, Row]], counted: Sequence[Row], words: Words) -> str:
    parts = []
    if sums:
        year = max(sums, key=lambda y: sums[y][0])
        total, whole = sums[year]
        mark = "≥" * bool(whole["is_at_least"])
        parts.append(
            words(
                "finding.funding.money_known",
                year=year,
                value=mark + say(total, whole["currency"], words.lang),
                deals=say(whole["deals"], "deals", words.lang),
            )
        )
    if counted:
        newest = max(counted, key=lambda row: (not row["is_partial"], row["year"]))
        until = words("word.until", day=words.day(newest["period_end"]))
        parts.append(
            words(
                "finding.funding.money_counted",
                year=newest["year"],
                scope=words.code("scope", newest["scope"]),
                until=until if newest["is_partial"] else "",
                value=say(newest["amount"], newest["currency"], words.lang),
                provider=safe(words.code("provider", newest["provider"])),
            )
        )
    return words("missing.funding.join", text="").join(parts)


def _values(sums: dict[int, tuple[float, Row]], counted: Sequence[Row], words: Words) -> list[str]:
    known = [
        words(
            "label.funding.alt_known",
            year=year,
            value="≥" * bool(whole["is_at_least"]) + say(total, whole["currency"], words.lang),
        )
        for year, (total, whole) in sums.items()
    ]
    return known + [
        words(
            "label.funding.alt_total",
            year=row["year"],
            scope=words.code("scope", row["scope"]),
            provider=safe(words.code("provider", row["provider"])),
            value=say(row["amount"], row["currency"], words.lang),
        )
        for row in counted
    ]


def _notes(counted: Sequence[Row], words: Words) -> tuple[str, ...]:
    ends = [f"{row['year']}→{short_day(row['period_end'])}" for row in counted if row["is_partial"]]
    partial = words("note.funding.partial", ends=words.list(list(dict.fromkeys(ends))))
    return (
        words("note.funding.money"),
        *([partial] if ends else []),
        words("note.funding.converted"),
    )
