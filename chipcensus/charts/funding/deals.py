"""How a single deal is said and coloured, the same in every figure of it."""

from __future__ import annotations

from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Row
from chipcensus.units import say

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


def exchange(row: Row, words: Words) -> str:
    """The exchange in words; empty where it is unknown."""
    name = row["exchange"]
    return words.get(f"label.funding.exchange.{name}", name) if name else ""
