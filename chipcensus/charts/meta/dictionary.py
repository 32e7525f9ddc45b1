"""Every column of every table: its type, its unit, what it says."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, code, column, long_table, nothing, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

COLUMNS = ("column_name", "table_name", "type", "unit", "meaning")


def draw(result: Result, words: Words) -> Drawing:
    """A column a line, table by table."""
    if not result.rows:
        return nothing(words("missing.meta.dictionary"))
    heads = [column(words(f"column.{name}"), sortable=name != "meaning") for name in COLUMNS]
    rows = [{"cells": _cells(row, words), "group": row["table_name"]} for row in result.rows]
    tables = len({row["table_name"] for row in result.rows})
    finding = words("finding.meta.dictionary", count=len(rows), tables=tables)
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        (words("note.meta.dictionary"),),
        listing=long_table(heads, rows, words("column.table_name")),
    )


def _cells(row: Row, words: Words) -> list[Cell]:
    table, name = row["table_name"], row["column_name"]
    empty = words("label.meta.may_be_empty") if row["may_be_empty"] else ""
    return [
        code(name, note=words.get(f"column.{name}", "")),
        code(table),
        text(words.code("type", row["type"]), note=empty),
        text(row["unit"] and words.code("column_unit", row["unit"])),
        text(meaning(table, name, row["meaning"], words)),
    ]


def meaning(table: str, name: str, comment: str | None, words: Words) -> str:
    """What a column says: in words where there are some, else as schema.sql has it."""
    shared = words.get(f"meaning.any.{name}", comment or "")
    return words.get(f"meaning.{table}.{name}", shared)
