"""Counts of companies as headlines: what registered and gone draw alike."""

from __future__ import annotations

from collections.abc import Callable

from chipcensus.charts.counting import count_hover
from chipcensus.charts.drawing import Drawing, Headline
from chipcensus.charts.overview.small import (
    Spark,
    about,
    before,
    card,
    change,
    later,
    newest,
    nothing,
    period,
)
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say_range, scale


def headline(
    result: Result, words: Words, name: str, first: Callable[[Row], str] = lambda _: ""
) -> Drawing:
    """The newest count, its change and its years.

    Args:
        result: one row a year, one of them the headline's.
        words: the language.
        name: "registered" or "gone".
        first: what the finding says first of the headline's row.
    """
    rows = list(result.rows)
    row = newest(rows)
    if row is None:
        return nothing(result, words, name)
    value = row["companies"]
    mark = about(row["companies_low"], row["companies_high"], value, words)
    span = say_range(row["range_low"], row["range_high"], "companies", words.lang)
    range_ = words("label.overview.range", range=span) if row["is_disputed"] else ""
    who = words.code("provider", row["provider"])
    finding = (
        first(row)
        + change(row, before(rows, row), "companies", "companies", words)
        + later(rows, row, "companies", "companies", words)
    )
    notes = [words("note.partial_years")] if any(r["is_partial"] for r in rows) else []
    spark = Spark(
        rows,
        "companies",
        scale([r["companies"] for r in rows], "companies", words.lang),
        [count_hover(result, r, words) for r in rows],
    )
    unit = words("label.overview.companies")
    said = Headline(number(value, 12), mark, unit, period(row, words, who, range_))
    return card(spark, said, finding, notes, words)
