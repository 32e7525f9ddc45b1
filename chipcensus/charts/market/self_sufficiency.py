"""The share of its chips that China makes itself: estimates, forecasts, targets, all apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chipcensus.charts.counting import nothing
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.market.panels import End, Panel, figure
from chipcensus.charts.market.said import (
    Look,
    colours_of,
    group_by,
    legend,
    middle,
    told,
    traces,
    value_of,
    who,
    years_of,
)
from chipcensus.charts.theme import NET
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, say_range, scale

SERIES = ("market", "forecaster", "standing", "vintage")
KIND = "fraction"
FIRST, SECOND = "ic", "ai_gpu"  # definitions the finding tells of
LEAST = 400  # pixels
RECENT = 6  # years: what ended before has its name in the hover only, a leader would cross all


def draw(result: Result, words: Words) -> Drawing:
    """One line a forecaster, definition and publication; a bar over the estimates of a year."""
    if not result.rows:
        return nothing(result, words, "market.self_sufficiency")
    rows = list(result.rows)
    size = scale([], KIND, words.lang)
    colours = colours_of(rows, FIRST)
    panel = _panel(result, rows, size, colours, words)
    drawn, height = figure([panel], years_of(rows, words), legend(colours, words))
    finding = _finding(rows, words)
    return Drawing(
        drawn,
        finding,
        words("alt.series", finding=finding, values=words.list([_said(r, words) for r in rows])),
        _notes(rows, words),
        size.unit,
        height,
        time="year",
    )


def _panel(
    result: Result, rows: Sequence[Row], size: Scale, colours: Mapping[str, str], words: Words
) -> Panel:
    found = [_ranges(rows, market, colours[market], size) for market in colours]
    found = [trace for trace in found if trace["x"]]
    ends: list[End] = []
    newest = max(row["year"] for row in rows)
    for (market, *_), group in group_by(rows, *SERIES).items():
        is_target = group[0]["standing"] == "target"
        told = words("label.market.target") if is_target else who(group[-1], words)
        name = f"{words.code('market', market)} · {told}"
        look = Look(NET if is_target else colours[market], market, name)
        found += traces(group, size, look, lambda row: _hover(result, row, words))
        if newest - group[-1]["year"] <= RECENT:
            text = words("label.market.target") if is_target else who(group[-1], words)
            top = size(group[-1]["value"]) or 0.0
            ends.append(End(middle(group[-1]), top, text, look.colour))
    top = max(row["range_high"] for row in rows) / size.divisor
    heading = words("label.market.self_sufficiency", unit=size.unit)
    return Panel(heading, found, ends, (0, min(100.0, 1.12 * top)), least=LEAST)


def _ranges(rows: Sequence[Row], market: str, colour: str, size: Scale) -> dict[str, Any]:
    """A pale bar a year, over what several estimates of the past say under one definition."""
    spans = {r["year"]: r for r in rows if r["market"] == market and _is_spread(r)}.values()
    return {
        "type": "bar",
        "x": [row["year"] for row in spans],
        "base": [size(row["year_low"]) for row in spans],
        "y": [(row["year_high"] - row["year_low"]) / size.divisor for row in spans],
        "width": 0.5,
        "marker": {"color": colour, "opacity": 0.22},
        "hoverinfo": "skip",
        "legendgroup": market,
        "showlegend": False,
    }


def _is_spread(row: Row) -> bool:
    return row["year_low"] is not None and row["year_high"] > row["year_low"]


def _name(row: Row, words: Words) -> str:
    market = words.code("market", row["market"])
    return words("word.year_value", year=row["year"], value=market)


def _hover(result: Result, row: Row, words: Words) -> str:
    return told(result, row, _name(row, words), KIND, words, _estimates(row, words))


def _estimates(row: Row, words: Words) -> str:
    if not _is_spread(row):
        return ""
    span = say_range(row["year_low"], row["year_high"], KIND, words.lang)
    return words("label.market.estimates", range=span)


def _said(row: Row, words: Words) -> str:
    return words(
        "label.market.alt",
        of=_name(row, words),
        who=who(row, words),
        standing=words(f"standing.{row['standing']}"),
        value=value_of(row, KIND, words),
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    """The newest estimates, and targets beside the estimates of their year."""
    past = group_by([r for r in rows if r["standing"] == "actual"], "market")
    told_of = [past[(m,)] for m in (FIRST, SECOND) if (m,) in past] or list(past.values())[:1]
    said = [_newest(group, words) for group in told_of]
    said += [_target(row, rows, words) for row in rows if row["standing"] == "target"]
    if not said:
        said = [words("finding.market.share_ahead", said=_said(rows[0], words))]
    return "".join(said).strip()


def _newest(past: Sequence[Row], words: Words) -> str:
    year = max(row["year"] for row in past)
    of_year = [row for row in past if row["year"] == year]
    items = [words("word.said", who=who(r, words), value=value_of(r, KIND, words)) for r in of_year]
    market = words.code("market", past[0]["market"])
    return words("finding.market.share", year=year, market=market, items=words.list(items))


def _target(target: Row, rows: Sequence[Row], words: Words) -> str:
    """A target beside what was estimated of its year, else beside what is forecast."""
    same = [r for r in rows if (r["market"], r["year"]) == (target["market"], target["year"])]
    aim = value_of(target, KIND, words)
    for standing in ("actual", "forecast"):
        known = [row for row in same if row["standing"] == standing]
        if known:
            low, high = (min(r["range_low"] for r in known), max(r["range_high"] for r in known))
            span = say_range(low, high, KIND, words.lang)
            return words(
                f"finding.market.target_{standing}", year=target["year"], value=aim, range=span
            )
    return words("finding.market.target", year=target["year"], value=aim)


def _notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    has_targets = any(row["standing"] == "target" for row in rows)
    return (
        words("note.market.shares_of_demand"),
        words("note.market.standing"),
        *([words("note.market.targets")] if has_targets else []),
        *([words("note.market.spread")] if any(map(_is_spread, rows)) else []),
    )
