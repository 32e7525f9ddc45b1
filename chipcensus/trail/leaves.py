"""How one value follows from prints alone: as printed, converted, subtracted, a ratio, a growth.

Each is tried, and holds only where it comes to the very value: no formula is ever shown that
does not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product

from chipcensus.i18n import Words
from chipcensus.result import Row
from chipcensus.trail.printed import Print, rate_of
from chipcensus.trail.terms import Formula, Term, formula, joined, of_print, plain, same
from chipcensus.units import number

RATIOS = {
    "rd_intensity": "rd_expense",
    "gross_margin": "gross_profit",
    "net_margin": "net_profit",
}
MULTIPLES = {"price_to_sales", "value_to_revenue"}
YUAN = "CNY"
# The column with the upper end of a printed range; every other one has the lower.
UPPER_END = "value_to"
A_YEAR, NEARLY = timedelta(days=365), timedelta(days=8)


@dataclass(frozen=True)
class Reason:
    """Why a value is what it is: the rows that print it, and the formulas, the last one its own."""

    rows: frozenset[str]
    formulas: tuple[Formula, ...] = ()


@dataclass(frozen=True)
class Leaves:
    """Explains values of one row of an answer by the prints behind it."""

    row: Row
    prints: Sequence[Print]
    rates: Sequence[Row]
    words: Words

    def explain(self, name: str, value: float, unit: str) -> Reason | None:
        """Why column `name` has `value`; None where prints alone do not tell."""
        if name == "growth":
            return self._growth(value)
        metric = str(self.row.get("metric") or "") if name == "value" else name
        if metric in RATIOS:
            return self._ratio(RATIOS[metric], value)
        if metric in MULTIPLES:
            return self._multiple(value)
        return self._printed(name, value, unit) or self._converted(name, value, unit)

    def nearest(self, name: str) -> list[Print]:
        """Prints that may stand behind a column: of its company, the row's period first."""
        row, metric = self.row, str(self.row.get("metric") or name)
        company = row.get("reference_id" if name.startswith("reference_") else "company_id")
        prints = [p.upper_end() for p in self.prints] if name == UPPER_END else self.prints
        behind = [
            p
            for p in prints
            if p.value is not None and (company is None or p.company_id in {None, company})
        ]
        asked = {metric, name}
        return sorted(
            behind,
            key=lambda p: (
                p.metric not in asked,
                p.period_end != row.get("period_end"),
                not p.is_behind,
                p.place,
            ),
        )

    def _printed(self, name: str, value: float, unit: str) -> Reason | None:
        found = [p for p in self.nearest(name) if same(p.value, value) and fits(p, unit)]
        return reason_of(found[0], self) if found else None

    def _converted(self, name: str, value: float, unit: str) -> Reason | None:
        for one in self.nearest(name):
            for term in self.in_currency(one, unit):
                if same(term.value, value):
                    origin = reason_of(one, self)
                    own = formula(term, value, unit, self.words.lang)
                    return Reason(origin.rows | own.row_ids, (*origin.formulas, own))
        return None

    def in_currency(self, one: Print, unit: str) -> Iterator[Term]:
        """A print in another currency, at the rate of its year or of the row's."""
        announced = self.row.get("announced_on")
        years = (self.row.get("year"), announced and announced.year, one.year)
        for year in dict.fromkeys(years):
            rate = rate_of(self.rates, one.unit, unit, year)
            if rate:
                yield joined(of_print(one, self.words), "*", rate_term(rate, self.words))

    def _growth(self, value: float) -> Reason | None:
        pairs = [
            (later, earlier)
            for later, earlier in product(self.nearest("value"), self.prints)
            if earlier.value
            and (later.subject, later.what, later.provider)
            == (earlier.subject, earlier.what, earlier.provider)
            and is_a_year_before(later, earlier)
            and same((later.value or 0) / earlier.value - 1, value)
        ]
        pairs.sort(key=lambda pair: pair[0].source_id != pair[1].source_id)
        if not pairs:
            is_printed = same(self.row.get("growth_printed"), value)
            behind = frozenset(p.row_id for p in self.prints if p.is_behind)
            return Reason(behind) if is_printed else None
        later, earlier = pairs[0]
        term = joined(of_print(later, self.words), "/", of_print(earlier, self.words))
        return self._told((later, earlier), joined(term, "-", plain(1.0)), value, "fraction")

    def _ratio(self, part: str, value: float) -> Reason | None:
        for one, whole in product(self.nearest(part), self.nearest("revenue")):
            if (
                (one.metric, whole.metric) == (part, "revenue")
                and (one.period_start, one.period_end) == (whole.period_start, whole.period_end)
                and (one.company_id, one.unit) == (whole.company_id, whole.unit)
                and whole.value
                and same((one.value or 0) / whole.value, value)
            ):
                term = joined(
                    of_print(one, self.words, name=True),
                    "/",
                    of_print(whole, self.words, name=True),
                )
                return self._told((one, whole), term, value, "fraction")
        return None

    def _multiple(self, value: float) -> Reason | None:
        for worth, revenue in product(self.nearest("market_cap"), self.nearest("revenue")):
            if (worth.metric, revenue.metric) != ("market_cap", "revenue"):
                continue
            for above, below in product(self._yuan(worth), self._yuan(revenue)):
                term = joined(above, "/", below)
                if same(term.value, value):
                    return self._told((worth, revenue), term, value, "multiple")
        return None

    def _yuan(self, one: Print) -> list[Term]:
        if one.unit == YUAN:
            return [of_print(one, self.words, name=True)]
        return list(self.in_currency(one, YUAN))

    def _told(self, prints: Sequence[Print], term: Term, value: float, unit: str) -> Reason:
        own = formula(term, value, unit, self.words.lang)
        before = dict.fromkeys(f for one in prints for f in reason_of(one, self).formulas)
        return Reason(own.row_ids, (*before, own))


def reason_of(one: Print, leaves: Leaves) -> Reason:
    """A print as it stands; one that is derived with its subtraction."""
    rows = frozenset(filter(None, (one.row_id, one.less_row_id)))
    if not one.less_row_id:
        return Reason(rows)
    operands = [
        p
        for i in (one.row_id, one.less_row_id)
        for p in leaves.prints
        if p.row_id == i and not p.less_row_id
    ]
    if len(operands) < len(rows):
        return Reason(rows)
    term = joined(of_print(operands[0], leaves.words), "-", of_print(operands[1], leaves.words))
    return Reason(rows, (formula(term, one.value or 0.0, one.unit, leaves.words.lang),))


def rate_term(rate: Row, words: Words) -> Term:
    """A rate as a factor."""
    text = words("trail.rate", rate=number(rate["rate"], 5), year=rate["year"])
    return plain(rate["rate"], text)


def fits(one: Print, unit: str) -> bool:
    """Whether a print is of this kind of number; a bare number is of any that is no currency."""
    return one.unit in {unit, ""} or not (one.unit.isupper() or unit.isupper())


def is_a_year_before(later: Print, earlier: Print) -> bool:
    """Whether two periods are a year apart, give or take a week."""
    pairs = ((later.period_start, earlier.period_start), (later.period_end, earlier.period_end))
    return all(a and b and abs(a - b - A_YEAR) <= NEARLY for a, b in pairs)
