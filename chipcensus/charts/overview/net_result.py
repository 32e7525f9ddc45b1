"""What the listed and filed AI-chip companies earn or lose together."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing, Headline, flag_texts, hover
from chipcensus.charts.drawing import period as days
from chipcensus.charts.overview.small import Spark, about, before, card, newest, period
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range, scale


def draw(result: Result, words: Words) -> Drawing:
    """The newest year's sum over a constant sample of companies, and the two years before."""
    rows = list(result.rows)
    row = newest(rows)
    if row is None:
        return Drawing(None, missing=words("missing.overview.net_result"), height=120)
    size = scale([row["total"]], row["currency"], words.lang)
    text = number(size(row["total"]) or 0, 3)
    sample = words("label.overview.sample", count=row["companies"])
    headline = Headline(
        text,
        about(row["total_low"], row["total_high"], row["total"], words),
        size.unit,
        period(row, words, sample, flag_texts(row, words)),
    )
    spark = Spark(
        rows,
        "total",
        scale([r["total"] for r in rows], row["currency"], words.lang),
        [_hover(result, r, words) for r in rows],
    )
    notes = (
        words("note.overview.sample", count=row["companies"], known=row["known"], year=row["year"]),
        words("note.overview.as_reported"),
    )
    return card(spark, headline, _finding(rows, row, words), notes, words)


def _finding(rows: list[Row], row: Row, words: Words) -> str:
    text = words("finding.overview.losing", count=row["companies"], losing=row["losing"])
    earlier = before(rows, row)
    if earlier is None:
        return text
    value = say(earlier["total"], earlier["currency"], words.lang, digits=3)
    return text + words("finding.overview.same_sample", year=earlier["year"], value=value)


def _hover(result: Result, row: Row, words: Words) -> str:
    value = say(row["total"], row["currency"], words.lang, digits=3)
    span = say_range(row["total_low"], row["total_high"], row["currency"], words.lang)
    return hover(
        result,
        row,
        words,
        words("word.year_value", year=row["year"], value=f"<b>{value}</b>"),
        words("label.overview.sample", count=row["companies"]),
        days(row, words),
        words("word.interval", range=span),
        flag_texts(row, words),
    )
