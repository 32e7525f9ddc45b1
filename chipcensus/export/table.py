"""A Result as a table for reading: labels and formatted cells in the reader's language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chipcensus.i18n import LANGUAGES, Words
from chipcensus.question import Field
from chipcensus.result import Citation, Result, Row
from chipcensus.units import MISSING, Scale, number, say, scale

HIDDEN = {
    *("row_ids", "deal_id", "investor_id", "source_id", "claim_source_id"),
    *("line", "others_zh", "others_en", "vintage", "missing", "own"),
}
# Columns a table for reading has in the reader's language only.
IN_BOTH_LANGUAGES = {"investor", "partners", "title", "statement"}
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
    "segment",
    "status",
    "city",
    "country",
    "exchange",
    "event_kind",
    "kind",
    "field",
    "founded_precision",
    "listed_precision",
    "date_precision",
    "definition",
    "dimension",
    "dimension_value",
    "total_is",
    "happening",
    "metric",
    "burn_metric",
    "statement",
    "rule",
    "severity",
    "table_name",
    "side",
    "market_segment",
    "unit",
    "market",
    "forecaster",
    "standing",
    "indicator",
    "topic",
    "verdict",
    "part_verdict",
    "part",
    "channel",
}
COMPANIES = {"company_id", "company_ids", "reference_id"}
DIGITS = 5
NAMED_SOURCES = 3
MONEY = "base unit of "
# What has no currency is a ratio, but for these.
PLAIN = {"employees": "number", "rd_employees": "number", "price_to_sales": "multiple"}
# The first that fits counts.
UNITS = {
    "companies per day": "per_day",
    "companies": "companies",
    "fraction": "fraction",
    "multiple": "multiple",
    "cards": "cards",
}


@dataclass(frozen=True)
class Table:
    """Columns and rows of text; `numeric` columns are set to the right, `without` had no room."""

    labels: Sequence[str]
    numeric: Sequence[bool]
    rows: Sequence[Sequence[str]]
    without: int = 0


def table(result: Result, words: Words) -> Table:
    """The answer for reading; unknown cells are a dash, sources are named by publisher."""
    columns = columns_shown(result, words)
    cells = [_column(column, result, words) for column in columns]
    return Table(
        [label_of(c, result, words) for c in columns],
        [c.type in {"INTEGER", "BIGINT", "DOUBLE"} for c in columns],
        list(zip(*cells, strict=True)),
    )


def columns_shown(result: Result, words: Words) -> list[Field]:
    """The columns of the table, in their order."""
    return [column for column in result.question.columns if _is_shown(column, words)]


def _is_shown(column: Field, words: Words) -> bool:
    others = {f"{n}_{lang}" for n in IN_BOTH_LANGUAGES for lang in LANGUAGES if lang != words.lang}
    return column.is_own or column.name not in HIDDEN | others


def label_of(column: Field, result: Result, words: Words) -> str:
    """A column's name, with the currency where all its rows have the same."""
    if column.is_own:
        return column.name
    label = words.get(f"column.{column.name}", column.name)
    if not column.text.startswith(MONEY):
        return label
    kinds = {kind(column, row, result.params.get("metric")) for row in result.rows}
    currency = kinds.pop() if len(kinds) == 1 else ""
    return f"{label} ({currency})" if currency.isupper() else label


def _column(column: Field, result: Result, words: Words) -> list[str]:
    """The cells of one column; its amounts of one currency are all in one unit, e.g. 亿元."""
    metric = result.params.get("metric")
    kinds = [kind(column, row, metric) for row in result.rows]
    values = list(zip(kinds, result.column(column.name), strict=True))
    scales = {
        currency: scale([v for k, v in values if k == currency], currency, words.lang)
        for currency in {k for k in kinds if k.isupper()}
    }
    return [
        cell(row, column, result, words, scales.get(unit))
        for row, unit in zip(result.rows, kinds, strict=True)
    ]


def cell(row: Row, column: Field, result: Result, words: Words, size: Scale | None = None) -> str:
    """One cell in words; an amount in the unit of `size`."""
    value = row[column.name]
    if column.name == "source_ids" and not column.is_own:
        return publishers([result.citations[i] for i in value or []], words) or MISSING
    if size is not None and value is not None:
        space = "" if words.lang == "zh" else " "
        return f"{number(value / size.divisor, DIGITS)}{space}{size.unit}"
    if is_coded(column):
        return coded(column, value, words)
    return _plain(value, kind(column, row, result.params.get("metric")), words)


def publishers(cited: Sequence[Citation], words: Words) -> str:
    """Who published the sources, the first few by name."""
    names = list(dict.fromkeys(words.code("publisher", source.publisher) for source in cited))
    shown, more = words.list(names[:NAMED_SOURCES]), len(names) - NAMED_SOURCES
    return words("word.sources_more", names=shown, more=more) if more > 0 else shown


def is_coded(column: Field) -> bool:
    """Whether a column holds codes that have words."""
    return not column.is_own and column.name in COMPANIES | CODES


def coded(column: Field, value: Any, words: Words) -> str:
    """A code in words; a company by its name."""
    if column.name == "company_ids":
        return words.list([words.company(company) for company in value or []]) or MISSING
    if (
        column.name in COMPANIES and value is None
    ):  # the column's own text says what NULL stands for
        return words("word.together") if "together" in column.text else MISSING
    if column.name in COMPANIES:
        return words.company(value)
    is_unknown = value is None and column.name != "provider"
    return (
        MISSING
        if is_unknown
        else words.code(column.name.removeprefix("burn_").removeprefix("part_"), value)
    )


def kind(column: Field, row: Row, metric: str | None = None) -> str:
    """The kind of number a column holds, told by the unit its header states first."""
    unit = column.text.split(";")[0]
    if unit.startswith(MONEY):
        currency = row[unit.removeprefix(MONEY).split()[0]]
        ratio = PLAIN.get(metric or "", "fraction")
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
    return _items(value, words) if isinstance(value, list) else str(value)


def _items(values: list[Any], words: Words) -> str:
    whole = [int(v) if isinstance(v, float) and v.is_integer() else v for v in values]
    return words.list([str(v) for v in whole]) or MISSING
