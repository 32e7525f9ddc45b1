"""Companies of a loaded registry by province, or by city of one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing, hover
from chipcensus.charts.registry import about, absent, marked, place_name
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale

MOST = 20


def draw(result: Result, words: Words) -> Drawing:
    """A bar a place, the one with most companies on top; the rest are told."""
    places = [row for row in result.rows if row["place"] is not None and row["companies"]]
    if not places:
        return absent(result, words, "registrations.by_province")
    shown = places[:MOST]
    untold = [row for row in result.rows if row["place"] is None and row["companies"]]
    rows = [*shown, *untold]
    size = scale([row["companies"] for row in rows], "companies", words.lang)
    longest = max(size(row["companies"]) or 0 for row in rows)
    layout = {
        "xaxis": {"title": {"text": size.unit}, "range": [0, 1.6 * longest], "showgrid": True},
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
        },
        "showlegend": False,
    }
    finding = marked(result, words, _finding(result, places[0], words))
    return Drawing(
        {"data": [_bars(result, rows, size, words)], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        about(result, words, _rest(places[MOST:], words)),
        size.unit,
        height=110 + 26 * len(rows),
    )


def _bars(result: Result, rows: Sequence[Row], size: Scale, words: Words) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": [_name(row, words) for row in rows],
        "x": [size(row["companies"]) for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "marker": {"color": [CONTEXT if row["place"] is None else ACCENT for row in rows]},
        "text": [_label(row, words) for row in rows],
        "textposition": "outside",
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _name(row: Row, words: Words) -> str:
    if row["place"] is None:
        return words("registry.no_place")
    return place_name(row["place"], words)


def _label(row: Row, words: Words) -> str:
    count = number(row["companies"], 12)
    if row["share"] is None:
        return count
    return f"{count} ({say(row['share'], 'fraction', words.lang, digits=3)})"


def _hover(result: Result, row: Row, words: Words) -> str:
    lines = [
        words("registry.way", way=words(key), value=say(row[column], "companies", words.lang))
        for key, column in (("word.registered", "companies"), ("word.deregistered", "gone"))
    ]
    return hover(result, row, words, f"<b>{_name(row, words)}</b>", *lines)


def _finding(result: Result, top: Row, words: Words) -> str:
    return words(
        "finding.registrations.by_province",
        place=_name(top, words),
        value=say(top["companies"], "companies", words.lang),
        share=say(top["share"], "fraction", words.lang, digits=3),
        total=say(sum(result.column("companies")), "companies", words.lang),
    )


def _rest(rows: Sequence[Row], words: Words) -> str:
    if not rows:
        return ""
    value = say(sum(row["companies"] for row in rows), "companies", words.lang)
    return words("note.other_places", count=len(rows), value=value)
