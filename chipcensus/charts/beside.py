"""A loaded registry's yearly count beside what providers published under the same scope."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing, disagreement, hover, safe, whiskers, year_axis
from chipcensus.charts.registry import about, absent, marked
from chipcensus.charts.theme import ACCENT, CONTEXT, HATCH, NET
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, say, scale

LIST = "registry"
LOOKS = (("diamond", NET), ("circle", CONTEXT))


def beside(result: Result, words: Words, name: str) -> Drawing:
    """The list as bars, each provider as marks with the range of its sources."""
    by: dict[str, list[Row]] = {}
    for row in result.rows:
        by.setdefault(row["counted_by"], []).append(row)
    published = {who: rows for who, rows in by.items() if who != LIST}
    if LIST not in by or not published:
        return absent(result, words, name)
    years = [row["year"] for rows in published.values() for row in rows]
    listed = [row for row in by[LIST] if min(years) <= row["year"] <= max(years)]
    if not listed:
        return absent(result, words, name)
    size = scale(result.column("companies"), "companies", words.lang)
    traces = [_bars(result, listed, size, words)]
    traces += [
        _marks(result, rows, size, words) | _look(rows, *look)
        for rows, look in zip(published.values(), LOOKS, strict=False)
    ]
    layout = {
        "xaxis": year_axis(years, words),
        "yaxis": {"title": {"text": size.unit}, "rangemode": "tozero"},
        "showlegend": True,
    }
    finding = marked(result, words, _finding(by[LIST], published, words, name))
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        about(result, words, words("note.beside")),
        size.unit,
        time="year",
    )


def _bars(result: Result, rows: Sequence[Row], size: Scale, words: Words) -> dict[str, Any]:
    return {
        "type": "bar",
        "name": words("registry.list"),
        "x": [row["year"] for row in rows],
        "y": [size(row["companies"]) for row in rows],
        "width": 0.7,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "color": ACCENT,
            "pattern": {"shape": [HATCH if row["is_partial"] else "" for row in rows]},
        },
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _marks(result: Result, rows: Sequence[Row], size: Scale, words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": _who(rows[0], words),
        "x": [row["year"] for row in rows],
        "y": [size(row["companies"]) for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "error_y": whiskers(rows, "companies", size.divisor),
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _look(rows: Sequence[Row], symbol: str, colour: str) -> dict[str, Any]:
    """Part of a year is an open mark."""
    symbols = [f"{symbol}-open" if row["is_partial"] else symbol for row in rows]
    return {"marker": {"symbol": symbols, "size": 9, "color": colour, "line": {"width": 1.5}}}


def _who(row: Row, words: Words) -> str:
    if row["counted_by"] == LIST:
        return words("registry.list")
    return safe(words.code("provider", row["counted_by"]))


def _hover(result: Result, row: Row, words: Words) -> str:
    value = f"<b>{say(row['companies'], 'companies', words.lang)}</b>"
    until = words("word.up_to", day=words.day(row["period_end"])) if row["is_partial"] else ""
    return hover(
        result,
        row,
        words,
        words("word.said", who=_who(row, words), value=value),
        words("registry.in_year", year=row["year"]),
        until,
        disagreement(row, "companies", words),
    )


def _finding(
    listed: Sequence[Row], published: dict[str, list[Row]], words: Words, name: str
) -> str:
    """The newest whole year that both count."""
    whole = {row["year"]: row for row in listed if not row["is_partial"]}
    others = [
        row
        for rows in published.values()
        for row in rows
        if row["year"] in whole and not row["is_partial"]
    ]
    if not others:
        return words("finding.beside_none")
    year = max(row["year"] for row in others)
    told = [
        words(
            "word.said", who=_who(row, words), value=say(row["companies"], "companies", words.lang)
        )
        for row in (whole[year], *(row for row in others if row["year"] == year))
    ]
    return words(f"finding.{name}", year=year, values=words.list(told))
