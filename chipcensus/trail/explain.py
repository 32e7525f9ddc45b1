"""Every number of an answer's row with its reason: printed so, or by which formula."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.export.table import kind
from chipcensus.i18n import Words
from chipcensus.question import Field
from chipcensus.result import Row
from chipcensus.trail.leaves import Leaves, Reason
from chipcensus.trail.printed import Print, read_prints
from chipcensus.trail.recipes import Recipe
from chipcensus.trail.terms import formula, same

# Bounds and ranges stand beside a number and have no trail of their own; neither have the rates,
# the months of a period, a growth as printed, and the year before, whose mark has its own.
BESIDE = ("_low", "_high", "_printed")
NO_TRAIL = {"rate", "reference_rate", "months", "before", "undisclosed"}
# A formula that begins so rests on what the row itself says: no other print explains it.
OF_THE_ROW = "printed("
KINDS = {"companies per day": "per_day", "gone per 100": "per_100", "deals": "deals"}


@dataclass(frozen=True)
class Behind:
    """What stands behind the rows of the data that a mark rests on."""

    census: Census
    answer: Answer
    row_ids: Sequence[str]
    prints: Sequence[Print]
    words: Words

    @property
    def as_of(self) -> Any:
        """The day up to which the answer was published."""
        return self.answer.result.params.get("as_of")

    def rates(self) -> Sequence[Row]:
        """Every rate known on that day."""
        return self.census.ask("meta/rates", {"as_of": self.as_of}).rows

    def deals(self, currency: str) -> Sequence[Row]:
        """The deals told by these rows that a sum holds."""
        params = {"row_ids": sorted(self.row_ids), "currency": currency, "as_of": self.as_of}
        return self.census.ask("meta/trail_deals", params).rows

    def answers(self, name: str) -> Sequence[Row]:
        """What another question answers to the same parameters."""
        return self.census.ask(name, self.answer.result.params).rows

    def rows(self) -> list[Row]:
        """The answer's rows that rest on just these; of a mark that stands for several, each."""
        asked = set(self.row_ids)
        rows = self.answer.result.rows
        own = [row for row in rows if set(row["row_ids"] or ()) == asked]
        return own or [row for row in rows if row["row_ids"] and asked.issuperset(row["row_ids"])]

    def reasons(self, row: Row) -> Iterator[tuple[Field, Reason | None]]:
        """Each number of a row of the answer with its reason; None where none is known."""
        leaves = Leaves(row, self.prints, self.rates(), self.words)
        for column in numbers(self.answer.result.question.columns):
            value = row[column.name]
            if value is not None:
                yield column, self._reason(leaves, column, value)

    def _reason(self, leaves: Leaves, column: Field, value: float) -> Reason | None:
        unit = self._kind(column, leaves.row)
        declared = self.answer.result.question.derived.get(column.name)
        if declared is None or not declared.startswith(OF_THE_ROW):
            printed = leaves.explain(column.name, value, unit)
            if printed or declared is None:
                return printed
        return self._declared(leaves, column, value, unit, declared)

    def _declared(
        self, leaves: Leaves, column: Field, value: float, unit: str, text: str
    ) -> Reason | None:
        columns = {c.name: c for c in self.answer.result.question.columns}
        recipe = Recipe(
            self.answer.result,
            leaves,
            unit,
            column.name,
            lambda name: self._kind(columns[name], leaves.row),
            self.deals,
            self.answers,
        )
        if value == 0 and text == "sum(deals)":
            return Reason(frozenset())
        term = recipe.term(text)
        if term is None or not same(term.value, value):
            return None
        return Reason(term.row_ids, (formula(term, value, unit, self.words.lang),))

    def _kind(self, column: Field, row: Row) -> str:
        starts = (k for text, k in KINDS.items() if column.text.startswith(text))
        return next(starts, "") or kind(column, row, self.answer.result.params.get("metric"))


def numbers(columns: Sequence[Field]) -> list[Field]:
    """The columns whose numbers have a trail."""
    return [
        c
        for c in columns
        if c.type == "DOUBLE" and not c.name.endswith(BESIDE) and c.name not in NO_TRAIL
    ]


def behind(census: Census, answer: Answer, row_ids: Sequence[str], words: Words) -> Behind:
    """Look up what is printed of the figures behind `row_ids`, as of the answer's day."""
    params = {"row_ids": sorted(set(row_ids)), "as_of": answer.result.params.get("as_of")}
    prints = read_prints(census.ask("meta/prints", params).rows)
    return Behind(census, answer, tuple(row_ids), prints, words)
