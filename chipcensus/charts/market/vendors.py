"""Vendors and groups of them over time, a panel a forecaster: shipments and shares alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing, safe
from chipcensus.charts.market.panels import End, Panel, figure
from chipcensus.charts.market.said import (
    Look,
    group_by,
    is_at_least,
    is_range,
    middle,
    short_value,
    told,
    traces,
    value_of,
    who,
    years_of,
)
from chipcensus.charts.theme import ACCENT, CONTEXT, NET, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, scale

FEW, PER_NAME = 4, 30  # names that have room in a panel, and pixels for each more
SERIES = ("market", "standing", "vintage")
# Groups of vendors and kinds of chips; a vendor has its company's colour.
GROUPS = {
    "ai_accelerator": CONTEXT,
    "domestic_vendors": NET,
    "imported_chips": ACCENT,
    "gpu": CONTEXT,
}
# A product is of its maker's colour; the directory has Huawei's chips under another name.
MAKERS = {"nvidia_h20": "nvidia", "huawei_ascend_910c": "hisilicon", "huawei": "hisilicon"}


def colour_of(market: str) -> str:
    """A group's colour, or its maker's."""
    return GROUPS.get(market) or company_colour(MAKERS.get(market, market))


def draw(
    result: Result, words: Words, kind: str, finding: str, notes: Sequence[str], least: int
) -> Drawing:
    """A panel a forecaster, the one with most rows first; names with values at the right."""
    rows = list(result.rows)
    size = scale([row["range_high"] for row in rows], kind, words.lang)
    groups = sorted(group_by(rows, "forecaster").values(), key=lambda group: -len(group))
    panels = [_panel(result, group, size, kind, least, words) for group in groups]
    drawn, height = figure(panels, years_of(rows, words))
    values = words.list([said(row, kind, words) for row in rows])
    return Drawing(
        drawn,
        finding,
        words("alt.series", finding=finding, values=values),
        (*notes, *_marks(rows, words)),
        size.unit,
        height,
        time="year",
    )


def _panel(
    result: Result, rows: Sequence[Row], size: Scale, kind: str, least: int, words: Words
) -> Panel:
    found: list[dict[str, Any]] = []
    ends: list[End] = []
    series = group_by(rows, *SERIES)
    for (market, *_), group in series.items():
        group = sorted(group, key=middle)
        look = Look(colour_of(market), name=words.code("market", market))
        found += traces(group, size, look, lambda row: _hover(result, row, kind, words))
        ends.append(_end(group[-1], size, words))
    newest: dict[str, End] = {}
    for (market, *_), end in zip(series, ends, strict=True):
        newest[market] = max(newest.get(market, end), end, key=lambda e: e.x)
    heading = words(
        "label.market.panel",
        name=safe(words.code("forecaster", rows[0]["forecaster"])),
        unit=size.unit,
    )
    top = 100.0 if kind == "fraction" else 1.1 * max(row["range_high"] for row in rows)
    bounds = (0.0, top if kind == "fraction" else top / size.divisor)
    return Panel(
        heading,
        found,
        list(newest.values()),
        bounds,
        least=least + PER_NAME * max(0, len(newest) - FEW),
    )


def _end(row: Row, size: Scale, words: Words) -> End:
    top = (row["value_to"] if is_range(row) else row["value"]) / size.divisor
    text = words(
        "label.market.end", name=words.code("market", row["market"]), value=short_value(row, size)
    )
    return End(middle(row), top, text, colour_of(row["market"]))


def name_of(row: Row, words: Words) -> str:
    """What is counted and when."""
    market = words.code("market", row["market"])
    return words("label.market.when", market=market, when=when(row, words))


def when(row: Row, words: Words) -> str:
    """A whole year as its number, a day as it is, else the first and last month."""
    start, end = row["period_start"], row["period_end"]
    if not row["is_partial"]:
        return words("label.market.year", year=row["year"])
    if start == end:
        return words.day(end)
    months = [words(f"month.{day.month}") for day in (start, end)]
    return words("label.market.months", year=row["year"], first=months[0], last=months[1])


def _hover(result: Result, row: Row, kind: str, words: Words) -> str:
    return told(result, row, name_of(row, words), kind, words)


def said(row: Row, kind: str, words: Words) -> str:
    """A row in words, for the text alternative."""
    return words(
        "label.market.alt",
        of=name_of(row, words),
        who=who(row, words),
        standing=words(f"standing.{row['standing']}"),
        value=value_of(row, kind, words),
    )


def newest_of(rows: Sequence[Row]) -> list[Row]:
    """What the forecaster with most rows says of its newest whole year, the largest first."""
    actual = [row for row in rows if row["standing"] == "actual"] or list(rows)
    groups = sorted(group_by(actual, "forecaster").values(), key=lambda group: -len(group))
    rows = groups[0]
    last = max(rows, key=lambda row: (not row["is_partial"], row["period_end"]))
    same = [r for r in rows if (r["period_start"], r["period_end"]) == period_of(last)]
    return sorted(same, key=lambda row: (-row["value"], row["market"]))


def period_of(row: Row) -> tuple[Any, Any]:
    """First and last day."""
    return row["period_start"], row["period_end"]


def _marks(rows: Sequence[Row], words: Words) -> list[str]:
    """What the marks mean, as far as they occur."""
    notes = [words("note.market.standing")] if any(r["standing"] != "actual" for r in rows) else []
    notes += [words("note.market.at_least")] if any(map(is_at_least, rows)) else []
    return notes + ([words("note.market.parts")] if any(r["is_partial"] for r in rows) else [])
