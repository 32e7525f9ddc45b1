"""What a statement can ask: every table with its columns, their units and what they mean."""

from __future__ import annotations

from typing import Any

from chipcensus.census import Census
from chipcensus.charts.meta.dictionary import meaning
from chipcensus.dataset import read_contents
from chipcensus.dataset.tables import Column, Table
from chipcensus.i18n import Words
from chipcensus.keeping import kept_with_its_owner


def schema(census: Census, lang: str) -> dict[str, Any]:
    """The tables of facts, then the steps prepared of them, those most worth knowing first."""
    return _schema(census, census.generation().file, lang)


@kept_with_its_owner(4)
def _schema(census: Census, _generation: str, lang: str) -> dict[str, Any]:
    words = census.words(lang)
    tables = read_contents(census.generation(), all_steps=True).tables
    return {
        "groups": [
            {"name": name, "tables": [_table(t, words) for t in tables if t.is_derived is derived]}
            for name, derived in (("facts", False), ("steps", True))
        ]
    }


def _table(table: Table, words: Words) -> dict[str, Any]:
    return {
        "name": table.name,
        "rows": table.rows,
        "text": words.get(f"meaning.table.{table.name}", table.text),
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "unit": column.unit and words.code("column_unit", column.unit),
                "text": _meaning(table, column, words),
            }
            for column in table.columns
        ],
    }


def _meaning(table: Table, column: Column, words: Words) -> str:
    """What a column says; of a step at least what it is called, where no text is in words."""
    text = column.text
    if table.is_derived and words.lang != "en":
        text = words.get(f"column.{column.name}", "")
    return meaning(table.name, column.name, text, words)
