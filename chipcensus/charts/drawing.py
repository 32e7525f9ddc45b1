"""What a chart function returns, and the pieces all of them share."""

from __future__ import annotations

import html
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say_range

NAMED_SOURCES = 2
MANY_YEARS = 16
# Plotly draws a bar of length zero for null and 0; what is no number at all it leaves out.
NO_BAR = "none"


@dataclass(frozen=True)
class Headline:
    """The one number a small card stands for.

    Attributes:
        value: the number as printed.
        mark: what stands before an uncertain one: "about", "≥", else nothing.
        unit: its unit, e.g. "B CNY".
        period: which period, how far it is counted, by whom.
    """

    value: str
    mark: str
    unit: str
    period: str


@dataclass(frozen=True)
class Drawing:
    """A figure ready for the card.

    Attributes:
        figure: Plotly `{"data", "layout"}` without template, or None when there is nothing to draw.
        finding: one computed sentence.
        alt: text alternative computed from the data.
        notes: short remarks that belong under the chart.
        unit: the unit printed with the title, e.g. "万家".
        height: pixels at full width.
        time: what the x axis counts: "year" (numbers, a bar in the middle of its year), "day", or
            "" where it is no time.
        missing: without a figure, what is missing and what would show something.
        listing: a table in place of a figure, as charts/listing.py makes it; with a figure it takes
            its place on narrow screens.
        headline: with it the card is small, and the figure a sparkline below the number.
    """

    figure: dict[str, Any] | None
    finding: str = ""
    alt: str = ""
    notes: tuple[str, ...] = ()
    unit: str = ""
    height: int = 380
    time: Literal["", "year", "day"] = ""
    missing: str = ""
    listing: dict[str, Any] | None = None
    headline: Headline | None = None

    @property
    def is_empty(self) -> bool:
        """Nothing to show but a sentence."""
        return self.figure is None and self.listing is None


def safe(text: str) -> str:
    """Text from the data for a hover or a label: Plotly reads a few HTML tags in them."""
    return html.escape(text, quote=False)


def period(row: Row, words: Words) -> str:
    """The days a figure covers."""
    start, end = row["period_start"], row["period_end"]
    return words("word.period", start=words.day(start), end=words.day(end))


def sources(result: Result, row: Row, words: Words) -> str:
    """The publishers behind one row of an answer, the first few by name."""
    ids = row["source_ids"] or []
    cited = [result.citations[i].publisher for i in ids if i in result.citations]
    names = [words.code("publisher", name) for name in dict.fromkeys(cited)]
    shown = words.list([safe(n) for n in names[:NAMED_SOURCES]])
    more = len(names) - NAMED_SOURCES
    return words("word.sources_more", names=shown, more=more) if more > 0 else shown


def hover(result: Result, row: Row, words: Words, *lines: str) -> str:
    """A hover text: the given lines, then the sources."""
    tail = words("word.source_line", sources=sources(result, row, words))
    return "<br>".join([*filter(None, lines), f"<i>{tail}</i>"]) + "<extra></extra>"


def disagreement(row: Row, kind: str, words: Words) -> str:
    """The range of the sources in words, where they disagree by more than rounding."""
    if not row["is_disputed"]:
        return ""
    span = say_range(row["range_low"], row["range_high"], kind, words.lang)
    return words("word.range", range=span)


def whiskers(rows: Sequence[Row], value: str, divisor: float) -> dict[str, Any]:
    """Error bars from the range of the sources, only where they disagree by more than rounding."""
    up = [(r["range_high"] - r[value]) / divisor if r["is_disputed"] else NO_BAR for r in rows]
    down = [(r[value] - r["range_low"]) / divisor if r["is_disputed"] else NO_BAR for r in rows]
    visible = any(r["is_disputed"] for r in rows)
    return {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "visible": visible}


def flag_texts(row: Row, words: Words) -> str:
    """The flags of a row that a reader must see, in words."""
    names = ("is_partial", "is_preliminary", "is_standardised", "is_derived")
    return words.list([words(f"flag.{name}") for name in names if row.get(name)])


def year_axis(years: Sequence[int], words: Words) -> dict[str, Any]:
    """A calendar-year axis on which missing years stay visible as gaps."""
    first, last = min(years), max(years)
    return {
        "range": [first - 0.6, last + 0.6],
        "dtick": 1 if last - first < MANY_YEARS else 2,
        "tick0": first,
        "tickformat": "d",
        "separatethousands": False,
        "title": {"text": words("axis.year")},
    }


def short_day(value: date) -> str:
    """Month and day, as ISO 8601 prints them."""
    return value.strftime("%m-%d")
