"""A deal in words."""

from __future__ import annotations

from chipcensus.charts.drawing import hover, safe
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range


def when(row: Row, words: Words) -> str:
    """The day, or the month where no more is known."""
    if row["announced_on"] is None:
        return words("word.unknown")
    if row["announced_precision"] == "month":
        return words("label.funding.month", month=row["announced_on"].strftime("%Y-%m"))
    return words.day(row["announced_on"])


def amount(row: Row, words: Words) -> str:
    """The amount; a plus where the true one is higher, a word where there is none."""
    if row["amount"] is None:
        return words("label.funding.amount_unknown")
    return say(row["amount"], row["currency"], words.lang) + "+" * bool(row["is_at_least"])


def deal_hover(result: Result, row: Row, words: Words) -> str:
    """All that is known of a deal, and its sources."""
    lines = [words("label.funding.at_least")] if row["is_at_least"] else []
    lines += [
        words.code(name, row[name])
        for name in ("proceeds", "covers")
        if row[name] and row[name] != "whole_round"
    ]
    if row["range_low"] is not None and row["range_low"] != row["range_high"]:
        span = say_range(row["range_low"], row["range_high"], row["currency"], words.lang)
        lines.append(words("word.range", range=span))
    if row["rate"] is not None:
        lines.append(words("label.funding.rate", rate=number(row["rate"])))
    if row["valuation"] is not None:
        value = say(row["valuation"], row["valuation_currency"], words.lang)
        lines.append(words("label.funding.valuation", value=value))
    if row["lead_investors"]:
        names = [safe(name) for name in row["lead_investors"].split(";")]
        lines.append(words("label.funding.investors", names=words.list(names)))
    head = f"{words.code('round', row['round'])} <b>{amount(row, words)}</b>"
    return hover(result, row, words, head, when(row, words), *lines)
