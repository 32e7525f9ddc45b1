"""The formulas that a question's header declares: `derived:`, one line a column.

A formula holds names of the answer's columns, numbers, + - * / and brackets, and
    days(c)          days from 1 January to the day in column c
    sum(m)           the periods of metric m that add up; `metric` = the row's own; or `deals`
    count(deals)     how many deals these are
    together(c)      column c of all the answer's rows of that year, the sample's where there is one
    of_country(c)    the same count of the whole country, by the same provider on the same day
    mean(s)          mean of the years counted on side s of a happening, of the row's own line
    yearly(s)        growth a year between the first and the last of them
    printed(c)       the number that the claim says in column c
    answer(c)        column c of the answer to the claim's own question, of the same part
    abs(x)           without its sign
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chipcensus.claims import claimed_number
from chipcensus.result import Result, Row
from chipcensus.trail.leaves import Leaves, fits, rate_term
from chipcensus.trail.printed import Print, rate_of, standing
from chipcensus.trail.terms import ATOM, Term, amount, joined, of_print, plain, root, summed

SIGNS: dict[type[ast.operator], str] = {
    ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/",
}  # fmt: skip
CHANNELS = {"private", "public", "placed"}


@dataclass(frozen=True)
class Recipe:
    """Works out one declared formula for one row of an answer."""

    result: Result
    leaves: Leaves
    unit: str
    column: str
    kind_of: Callable[[str], str]
    deals: Callable[[str], Sequence[Row]]
    answers: Callable[[str], Sequence[Row]]

    def term(self, text: str) -> Term | None:
        """What the formula says and comes to; None where something in it is unknown."""
        try:
            return self._term(ast.parse(text, mode="eval").body)
        except (LookupError, ZeroDivisionError):
            return None

    def _term(self, node: ast.expr) -> Term:
        if isinstance(node, ast.BinOp):
            return joined(self._term(node.left), SIGNS[type(node.op)], self._term(node.right))
        if isinstance(node, ast.UnaryOp):
            inner = self._term(node.operand)
            return Term(f"−({inner.text})", f"(-{inner.code})", -inner.value, ATOM, inner.row_ids)
        if isinstance(node, ast.Call):
            return self._call(node)
        if isinstance(node, ast.Name):
            return self._column(node.id)
        return plain(float(ast.literal_eval(node)))

    def _column(self, name: str) -> Term:
        value = self.leaves.row.get(name)
        if not isinstance(value, int | float):
            raise LookupError(name)
        words = self.leaves.words
        label = "" if name == "value" else words.get(f"column.{name}", name)
        return amount(float(value), self.kind_of(name), words.lang, label)

    def _call(self, node: ast.Call) -> Term:
        called, given = ast.unparse(node.func), node.args[0]
        if called == "abs":
            inner = self._term(given)
            return Term(
                f"|{inner.text}|", f"abs({inner.code})", abs(inner.value), ATOM, inner.row_ids
            )
        name = ast.unparse(given)
        functions: dict[str, Callable[[str], Term]] = {
            "days": self._days, "sum": self._sum, "count": self._count,
            "together": self._together, "of_country": self._of_country,
            "mean": self._mean, "yearly": self._yearly,
            "printed": self._claimed, "answer": self._answer,
        }  # fmt: skip
        return functions[called](name)

    def _days(self, name: str) -> Term:
        day: date = self.leaves.row[name]
        days = (day - date(day.year, 1, 1)).days + 1
        return plain(float(days), self.leaves.words("trail.days", days=days))

    def _together(self, name: str) -> Term:
        row, words = self.leaves.row, self.leaves.words
        rows = [
            r for r in self.result.rows if r["year"] == row["year"] and r.get("is_sample", True)
        ]
        return _all(
            [
                amount(
                    r[name], self.unit, words.lang, words.company(r["company_id"]), *r["row_ids"]
                )
                for r in rows
            ]
        )

    def _of_country(self, name: str) -> Term:
        row, words = self.leaves.row, self.leaves.words
        found = [
            p
            for p in self.leaves.prints
            if p.parts[:2] == [row["scope"], "country"]
            and (p.provider, p.period_end) == (row["provider"], row["counted_on"])
            and p.place == 1
        ]
        if not found:
            raise LookupError(name)
        country = found[0]
        return amount(
            country.value or 0.0,
            "companies",
            words.lang,
            words("geo_level.country"),
            country.row_id,
        )

    def _side(self, side: str) -> list[Row]:
        """The years counted on one side of the happening, the row's own line only."""
        line = self.leaves.row["line"]
        found = [
            r
            for r in self.result.rows
            if (r["line"], r["side"]) == (line, side) and r["is_counted"]
        ]
        return sorted(found, key=lambda r: r["year"])

    def _of_year(self, row: Row) -> Term:
        words = self.leaves.words
        label = words("word.in_years", years=row["year"])
        return amount(row["value"], self.kind_of("value"), words.lang, label)

    def _mean(self, side: str) -> Term:
        rows = self._side(side)
        return joined(_all([self._of_year(r) for r in rows]), "/", plain(float(len(rows))))

    def _yearly(self, side: str) -> Term:
        first, *_, last = self._side(side)
        ratio = joined(self._of_year(last), "/", self._of_year(first))
        return joined(root(ratio, last["year"] - first["year"]), "-", plain(1.0))

    def _claimed(self, name: str) -> Term:
        row = self.leaves.row
        number = claimed_number(row, row[name])
        if number is None:
            raise LookupError(name)
        return plain(number.value, self.leaves.words("trail.claimed", text=row[name]))

    def _answer(self, name: str) -> Term:
        row = self.leaves.row
        question = f"claims/{row['claim_id']}"
        for found in self.answers(question):
            if found[name] is not None and all(row[n] == item for n, item in found.items()):
                told = self.leaves.words("trail.answer", question=question)
                return plain(float(found[name]), told)
        raise LookupError(name)

    def _sum(self, name: str) -> Term:
        if name == "deals":
            return _all([self._deal(deal) for deal in self._deals()])
        metric = (
            self.leaves.row["metric"] if name == "metric" and "metric" in self.leaves.row else name
        )
        if metric == "metric":
            metric = self.result.params["metric"]
        return _all([self._flow(one) for one in self._flows(metric)])

    def _count(self, _: str) -> Term:
        return plain(float(len(self._deals())))

    def _deals(self) -> list[Row]:
        row = self.leaves.row
        channel = self.column if self.column in CHANNELS else row.get("channel")
        found = self.deals(row["raised_currency" if self.column == "raised" else "currency"])
        wanted: dict[str, Any] = {"channel": channel}
        wanted["company_id"] = row.get("company_id")
        wanted["year"] = row.get("year") if "channel" in row else None
        return [d for d in found if all(v is None or d[k] == v for k, v in wanted.items())]

    def _deal(self, deal: Row) -> Term:
        words = self.leaves.words
        label = words(
            "trail.deal", company=words.company(deal["company_id"]),
            round=words.code("round", deal["round"]), year=deal["year"],
        )  # fmt: skip
        term = amount(deal["printed"], deal["currency"], words.lang, label)
        return joined(term, "*", rate_term(deal, words)) if deal["rate"] is not None else term

    def _flows(self, metric: str) -> list[Print]:
        """The periods that make up a sum: years of one company, or one year of several."""
        row = self.leaves.row
        found = [p for p in standing(self.leaves.prints) if p.is_statement and p.metric == metric]
        company = row.get("company_id")
        found = [p for p in found if company in {None, p.company_id} and p.value is not None]
        if "since" in row:
            return _chain([p for p in found if p.days < 400], row["since"], row["period_end"])
        found = [p for p in found if p.is_year and p.year == row["year"]]
        if row.get("reference_id"):
            found = [p for p in found if p.company_id not in {"nvidia", "amd"}]
        found.sort(key=lambda p: (p.company_id or "", p.unit != self.unit, p.place))
        return list({p.company_id: p for p in reversed(found)}.values())[::-1]

    def _flow(self, one: Print) -> Term:
        words = self.leaves.words
        term = of_print(one, words)
        if not fits(one, self.unit):
            rate = rate_of(self.leaves.rates, one.unit, self.unit, one.year)
            if rate is None:
                raise LookupError(one.unit)
            term = joined(term, "*", rate_term(rate, words))
        if "since" in self.leaves.row:
            return term
        label = words.company(one.company_id or "")
        return Term(f"{label} {term.text}", term.code, term.value, term.binds, term.row_ids)


def _all(terms: Sequence[Term]) -> Term:
    if not terms:
        raise LookupError
    return summed(terms)


def _chain(prints: Sequence[Print], since: date, until: date) -> list[Print]:
    """Periods one after the other, whole years as far as there are, from one day to another."""
    inside = [
        p for p in prints
        if p.period_start and p.period_end and p.period_start >= since and p.period_end <= until
    ]  # fmt: skip
    chain: list[Print] = []
    for one in sorted(inside, key=lambda p: (p.period_start, -p.days)):
        is_last = one.period_end == until
        follows = not chain or one.period_start > chain[-1].period_end  # type: ignore[operator]
        if follows and (one.is_year or is_last):
            chain.append(one)
    return chain
