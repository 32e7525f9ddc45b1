"""A Result as a table for reading: labels and formatted cells in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chipcensus.i18n import Words
from chipcensus.question import Field
from chipcensus.result import Result, Row
from chipcensus.units import MISSING, number, say

HIDDEN = {"row_ids", "deal_id"}
CODES = {
    "provider",
    "scope",
    "geo_level",
    "geo",
    "role",
    "round",
    "proceeds",
    "covers",
    "announced_precision",
    "frequency",
}
DIGITS = 6
MONEY = "base unit of "
HEADCOUNTS = {"employees", "rd_employees"}
# The first that fits counts.
UNITS = {
    "companies per day": "per_day",
    "companies": "companies",
    "fraction": "fraction",
    "multiple": "multiple",
}


@dataclass(frozen=True)
class Table:
    """Columns and rows of text; `numeric` columns are set to the right."""

    labels: Sequence[str]
    numeric: Sequence[bool]
    rows: Sequence[Sequence[str]]


def table(result: Result, words: Words) -> Table:
    """The answer for reading; unknown cells are a dash, sources are named by publisher."""
    columns = [c for c in result.question.columns if c.name not in HIDDEN]
    return Table(
        [words.get(f"column.{c.name}", c.name) for c in columns],
        [c.type in {"INTEGER", "BIGINT", "DOUBLE"} for c in columns],
        [[cell(row, column, result, words) for column in columns] for row in result.rows],
    )


def cell(row: Row, column: Field, result: Result, words: Words) -> str:
    """One cell in words."""
    value = row[column.name]
    if column.name == "source_ids":
        names = [result.citations[i].publisher for i in value or [] if i in result.citations]
        return words.list(list(dict.fromkeys(names)))
    if is_coded(column):
        return coded(column, value, words)
    return _plain(value, kind(column, row, result.params.get("metric")), words)


def is_coded(column: Field) -> bool:
    """Whether a column holds codes that have words."""
    return column.name == "company_id" or column.name in CODES


def coded(column: Field, value: Any, words: Words) -> str:
    """A code in words; a company by its name."""
    if column.name == "company_id":
        return words.company(value)
    is_unknown = value is None and column.name != "provider"
    return MISSING if is_unknown else words.code(column.name, value)


def kind(column: Field, row: Row, metric: str | None = None) -> str:
    """The kind of number a column holds, told by the unit its header states first."""
    unit = column.text.split(";")[0]
    if unit.startswith(MONEY):
        currency = row[unit.removeprefix(MONEY).split()[0]]
        ratio = "fraction" if metric not in HEADCOUNTS else "number"
        return str(currency or (ratio if "fraction" in unit else "number"))
    return next((kind for words, kind in UNITS.items() if unit.startswith(words)), "number")


def _plain(value: Any, unit: str, words: Words) -> str:
    if value is None:
        return MISSING
    if isinstance(value, bool):
        return words("word.yes") if value else words("word.no")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        # Counts stand without their noun: the column's label has it.
        return (
            number(value, DIGITS)
            if unit in {"number", "companies"}
            else say(value, unit, words.lang, digits=DIGITS)
        )
    return words.list([str(v) for v in value]) if isinstance(value, list) else str(value)
