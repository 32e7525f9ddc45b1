"""Terms of a formula: what they say, what they compute, and what they come to."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

from chipcensus.charts.periods import fiscal
from chipcensus.i18n import Words
from chipcensus.trail.printed import Print
from chipcensus.units import number, say

# Of what is computed with and of what comes out of it.
FINE, DIGITS = 7, 5
# How tightly an operation binds; a lone figure binds tightest.
ATOM, PRODUCT, SUM = 3, 2, 1


@dataclass(frozen=True)
class Term:
    """A part of a formula: `text` for reading, `code` in numbers, its value; rows it used."""

    text: str
    code: str
    value: float
    binds: int = ATOM
    row_ids: frozenset[str] = frozenset()

    def within(self, binds: int) -> str:
        """The text where operations bind so: in brackets if need be."""
        return self.text if self.binds >= binds else f"({self.text})"


@dataclass(frozen=True)
class Formula:
    """How a value follows: `text` with its result, `code` that computes it in base units."""

    text: str
    code: str
    value: float
    row_ids: frozenset[str] = field(default=frozenset())


def formula(term: Term, value: float, unit: str, lang: str) -> Formula:
    """The formula that comes to `value`."""
    return Formula(
        f"{term.text} = {say(value, unit, lang, digits=DIGITS)}", term.code, value, term.row_ids
    )


def amount(value: float, unit: str, lang: str, label: str = "", *rows: str) -> Term:
    """A figure with its unit, and what it is."""
    text = " ".join(filter(None, (label, say(value, unit, lang, digits=FINE))))
    return Term(text, repr(value), value, ATOM, frozenset(rows))


def plain(value: float, text: str = "") -> Term:
    """A number without a unit."""
    return Term(text or number(value, 6), repr(value), value)


def of_print(one: Print, words: Words, *, name: bool = False) -> Term:
    """What a print says, with its period, and with what it measures if asked."""
    label = period(one, words)
    if name and one.is_statement:
        label = f"{label} {words.code('metric', one.metric)}"
    value = one.value or 0.0
    rows = filter(None, (one.row_id, one.less_row_id))
    return amount(value, one.unit, words.lang, label, *rows)


def period(one: Print, words: Words) -> str:
    """A period, short: the fiscal one's name, a whole year as the year, one day as the day."""
    if one.fiscal_label and one.fiscal_label not in {"CUM", "DATE"}:
        return fiscal({"fiscal_label": one.fiscal_label, "period_end": one.period_end}, words)
    return span(one.period_start, one.period_end, words)


def span(start: date | None, end: date | None, words: Words) -> str:
    """Two days as a period; one that is a calendar year as the year."""
    if end is None or start == end:
        return words.day(end)
    if start is None:
        return words("word.up_to", day=end)
    if start == date(end.year, 1, 1) and end == date(end.year, 12, 31):
        return words("word.in_years", years=end.year)
    return words("word.period", start=start, end=end)


SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}
COMPUTED: dict[str, Callable[[float, float], float]] = {
    "+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv,
}  # fmt: skip


def joined(left: Term, sign: str, right: Term) -> Term:
    """Two terms by one of + - * /."""
    binds = PRODUCT if sign in "*/" else SUM
    # What is subtracted or divided by stands in brackets where it is of two parts; so does a loss.
    after = right.within(binds + (sign in "-/"))
    if right.value < 0 and right.binds == ATOM:
        after = f"({right.text})"
    return Term(
        f"{left.within(binds)} {SIGNS[sign]} {after}",
        f"({left.code} {sign} {right.code})",
        COMPUTED[sign](left.value, right.value),
        binds,
        left.row_ids | right.row_ids,
    )


def root(term: Term, degree: int) -> Term:
    """What grows to a term in `degree` equal steps."""
    if degree == 1:
        return term
    return Term(
        f"({term.text})^(1 ÷ {degree})",
        f"({term.code} ** (1 / {degree}))",
        term.value ** (1 / degree),
        ATOM,
        term.row_ids,
    )


def summed(terms: Sequence[Term]) -> Term:
    """The sum of terms; one alone is itself."""
    total = terms[0]
    for term in terms[1:]:
        total = joined(total, "+", term)
    return total


def same(one: float | None, other: float | None) -> bool:
    """Whether two numbers are one, but for the last bits of arithmetic."""
    if one is None or other is None:
        return False
    return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
