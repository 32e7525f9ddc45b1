"""What the figures of deregistrations by year draw alike: bars, rates, pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing, hover, safe, year_axis
from chipcensus.charts.theme import HATCH
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say


def draw_rates(
    result: Result,
    bars: dict[str, Any],
    unit: str,
    finding: str,
    notes: tuple[str, ...],
    words: Words,
) -> Drawing:
    """Bars by year of a rate with the unit `unit`, which starts at zero."""
    layout = {
        "xaxis": year_axis(result.column("year"), words),
        "yaxis": {"title": {"text": words(unit)}, "rangemode": "tozero"},
        "showlegend": False,
    }
    alt = words("alt.plain", finding=finding)
    return Drawing(
        {"data": [bars], "layout": layout}, finding, alt, notes, words(unit), time="year"
    )


def year_bars(
    rows: Sequence[Row],
    values: Sequence[float | None],
    texts: list[str],
    hovers: list[str],
    colour: str,
) -> dict[str, Any]:
    """One bar a row over its year; parts of a year are hatched."""
    return {
        "type": "bar",
        "x": [r["year"] for r in rows],
        "y": list(values),
        "width": 0.7,
        "customdata": [r["row_ids"] for r in rows],
        "marker": {
            "color": colour,
            "pattern": {"shape": [HATCH if r["is_partial"] else "" for r in rows]},
        },
        "text": texts,
        "textposition": "outside",
        "hovertemplate": hovers,
    }


def pair_hover(result: Result, row: Row, words: Words, *lines: str) -> str:
    """The given lines, then both counts with their last day."""
    return hover(result, row, words, *lines, *_both(row, words))


def _both(row: Row, words: Words) -> list[str]:
    born = words(
        "word.until_count",
        name=words("word.registered"),
        value=say(row["registered"], "companies", words.lang),
        day=words.day(row["registered_end"]),
    )
    gone = words(
        "word.until_count",
        name=words("word.deregistered"),
        value=say(row["deregistered"], "companies", words.lang),
        day=words.day(row["deregistered_end"]),
    )
    return [born, gone, safe(words.code("provider", row["provider"]))]


def partial_note(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """The remark on parts of a year, where there is one."""
    return (words("note.partial_years"),) if any(r["is_partial"] for r in rows) else ()


def pair_notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    """The remarks on pairs of counts."""
    note = () if all(r["is_like_for_like"] for r in rows) else (words("note.not_like_for_like"),)
    return (*partial_note(rows, words), *note, words("note.pairs"))
