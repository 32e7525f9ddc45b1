"""What a forecaster said, as marks: the past solid, forecasts dashed and open, targets as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from chipcensus.charts.drawing import disagreement, hover, period, safe, whiskers, year_axis
from chipcensus.charts.theme import ACCENT, SPARE
from chipcensus.charts.times import position
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, say_range

DASHES = {"actual": "solid", "forecast": "dash", "target": "dot"}
SYMBOLS = {"forecast": "diamond-open", "target": "circle-open-dot"}
# Neighbours in a legend far from each other.
PALETTE = (ACCENT, *(SPARE[place] for place in (3, 2, 4, 1, 6, 7, 5)))
MONTH = 7  # letters of an ISO date
Key = tuple[Any, ...]


@dataclass(frozen=True)
class Look:
    """How one series is drawn: its colour, with which others the legend switches it, its name."""

    colour: str
    group: str = ""
    name: str = ""


def colours_of(rows: Sequence[Row], first: str) -> dict[str, str]:
    """A colour for each definition of a market; `first` has the accent."""
    markets = sorted({row["market"] for row in rows}, key=lambda market: (market != first, market))
    return dict(zip(markets, PALETTE * len(markets), strict=False))


def legend(colours: Mapping[str, str], words: Words) -> list[dict[str, Any]]:
    """One entry a definition of a market, in its colour; marks have several forms."""
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [None],
            "y": [None],
            "name": words.code("market", market),
            "legendgroup": market,
            "showlegend": True,
            "hoverinfo": "skip",
            "marker": {"color": colour, "size": 9},
        }
        for market, colour in colours.items()
    ]


def group_by(rows: Sequence[Row], *columns: str) -> dict[Key, list[Row]]:
    """Rows that are alike in `columns`, in the order they come."""
    groups: dict[Key, list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[column] for column in columns), []).append(row)
    return groups


def middle(row: Row) -> float:
    """The middle of a row's period on an axis of years, a whole year's is the year; or its `at`."""
    if "at" in row:
        return float(row["at"])
    if not row.get("is_partial"):
        return float(row["year"])
    span = {"happened_on": row["period_start"], "until": row["period_end"]}
    return round(position(span, "year"), 3)


def years_of(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    """The axis of all of `rows`; where few years are named the newest is, not the one at zero."""
    years = [row["year"] for row in rows]
    return year_axis(years, words) | {"tick0": max(years)}


def is_range(row: Row) -> bool:
    """Printed as a range, from value to value_to."""
    return row.get("value_to") is not None and row["value_to"] > row["value"]


def is_at_least(row: Row) -> bool:
    """Printed as a lower bound."""
    return row["value_high"] is None


def value_of(row: Row, kind: str, words: Words) -> str:
    """The value as it was said: a number, a range, or at least so much."""
    if is_range(row):
        return say_range(row["value"], row["value_to"], kind, words.lang)
    sign = "≥" if is_at_least(row) else ""
    return sign + say(row["value"], kind, words.lang)


def short_value(row: Row, size: Scale) -> str:
    """The same for a label: in the unit of the axis, without it."""
    sign = "≥" if is_at_least(row) else ""
    text = number(row["value"] / size.divisor, 3)
    more = f"–{number(row['value_to'] / size.divisor, 3)}" if is_range(row) else ""
    return f"{sign}{text}{more}{'%' if size.unit == '%' else ''}"


def who(row: Row, words: Words) -> str:
    """The forecaster; of a forecast also the month it was published, where known."""
    name = safe(words.code("forecaster", row["forecaster"]))
    return f"{name} {row['told_on'].isoformat()[:MONTH]}" if row["told_on"] else name


def traces(
    rows: Sequence[Row],
    size: Scale,
    look: Look,
    tell: Callable[[Row], str],
    origin: Row | None = None,
) -> list[dict[str, Any]]:
    """One series: its line with marks, and apart from it what was printed as a range.

    Args:
        rows: of one forecaster, definition, standing and publication, by period.
        size: the scale values are shown in.
        look: colour and place in the legend.
        tell: a row's hover text.
        origin: the actual figure a forecast starts from; joined, not marked.
    """
    points = [row for row in rows if not is_range(row)]
    parts = [row for row in points if row.get("is_partial")]
    whole = [row for row in points if not row.get("is_partial")]
    found = [_line(whole, size, look, tell, origin)] if whole else []
    if parts:
        found.append(_line(parts, size, look, tell, None) | {"mode": "markers"})
    return found + [_span(row, size, look, tell) for row in rows if is_range(row)]


def _line(
    rows: Sequence[Row], size: Scale, look: Look, tell: Callable[[Row], str], origin: Row | None
) -> dict[str, Any]:
    drawn = _with_gaps(rows)
    head: list[Row | None] = [origin] if origin else []
    standing = rows[0]["standing"]
    ranged = [row if row and row["is_disputed"] else {"is_disputed": False} for row in drawn]
    return {
        "type": "scatter",
        "mode": "markers" if standing == "target" else "lines+markers",
        "x": [row and middle(row) for row in (*head, *drawn)],
        "y": [row and size(row["value"]) for row in (*head, *drawn)],
        "customdata": [[] for _ in head] + [row["row_ids"] if row else [] for row in drawn],
        "hovertemplate": ["" for _ in head] + [tell(row) if row else "" for row in drawn],
        "line": {"color": look.colour, "width": 2, "dash": DASHES[standing]},
        "marker": {
            "color": look.colour,
            "size": [0 for _ in head] + [13 if standing == "target" else 8 for _ in drawn],
            "symbol": ["circle" for _ in head] + [_symbol(row) for row in drawn],
            "line": {"width": 1.6, "color": look.colour},
        },
        "error_y": whiskers([{"is_disputed": False} for _ in head] + ranged, "value", size.divisor),
        **_switch(look),
    }


def _span(row: Row, size: Scale, look: Look, tell: Callable[[Row], str]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [middle(row)] * 2,
        "y": [size(row["value"]), size(row["value_to"])],
        "customdata": [row["row_ids"]] * 2,
        "hovertemplate": [tell(row)] * 2,
        "line": {"color": look.colour, "width": 1.6, "dash": DASHES[row["standing"]]},
        "marker": {
            "color": look.colour,
            "size": 11,
            "symbol": "line-ew-open",
            "line": {"width": 2, "color": look.colour},
        },
        **_switch(look),
    }


def _switch(look: Look) -> dict[str, Any]:
    named = {"name": look.name} if look.name else {}  # shown by office charts only
    return {"legendgroup": look.group, "showlegend": False, **named}


def _with_gaps(rows: Sequence[Row]) -> list[Row | None]:
    """What was said of the past is joined from year to year only; one forecast is one line."""
    drawn: list[Row | None] = [rows[0]]
    for before, row in pairwise(rows):
        drawn += [row] if _follows(before, row) else [None, row]
    return drawn


def _follows(before: Row, row: Row) -> bool:
    return bool(row["standing"] != "actual" or row["year"] == before["year"] + 1)


def _symbol(row: Row | None) -> str:
    if row is None:
        return "circle"
    is_open = row.get("is_partial") or row["standing"] != "actual"
    if is_at_least(row):
        return "triangle-up-open" if is_open else "triangle-up"
    return SYMBOLS.get(row["standing"], "circle-open" if is_open else "circle")


def told(result: Result, row: Row, name: str, kind: str, words: Words, *more: str) -> str:
    """The hover text of a mark: what of, who said it when, how much, its interval and range."""
    value = value_of(row, kind, words)
    bounds = say_range(row["value_low"], row["value_high"], kind, words.lang)
    return hover(
        result,
        row,
        words,
        f"<b>{name}</b>",
        words("word.said", who=safe(words.code("forecaster", row["forecaster"])), value=value),
        period(row, words),
        _standing(row, words),
        words("flag.is_partial") if row.get("is_partial") else "",
        words("word.interval", range=bounds) if bounds != value else "",
        disagreement(row, kind, words),
        words("label.market.rate", rate=number(row["rate"])) if row.get("rate") else "",
        *more,
    )


def _standing(row: Row, words: Words) -> str:
    """Nothing for the past; a forecast is of the first day it is known to have been published."""
    if row["standing"] == "actual":
        return ""
    name = words(f"standing.{row['standing']}")
    day = row["told_on"]
    when = words("word.published_on", day=words.day(day)) if day else words("label.market.undated")
    return f"{name} · {when}"
