"""What a statement can ask: every table with its columns, their units and what they mean."""

from __future__ import annotations

from typing import Any

from chipcensus.census import Census
from chipcensus.charts.meta.dictionary import meaning
from chipcensus.dataset import read_contents
from chipcensus.dataset.tables import Column, Table
from chipcensus.i18n import Words
from chipcensus.keeping import kept_with_its_owner
from chipcensus.store import Manifest, Published

# The table of a publication that no generation has.
REGISTRY = "registry"


def schema(census: Census, lang: str) -> dict[str, Any]:
    """The tables of facts, then the steps prepared of them, those most worth knowing first."""
    return _schema(census, census.generation().file, lang)


@kept_with_its_owner(4)
def _schema(census: Census, _generation: str, lang: str) -> dict[str, Any]:
    words, opened = census.words(lang), census.generation()
    tables = read_contents(opened, all_steps=True).tables
    facts, steps = (
        [_table(t, words) for t in tables if t.is_derived is derived] for derived in (False, True)
    )
    if isinstance(opened, Published):
        facts, steps = (_published(found, opened.manifest) for found in (facts, steps))
        facts = [*_lists(opened.manifest, words), *facts]
    return {"groups": [{"name": "facts", "tables": facts}, {"name": "steps", "tables": steps}]}


def _published(found: list[dict[str, Any]], manifest: Manifest) -> list[dict[str, Any]]:
    """The same tables with as many rows as the engine has of them."""
    rows = {table.name: table.rows for table in manifest.tables}
    return [one | {"rows": rows[one["name"]]} for one in found if one["name"] in rows]


def _lists(manifest: Manifest, words: Words) -> list[dict[str, Any]]:
    """The companies of imported lists, which only an engine has, where there are any."""
    table = manifest.table(REGISTRY)
    if table is None or not table.rows:
        return []
    return [
        {
            "name": table.name,
            "rows": table.rows,
            "text": words.get(f"meaning.table.{table.name}", ""),
            "columns": [
                {
                    "name": column.name,
                    "type": column.type,
                    "unit": "",
                    "text": meaning(table.name, column.name, "", words),
                }
                for column in table.columns
            ],
        }
    ]


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
