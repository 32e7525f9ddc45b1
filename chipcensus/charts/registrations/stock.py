"""Companies in existence over time, as each provider counts them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import log10
from typing import Any

from chipcensus.charts.counting import count_interval, nothing, said_count
from chipcensus.charts.drawing import Drawing, disagreement, hover, safe
from chipcensus.charts.registrations.labels import Spot, beside, trail
from chipcensus.charts.theme import ACCENT, CONTEXT, SPARE
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale

HEIGHT = 420
PLOT = 340  # pixels of it between the axes
MANY_YEARS = timedelta(days=6 * 366)
FAR = 25  # times: counts so far apart need a logarithmic axis
UNNAMED = "diamond-open"
Series = dict[str | None, list[Row]]


def draw(result: Result, words: Words) -> Drawing:
    """One line a provider; what nobody is named for stands alone."""
    rows = [row for row in result.rows if row["counted_on"]]
    if not rows:
        return nothing(result, words, "registrations.stock")
    size = scale([row["companies"] for row in rows], "companies", words.lang)
    series: Series = {}
    for row in rows:
        series.setdefault(row["provider"], []).append(row)
    lows = [_low(row) for row in rows]
    is_log = min(lows) > 0 and max(map(_high, rows)) > FAR * min(lows)
    axes = {"xaxis": _days(rows), "yaxis": _counts(rows, size, is_log=is_log)}
    names = _names(series, axes, size, words)
    has_chosen = any(row["role"] == "chosen" for row in rows)
    colours = _colours(series, has_chosen=has_chosen)
    traces = [
        _trace(result, group, size, words) | _look(group, colours[who], *names.get(who, ("", "")))
        for who, group in series.items()
    ]
    finding = _finding(rows, words)
    notes = (
        words("note.stock"),
        *([] if has_chosen else [words("note.stock_others")]),
        *([words("note.log")] if is_log else []),
        *_undated(result, words),
    )
    return Drawing(
        {"data": traces, "layout": axes | {"showlegend": False}},
        finding,
        words("alt.series", finding=finding, values=words.list(_values(rows, words))),
        notes,
        size.unit,
        HEIGHT,
        time="day",
    )


def _low(row: Row) -> float:
    return float(min(row["companies_low"], row["range_low"]))


def _high(row: Row) -> float:
    return float(max(row["companies_high"], row["range_high"]))


def _days(rows: Sequence[Row]) -> dict[str, Any]:
    days: list[date] = [row["counted_on"] for row in rows]
    room = max((max(days) - min(days)) * 0.06, timedelta(days=40))
    return {
        "type": "date",
        "range": [(min(days) - room).isoformat(), (max(days) + room).isoformat()],
        # A year or two apart: days and months would stand aslant on a telephone.
        "dtick": "M12" if max(days) - min(days) < MANY_YEARS else "M24",
        "tick0": date(min(days).year, 1, 1).isoformat(),
    }


def _counts(rows: Sequence[Row], size: Scale, *, is_log: bool) -> dict[str, Any]:
    top = max(map(_high, rows)) / size.divisor
    title = {"title": {"text": size.unit}}
    if not is_log:
        return title | {"range": [0, 1.12 * top]}
    bottom = min(map(_low, rows)) / size.divisor
    ends = [log10(bottom) - 0.15, log10(top) + 0.2]
    return title | {"type": "log", "dtick": 1, "tickformat": ",~g", "range": ends}


def _colours(series: Series, *, has_chosen: bool) -> dict[str | None, str]:
    """The chosen provider in the accent; where several are alike each has its own colour."""
    shown = [who for who, rows in series.items() if rows[0]["role"] == "chosen" or not has_chosen]
    several = dict(zip(shown, SPARE * len(shown), strict=False))
    colours = several if len(shown) > 1 else dict.fromkeys(shown, ACCENT)
    return {who: colours.get(who, CONTEXT) if who else CONTEXT for who in series}


def _trace(result: Result, rows: Sequence[Row], size: Scale, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "name": safe(words.code("provider", rows[0]["provider"])),
        "x": [row["counted_on"].isoformat() for row in rows],
        "y": [size(row["companies"]) for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "hovertemplate": [_hover(result, row, words) for row in rows],
        "error_y": {
            "type": "data",
            "symmetric": False,
            "array": [(_high(row) - row["companies"]) / size.divisor for row in rows],
            "arrayminus": [(row["companies"] - _low(row)) / size.divisor for row in rows],
        },
    }


def _look(rows: Sequence[Row], colour: str, side: str, name: str) -> dict[str, Any]:
    is_named = rows[0]["provider"] is not None
    symbols = [
        UNNAMED if not is_named else "triangle-up" if row["is_at_least"] else "circle"
        for row in rows
    ]
    return {
        "mode": ("lines+markers" if is_named else "markers") + ("+text" if name else ""),
        "line": {"color": colour, "width": 2},
        "marker": {"color": colour, "size": 8, "symbol": symbols},
        "text": [*[""] * (len(rows) - 1), name],
        "textposition": side or "top left",
        "textfont": {"color": colour},
    }


def _texts(rows: Sequence[Row], words: Words) -> tuple[str, str]:
    """A provider with its newest count, and where there is little room without it."""
    last = rows[-1]
    sign = "≥" if last["is_at_least"] else ""
    who = safe(words.code("provider", last["provider"]))
    return f"{who} {sign}{number(last['companies'], 12)}", who


def _names(
    series: Series, axes: dict[str, Any], size: Scale, words: Words
) -> dict[str | None, tuple[str, str]]:
    """Where each provider's name stands, and the name; the chosen one's is placed first."""
    first, last = (date.fromisoformat(day) for day in axes["xaxis"]["range"])
    low, high = axes["yaxis"]["range"]
    is_log = axes["yaxis"].get("type") == "log"

    def spot(row: Row, *texts: str) -> Spot:
        value = row["companies"] / size.divisor
        y = ((log10(value) if is_log else value) - low) / (high - low)
        return Spot((row["counted_on"] - first) / (last - first), y, texts)

    named = [who for who in series if who]
    order = sorted(named, key=lambda who: (series[who][0]["role"], -series[who][-1]["companies"]))
    marks = [spot(row) for rows in series.values() for row in rows]
    marks += [mark for who in named for mark in trail([spot(row) for row in series[who]])]
    spots = [spot(series[who][-1], *_texts(series[who], words)) for who in order]
    return dict(zip(order, beside(spots, marks, PLOT), strict=True))


def _hover(result: Result, row: Row, words: Words) -> str:
    return hover(
        result,
        row,
        words,
        said_count(row, words),
        words("word.counted_on", day=words.day(row["counted_on"])),
        words("flag.is_at_least") if row["is_at_least"] else "",
        count_interval(row, words),
        disagreement(row, "companies", words),
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    """The newest count, and the first of the same provider where there is one."""
    newest = max(rows, key=lambda row: (row["role"] == "chosen", row["counted_on"]))
    first = next(row for row in rows if row["provider"] == newest["provider"])
    sign = words("flag.is_at_least") if newest["is_at_least"] else ""
    said = {
        "day": words.day(newest["counted_on"]),
        "value": sign + say(newest["companies"], "companies", words.lang),
        "provider": words.code("provider", newest["provider"]),
    }
    if first is newest or newest["provider"] is None:
        return words("finding.registrations.stock_once", **said)
    before = say(first["companies"], "companies", words.lang)
    day = words.day(first["counted_on"])
    return words("finding.registrations.stock", before=before, before_day=day, **said)


def _values(rows: Sequence[Row], words: Words) -> list[str]:
    return [
        words(
            "word.provider_on_day",
            provider=words.code("provider", row["provider"]),
            day=words.day(row["counted_on"]),
            value=say(row["companies"], "companies", words.lang),
        )
        for row in rows
    ]


def _undated(result: Result, words: Words) -> tuple[str, ...]:
    """Counts without a day have no place on the axis."""
    texts = [
        words(
            "word.said",
            who=words.code("provider", row["provider"]),
            value=say(row["companies"], "companies", words.lang),
        )
        for row in result.rows
        if row["counted_on"] is None
    ]
    return (words("note.undated_counts", values=words.list(texts)),) if texts else ()
