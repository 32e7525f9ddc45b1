"""What the headline cards share: the sparkline and the change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from chipcensus.charts.drawing import Drawing, Headline, short_day, year_axis
from chipcensus.charts.theme import ACCENT, HATCH, LOSS
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say

HEIGHT = 76
YEARS = 6  # at least, so that two bars do not fill a card
PALE = 0.45
ROUGH = 0.02  # an interval wider than this share of the value makes it an "about"


@dataclass(frozen=True)
class Spark:
    """A row of bars by year below a number.

    Attributes:
        rows: one a year, ascending.
        column: the value.
        size: the scale of the axis, for pictures.
        hovers: a text for each row.
    """

    rows: Sequence[Row]
    column: str
    size: Scale
    hovers: Sequence[str]


def newest(rows: Sequence[Row]) -> Row | None:
    """The row the headline stands for; None where the years chosen leave it out."""
    return next((row for row in rows if row["is_headline"]), None)


def nothing(result: Result, words: Words, name: str) -> Drawing:
    """No headline `name` for the definition asked for."""
    scope = words.code("scope", result.params.get("scope") or "all")
    return Drawing(None, missing=words(f"missing.overview.{name}", scope=scope), height=120)


def card(
    spark: Spark, headline: Headline, finding: str, notes: Sequence[str], words: Words
) -> Drawing:
    """A small card: number, sparkline, finding."""
    said = words(
        "label.overview.alt",
        value=f"{headline.mark} {headline.value}".strip(),
        unit=headline.unit,
        period=headline.period,
    )
    return Drawing(
        _figure(spark, words),
        finding.strip(),
        words("alt.plain", finding=said + finding.strip()),
        tuple(notes),
        height=HEIGHT,
        headline=headline,
    )


def _figure(spark: Spark, words: Words) -> dict[str, Any]:
    rows, values = spark.rows, [spark.size(row[spark.column]) for row in spark.rows]
    years = [row["year"] for row in rows]
    axis = year_axis(years, words)
    trace = {
        "type": "bar",
        "x": years,
        "y": values,
        "width": 0.72,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "color": [LOSS if (value or 0) < 0 else ACCENT for value in values],
            "opacity": [1 if row["is_headline"] else PALE for row in rows],
            "pattern": {"shape": [HATCH if row.get("is_partial") else "" for row in rows]},
        },
        "text": [number(value or 0, 3) for value in values],
        "textposition": "outside",
        "hovertemplate": list(spark.hovers),
    }
    first = min(min(years), max(years) - YEARS + 1)
    layout = {
        "xaxis": axis | {"range": [first - 0.6, max(years) + 0.6], "tick0": max(years)},
        "yaxis": {"title": {"text": spark.size.unit}, "rangemode": "tozero"},
        "showlegend": False,
    }
    return {"data": [trace], "layout": layout}


def about(low: float, high: float | None, value: float, words: Words) -> str:
    """What stands before a number whose print leaves more than a little open."""
    if high is None:
        return "≥"
    return words("label.overview.about") if high - low > ROUGH * abs(value) else ""


def change(row: Row, before: Row | None, kind: str, column: str, words: Words) -> str:
    """The change within one provider; else the year before, and why it is not compared."""
    for name in ("growth", "growth_printed"):
        if row.get(name) is not None:
            growth = say(row[name], "fraction", words.lang, digits=3, sign=True)
            return words(f"finding.overview.{name}", before=row["year"] - 1, growth=growth)
    if before is None or not _is_alike(row, before):
        return words("finding.overview.no_year_before", year=row["year"] - 1)
    return words(
        "finding.overview.not_compared",
        before=before["year"],
        until=until(before, words),
        value=say(before[column], kind, words.lang),
        provider=words.code("provider", before["provider"]),
        reason=words(f"finding.overview.reason_{_reason(row, before)}"),
    )


def _reason(row: Row, before: Row) -> str:
    """Why nothing is computed between two years."""
    if row["provider"] != before["provider"]:
        return "provider"
    return "unnamed" if row["provider"] is None else "days"


def _is_alike(row: Row, before: Row) -> bool:
    """Whether a row is of the year before, both whole or both in part."""
    return bool(before["year"] == row["year"] - 1 and before["is_partial"] == row["is_partial"])


def before(rows: Sequence[Row], row: Row) -> Row | None:
    """The last row before one."""
    return next((r for r in reversed(rows) if r["year"] < row["year"]), None)


def later(rows: Sequence[Row], row: Row, kind: str, column: str, words: Words) -> str:
    """What is known of the newest part of a year after the headline's."""
    last = rows[-1]
    if last["year"] <= row["year"]:
        return ""
    return words(
        "finding.overview.later",
        year=last["year"],
        until=until(last, words),
        value=say(last[column], kind, words.lang),
        provider=words.code("provider", last["provider"]),
    )


def until(row: Row, words: Words) -> str:
    """The last day counted, of a part of a year."""
    return words("word.until", day=short_day(row["period_end"])) if row.get("is_partial") else ""


def period(row: Row, words: Words, *more: str) -> str:
    """Year, last day counted, and who counted or how many."""
    year = words("label.overview.year", year=row["year"]) + until(row, words)
    return " · ".join(filter(None, [year, *more]))
