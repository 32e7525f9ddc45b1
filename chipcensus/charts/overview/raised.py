"""Money raised in the newest whole year."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing, Headline, hover, safe
from chipcensus.charts.drawing import period as days
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
from chipcensus.units import number, say, say_range, scale


def draw(result: Result, words: Words) -> Drawing:
    """The newest whole year's amount by one provider, the range of all, and the years before."""
    # Amounts of other currencies than the headline's would not stand on one axis.
    row = newest(result.rows)
    if row is None:
        return nothing(result, words, "raised")
    rows = [r for r in result.rows if r["currency"] == row["currency"]]
    size = scale([row["amount"]], row["currency"], words.lang)
    text = number(size(row["amount"]) or 0)
    headline = Headline(
        text,
        about(row["amount_low"], row["amount_high"], row["amount"], words),
        size.unit,
        period(row, words, words.code("provider", row["provider"]), _range(row, words)),
    )
    spark = Spark(
        rows,
        "amount",
        scale([r["amount"] for r in rows], row["currency"], words.lang),
        [_hover(result, r, words) for r in rows],
    )
    notes = [words("note.overview.providers")]
    notes += [words("note.partial_years")] if any(r["is_partial"] for r in rows) else []
    return card(spark, headline, _finding(rows, row, words), notes, words)


def _finding(rows: list[Row], row: Row, words: Words) -> str:
    deals = words("finding.overview.deals", count=say(row["deals"], "deals", words.lang))
    base = row["before"]
    grown = row | {"growth": row["amount"] / base - 1 if base else None}
    return (
        (deals if row["deals"] is not None else "")
        + change(grown, before(rows, row), row["currency"], "amount", words)
        + later(rows, row, row["currency"], "amount", words)
    )


def _range(row: Row, words: Words) -> str:
    if row["range_low"] is None:
        return ""
    span = say_range(row["range_low"], row["range_high"], row["currency"], words.lang)
    return words("label.overview.range", range=span)


def _hover(result: Result, row: Row, words: Words) -> str:
    value = say(row["amount"], row["currency"], words.lang)
    return hover(
        result,
        row,
        words,
        words("word.year_value", year=row["year"], value=f"<b>{value}</b>"),
        safe(words.code("provider", row["provider"])),
        days(row, words),
        words("flag.is_partial") if row["is_partial"] else "",
        _range(row, words),
    )
