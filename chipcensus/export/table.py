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
DIGITS = 7


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
    if column.name == "company_id":
        return words.company(value)
    if column.name in CODES:
        return (
            MISSING
            if value is None and column.name != "provider"
            else words.code(column.name, value)
        )
    return _plain(value, kind(column, row), words)


def kind(column: Field, row: Row) -> str:
    """The kind of number a column holds, told by the unit its header states first."""
    text = column.text
    if "base unit of" in text:
        currency = row.get(text.split("base unit of ", 1)[1].split(";")[0].split(",")[0].strip())
        return str(currency) if currency else "fraction" if "fraction" in text else "number"
    for unit in ("fraction", "companies per day", "companies"):
        if text.startswith(unit):
            return unit.replace("companies per day", "per_day")
    # Bounds are in the unit of the column they bound.
    named = {
        "companies_low": "companies",
        "companies_high": "companies",
        "net_low": "companies",
        "net_high": "companies",
        "per_day_low": "per_day",
        "per_day_high": "per_day",
    }
    if column.name in named or (column.name in {"range_low", "range_high"} and "companies" in row):
        return named.get(column.name, "companies")
    if (
        row.get("currency")
        and column.name.endswith(("_low", "_high"))
        and "growth" not in column.name
    ):
        return str(row["currency"]) if "intensity" not in column.name else "fraction"
    return "fraction" if column.name.startswith(("growth", "intensity")) else "number"


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
