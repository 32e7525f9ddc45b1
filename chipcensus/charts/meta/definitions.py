"""What is meant by each industry definition, provider, metric and segment, and what is not said."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, amount, column, lines, long_table, nothing, text
from chipcensus.i18n import LANGUAGES, Words, read_words
from chipcensus.result import Result, Row

COLUMNS = ("definition_kind", "term", "meaning", "unsaid", "rows")
COUNTING = {"registrations", "deregistrations", "company_stock"}
SUMMING = {"funding_totals"}
GAPS = ("without_start", "without_day", "without_amount", "without_deals", "undated")


def draw(result: Result, words: Words) -> Drawing:
    """A term a line: industry definitions, providers, metrics, segments."""
    if not result.rows:
        return nothing(words("missing.meta.definitions"))
    heads = [column(words("column.term"))]
    heads += [
        column(words(f"column.{name}"), numeric=name == "rows", sortable=name in {"rows"})
        for name in COLUMNS[2:]
    ]
    rows = [
        {"cells": _cells(row, words), "group": words(f"label.meta.{row['kind']}")}
        for row in result.rows
    ]
    counts = {kind: sum(row["kind"] == kind for row in result.rows) for kind in _kinds(result)}
    told = [
        words("label.meta.count", count=count, kind=words(f"label.meta.{kind}"))
        for kind, count in counts.items()
    ]
    finding = words("finding.meta.definitions", counts=words.list(told))
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        (words("note.meta.definitions"),),
        listing=long_table(heads, rows, words("column.definition_kind")),
    )


def _kinds(result: Result) -> list[str]:
    return list(dict.fromkeys(row["kind"] for row in result.rows))


def _cells(row: Row, words: Words) -> list[Cell]:
    kind, value = row["kind"], row["value"]
    names = {lang: read_words(lang).code(kind, value) for lang in LANGUAGES}
    shown = names.pop(words.lang)
    other = [name for name in names.values() if name != shown]
    return [
        text(shown, note=" · ".join([words(f"label.meta.{kind}"), *other])),
        text(words.get(f"defined.{kind}.{value}", "") or _role(row, words)),
        lines([{"text": line} for line in unsaid(row, words)]),
        amount(row["rows"], "number", words, digits=9),
    ]


def _role(row: Row, words: Words) -> str:
    """Of a provider: what it counts here."""
    return words.list([words(f"table.{name}") for name in row["table_names"]])


def unsaid(row: Row, words: Words) -> list[str]:
    """What the pages that were read leave open, as far as the rows show it."""
    tables, found = set(row["table_names"]), []
    if row["kind"] == "provider":
        found += [words("unsaid.counting")] if tables & COUNTING else []
        found += [words("unsaid.summing")] if tables & SUMMING else []
    if row["kind"] in {"provider", "scope"}:
        found += [words(f"unsaid.{gap}", count=row[gap]) for gap in GAPS if row[gap]]
    own = words.get(f"unsaid_of.{row['kind']}.{row['value']}", "")
    return [*([own] if own else []), *found]
