"""The market as each forecaster saw it ahead, and as it was said to be afterwards."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chipcensus.charts.counting import nothing
from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.market.panels import End, Panel, figure
from chipcensus.charts.market.said import (
    Key,
    Look,
    colours_of,
    group_by,
    is_at_least,
    is_range,
    legend,
    middle,
    told,
    traces,
    value_of,
    who,
    years_of,
)
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, say, say_range, scale

SERIES = ("market", "forecaster", "standing", "vintage")
LEAST, PER_NAME = 100, 16  # pixels of a panel: at all, and for each name beside it
TOLD = 3  # forecasts the finding sets against what they came to


def draw(result: Result, words: Words) -> Drawing:
    """World above China; a colour a definition, a line a forecaster and publication."""
    if not result.rows:
        return nothing(result, words, "market.forecasts")
    rows, left_out = one_currency([r | {"currency": r["unit"]} for r in result.rows], words)
    size = scale([row["value"] for row in rows], rows[0]["unit"], words.lang)
    colours = colours_of(rows, result.params.get("market") or "ai_chip")
    groups = group_by(rows, "geo").values()
    panels = [_panel(result, group, size, colours, words) for group in groups]
    drawn, height = figure(panels, years_of(rows, words), legend(colours, words))
    finding = _finding(rows, words)
    return Drawing(
        drawn,
        finding,
        words("alt.series", finding=finding, values=words.list([_said(r, words) for r in rows])),
        (*_notes(rows, words), *left_out),
        size.unit,
        height,
        time="year",
    )


def _panel(
    result: Result,
    rows: Sequence[Row],
    size: Scale,
    colours: Mapping[str, str],
    words: Words,
) -> Panel:
    found: list[dict[str, Any]] = []
    ends: list[End] = []
    groups = group_by(rows, *SERIES)
    for key, group in groups.items():
        market = str(key[0])
        name = f"{words.code('market', market)} · {who(group[0], words)}"
        look = Look(colours[market], market, name)
        origin = _origin(key, group[0], groups)
        found += traces(group, size, look, lambda row: _hover(result, row, words), origin)
        if group[0]["standing"] == "forecast" or not _is_continued(key, groups):
            ends.append(_end(group[-1], size, colours[market], words))
    place = words.code("geo", rows[0]["geo"])
    heading = words("label.market.panel", name=place, unit=size.unit)
    values = [v / size.divisor for row in rows for v in (row["value"], row["value_to"]) if v]
    bounds = (min(values) * 0.75, max(values) * 1.3)
    return Panel(heading, found, ends, bounds, is_log=True, least=LEAST + PER_NAME * len(ends))


def _origin(key: Key, first: Row, groups: Mapping[Key, Sequence[Row]]) -> Row | None:
    """The newest actual figure that the forecast's own pages print, where it is drawn."""
    past = groups.get((*key[:2], "actual", ""), ())
    if first["base_year"] is None or first["base_year"] >= first["year"]:
        return None
    return next((row for row in past if row["year"] == first["base_year"]), None)


def _is_continued(key: Key, groups: Mapping[Key, Sequence[Row]]) -> bool:
    """Whether a forecast of the same forecaster and definition carries the name."""
    return any(other[:2] == key[:2] and other[2] == "forecast" for other in groups)


def _end(row: Row, size: Scale, colour: str, words: Words) -> End:
    top = row["value_to"] if is_range(row) else row["value"]
    return End(middle(row), top / size.divisor, who(row, words), colour)


def _name(row: Row, words: Words) -> str:
    place, market = words.code("geo", row["geo"]), words.code("market", row["market"])
    return words("label.market.of", market=market, name=place, year=row["year"])


def _hover(result: Result, row: Row, words: Words) -> str:
    return told(result, row, _name(row, words), row["unit"], words, _came_to(row, words))


def _came_to(row: Row, words: Words) -> str:
    if row["error"] is None:
        return ""
    return words(
        "label.market.came_to",
        value=say(row["outcome"], row["unit"], words.lang),
        error=_error(row, words),
    )


def _error(row: Row, words: Words) -> str:
    """How far above or below; "within rounding" where the intervals meet."""
    if row["error_low"] <= 0 <= row["error_high"]:
        return words("label.market.met")
    share = say(abs(row["error"]), "fraction", words.lang, digits=2)
    return words(f"label.market.{'above' if row['error'] > 0 else 'below'}", share=share)


def _said(row: Row, words: Words) -> str:
    return words(
        "label.market.alt",
        of=_name(row, words),
        who=who(row, words),
        standing=words(f"standing.{row['standing']}"),
        value=value_of(row, row["unit"], words),
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    """Forecasts against what they came to, the farthest first; then the widest fan."""
    settled = [row for row in rows if row["error"] is not None]
    settled.sort(key=lambda row: -abs(row["error"]))
    items = [_settled(row, words) for row in settled[:TOLD]]
    head = words("finding.market.settled", items=words("filter.separator").join(items))
    text = head if items else words("finding.market.unsettled")
    return text + _widest(rows, words)


def _settled(row: Row, words: Words) -> str:
    return words(
        "finding.market.one",
        who=who(row, words),
        of=_name(row, words),
        value=say(row["value"], row["unit"], words.lang),
        outcome=say(row["outcome"], row["unit"], words.lang),
        error=_error(row, words),
    )


def _widest(rows: Sequence[Row], words: Words) -> str:
    """Where forecasts of one forecaster for one year under one definition lie farthest apart."""
    ahead = [row for row in rows if row["standing"] == "forecast" and row["value_high"] is not None]
    groups = group_by(
        [r for r in ahead if not is_range(r)], "geo", "market", "forecaster", "year"
    ).values()
    several = [group for group in groups if len(group) > 1]
    if not several:
        return ""
    ends = [(min(g, key=_value), max(g, key=_value)) for g in several]
    low, high = max(ends, key=lambda pair: pair[1]["value"] / pair[0]["value"])
    return words(
        "finding.market.apart",
        forecaster=words.code("forecaster", low["forecaster"]),
        of=_name(low, words),
        range=say_range(low["value"], high["value"], low["unit"], words.lang),
    )


def _value(row: Row) -> float:
    return float(row["value"])


def _notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    is_undated = any(row["standing"] == "forecast" and row["told_on"] is None for row in rows)
    return (
        words("note.market.forecasts"),
        *([words("note.market.undated")] if is_undated else []),
        *([words("note.market.at_least")] if any(map(is_at_least, rows)) else []),
        *([words("note.market.converted")] if any(row["rate"] for row in rows) else []),
        words("note.log"),
    )
