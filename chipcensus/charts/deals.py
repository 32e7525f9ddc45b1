"""How a single deal is said and coloured, the same in every figure of it."""

from __future__ import annotations

from collections.abc import Callable

from chipcensus.charts.drawing import safe
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range

LISTED = 12  # deals in one sentence

IPO_COLOUR = "#b07d2b"
STAGES = {
    "early": ("#3d9970", ("seed", "angel", "pre-a", "a", "a+")),
    "growth": (ACCENT, ("b", "b+", "c", "c+", "d", "e", "f")),
    "pre_ipo": ("#8a63b8", ("pre-ipo",)),
    "ipo": (IPO_COLOUR, ("ipo",)),
    "strategic": ("#c2568f", ("strategic",)),
    "other": (CONTEXT, ()),
}


def stage(row: Row) -> str:
    """The stage a round belongs to."""
    return next((name for name, (_, codes) in STAGES.items() if row["round"] in codes), "other")


def when(row: Row, words: Words) -> str:
    """The day, or the month where no more is known."""
    if row["announced_on"] is None:
        return words("word.unknown")
    if row["announced_precision"] == "month":
        return words("label.funding.month", month=row["announced_on"].strftime("%Y-%m"))
    return words.day(row["announced_on"])


def date_of(row: Row, words: Words) -> str:
    """The same for a sentence: a month stands without the remark that no more is known."""
    day = words.day(row["announced_on"])
    return day[:7] if row["announced_precision"] == "month" else day


def amount(row: Row, words: Words) -> str:
    """The amount; a plus where the true one is higher, a word where there is none."""
    if row["amount"] is None:
        return words("label.funding.amount_unknown")
    return say(row["amount"], row["currency"], words.lang) + "+" * bool(row["is_at_least"])


def details(row: Row, words: Words) -> list[str]:
    """What else is known of a deal, a line each: bounds, kind of money, range, worth, investors."""
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
    return lines


def undated(result: Result, value: Callable[[Row], str], words: Words) -> str:
    """The deals no source dates, the first few by name, each with its `value` in words."""
    rows = [row for row in result.rows if row["announced_on"] is None]
    items = [
        words(
            "label.funding.deal",
            company=safe(words.company(row["company_id"])),
            round=words.code("round", row["round"]),
            value=value(row),
        )
        for row in rows[:LISTED]
    ]
    more = words("label.funding.more", count=len(rows)) if len(rows) > LISTED else ""
    return words.list(items) + more


def exchange(row: Row, words: Words) -> str:
    """The exchange in words; empty where it is unknown."""
    name = row["exchange"]
    return words.get(f"label.funding.exchange.{name}", name) if name else ""
