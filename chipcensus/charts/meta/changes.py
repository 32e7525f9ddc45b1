"""What changed between two generations: rows added, removed and restated, with before and after."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, cited, code, column, lines, long_table, nothing, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import MISSING

COLUMNS = ("row_key", "change", "changed", "source_ids")
KINDS = ("added", "removed", "restated")
# More would not be read; the files hold all.
MOST_LISTED = 1000
MOST_CELLS = 6
TRUTHS = {"true": "word.yes", "false": "word.no"}
# What tells least of a row that is new or gone.
TECHNICAL = {"row_id", "source_id", "rounding", "qualifier", "geo_level", "language"}
CODES = {"scope", "geo", "provider", "metric", "status", "round", "covers", "indicator"}
# Codes whose words go by another name, by table and column.
NAMED = {
    ("companies", "segment"): "segment",
    ("market", "segment"): "market_segment",
    ("sources", "kind"): "kind",
    ("events", "kind"): "event_kind",
}


def draw(result: Result, words: Words) -> Drawing:
    """A row of the data a line, table by table."""
    then, now = result.params["earlier"], result.params["later"]
    problem = result.params.get("problem", "" if then else "only_one")
    if problem:
        return nothing(words(f"missing.meta.{problem}", then=then or MISSING, now=now or MISSING))
    if not result.rows:
        return nothing(words("missing.meta.unchanged", then=then, now=now))
    heads = [column(words(f"column.{name}"), sortable=name != "changed") for name in COLUMNS]
    listed = result.rows[:MOST_LISTED]
    rows = [{"cells": _cells(result, row, words), "group": _table(row, words)} for row in listed]
    counts = Counter(row["change"] for row in result.rows)
    told = [words(f"label.meta.{kind}_rows", count=counts[kind]) for kind in KINDS if counts[kind]]
    finding = words("finding.meta.changes", then=then, now=now, counts=words.list(told))
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        _notes(result.rows, words),
        listing=long_table(heads, rows, words("column.table_name")),
    )


def _table(row: Row, words: Words) -> str:
    return words.get(f"table.{row['table_name']}", row["table_name"])


def _notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    tables = Counter(_table(row, words) for row in rows)
    by_table = [words("word.said", who=name, value=str(count)) for name, count in tables.items()]
    notes = [words("note.meta.by_table", counts=words.list(by_table)), words("note.meta.compared")]
    if len(rows) > MOST_LISTED:
        notes.append(words("note.meta.listed", most=MOST_LISTED, count=len(rows)))
    return tuple(notes)


def _cells(result: Result, row: Row, words: Words) -> list[Cell]:
    return [
        code(row["row_key"], note=_table(row, words)),
        text(words(f"label.meta.{row['change']}")),
        lines(*_differences(row, words)),
        cited(result, row["source_ids"], words),
    ]


def _differences(row: Row, words: Words) -> tuple[list[dict[str, Any]], int]:
    """What was and is, cell by cell; of a row that came or went its first telling cells."""
    names, before, after = row["column_names"], row["before"], row["after"]
    table = row["table_name"]
    if before and after:
        pairs = zip(names, before, after, strict=True)
        return [_line(n, _became(table, n, old, new, words), words) for n, old, new in pairs], 0
    cells = zip(names, after or before, strict=True)
    telling = [(name, value) for name, value in cells if value and name not in TECHNICAL]
    shown = telling[:MOST_CELLS]
    lines = [_line(name, _said(table, name, value, words), words) for name, value in shown]
    return lines, len(telling) - len(shown)


def _became(table: str, name: str, old: str, new: str, words: Words) -> str:
    said = [_said(table, name, value, words) for value in (old, new)]
    return words("label.meta.became", before=said[0], after=said[1])


def _line(name: str, value: str, words: Words) -> dict[str, Any]:
    label = words.get(f"column.{name}", name)
    return {"text": words("word.said", who=label, value=value)}


def _said(table: str, name: str, value: str, words: Words) -> str:
    if not value:
        return MISSING
    if name == "company_id":
        return words.company(value)
    if value in TRUTHS:
        return words(TRUTHS[value])
    coded = NAMED.get((table, name), name if name in CODES else "")
    return words.code(coded, value) if coded else value
