"""What the sources print of the figures behind a number: the rows of meta/prints as objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from chipcensus.result import Row

STATEMENTS = {"financials", "guidance"}
# Days of a whole fiscal year; longer ones are printed sums over several years.
YEAR = range(300, 400)


@dataclass(frozen=True)
class Print:
    """One print of one figure, or one that follows from two by subtraction (`less_row_id`)."""

    figure_id: str
    row_id: str
    less_row_id: str | None
    is_behind: bool
    place: int
    rule: str | None
    subject: str
    measure: str
    what: str
    provider: str | None
    fiscal_label: str | None
    period_start: date | None
    period_end: date | None
    value: float | None
    value_to: float | None
    rounding: float | None
    qualifier: str | None
    reported_as: str | None
    remark: str | None
    title_zh: str | None
    title_en: str | None
    source_id: str | None

    @property
    def parts(self) -> list[str]:
        """What is measured, part by part; see queries/views/printed_rows.sql."""
        return self.what.split("|")

    @property
    def is_statement(self) -> bool:
        """Whether it is of a company's statements, prices or guidance."""
        return self.subject in STATEMENTS

    @property
    def company_id(self) -> str | None:
        """The company of a statement."""
        return self.parts[0] if self.is_statement else None

    @property
    def metric(self) -> str:
        """The metric of a statement, else the measure."""
        return self.parts[1] if self.is_statement else self.measure

    @property
    def unit(self) -> str:
        """Kind of number, as units.say has it."""
        if self.is_statement:
            return (self.parts[2:] or ["number"])[0] or "number"
        if self.subject == "events":
            return ""
        if self.measure in {"companies", "deals"}:
            return self.measure
        last = self.parts[-1]
        return {"units": "number"}.get(last, last)

    def upper_end(self) -> Print:
        """The same print for the upper end of its range; unknown where that is open."""
        return replace(self, value=self.value_to)

    @property
    def days(self) -> int:
        """Days of the period; 0 where its start is not stated."""
        if self.period_start is None or self.period_end is None:
            return 0
        return (self.period_end - self.period_start).days + 1

    @property
    def is_year(self) -> bool:
        """Whether the period is one whole year."""
        return self.days in YEAR

    @property
    def year(self) -> int | None:
        """The calendar year that holds most of the period's days."""
        if self.period_end is None:
            return None
        start = self.period_start or self.period_end
        return (start + timedelta(days=round((self.days - 1) / 2))).year


def read_prints(rows: Iterable[Row]) -> list[Print]:
    """The rows of meta/prints; an announcement only where no row of it prints a number."""
    prints = [Print(**row) for row in rows]
    numbered = {p.row_id for p in prints if p.measure != "announcement" and p.is_behind}
    told = {p.figure_id for p in prints if p.measure == "announcement" and p.row_id in numbered}
    return [p for p in prints if p.figure_id not in told]


def groups(prints: Sequence[Print]) -> list[list[Print]]:
    """The prints of each figure, the one that stands first."""
    found: dict[str, list[Print]] = {}
    for one in prints:
        found.setdefault(one.figure_id, []).append(one)
    return list(found.values())


def standing(prints: Sequence[Print]) -> list[Print]:
    """The print that stands for each figure the number rests on."""
    return [group[0] for group in groups(prints) if any(p.is_behind for p in group)]


def rate_of(rates: Sequence[Row], origin: str, target: str, year: int | None) -> Row | None:
    """The rate of a year; None where there is none."""
    wanted: dict[str, Any] = {"from_currency": origin, "to_currency": target, "year": year}
    return next((r for r in rates if all(r[k] == v for k, v in wanted.items())), None)
