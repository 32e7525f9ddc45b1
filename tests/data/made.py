"""Tables of a few rows made by hand: a row needs only what its test is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import duckdb

from chipcensus.engine import compose
from chipcensus.engine.steps import parameters
from chipcensus.settings import ROOT

Rows = Sequence[Mapping[str, Any]]
PRINT = {"rounding": 1, "qualifier": "as_printed", "source_id": "s"}
COUNT = PRINT | {"scope": "chip", "geo_level": "country", "geo": "CN", "provider": "p"}
YEAR = {"period_start": "2024-01-01", "period_end": "2024-12-31"}
MONEY = PRINT | {"currency": "CNY"}
DEFAULTS: dict[str, dict[str, Any]] = {
    "sources": {"source_id": "s", "published_on": "2026-01-01", "kind": "news"},
    "companies": {"status": "active", "name_en": "Acme"},
    "registrations": COUNT | YEAR,
    "deregistrations": COUNT | YEAR,
    "company_stock": COUNT | {"as_of": "2024-12-31"},
    "financials": MONEY
    | YEAR
    | {"company_id": "a", "metric": "revenue", "fiscal_label": "FY2024", "basis": "as_reported"},
    "guidance": MONEY | YEAR | {"company_id": "a", "fiscal_label": "FY2024"},
    "funding_rounds": MONEY | {"company_id": "a", "round": "a", "covers": "whole_round"},
    "funding_totals": MONEY | YEAR | {"scope": "ai_chip", "geo": "CN"},
    "market": PRINT
    | YEAR
    | {"indicator": "market_size", "geo": "CN", "segment": "gpu", "unit": "CNY"}
    | {"is_forecast": False},
    "events": {"date_precision": "day", "kind": "product", "source_id": "s"},
}


def found(questions: Any, check: str, **tables: Rows) -> list[str]:
    """Ids of the rows a check names among `tables`, a source "s" among them, in its order."""
    question = questions[f"checks/{check}"]
    sql = compose(question, questions)
    with duckdb.connect() as connection:
        _fill(connection, {"sources": [{}]} | tables)
        rows = connection.execute(sql, dict.fromkeys(parameters(sql)) or None).fetchall()
    assert all(said and against for _, _, said, against in rows)
    return [row_id for _, row_id, *_ in rows]


@cache
def _columns() -> list[tuple[str, str]]:
    """Each table of the schema with its columns and their types."""
    with duckdb.connect() as empty:
        empty.execute((ROOT / "data" / "schema.sql").read_text(encoding="utf-8"))
        return empty.execute(
            "SELECT table_name, string_agg(concat('\"', column_name, '\" ', data_type), ', ') "
            "FROM duckdb_columns() WHERE schema_name = 'main' AND NOT internal GROUP BY table_name"
        ).fetchall()


def _fill(connection: duckdb.DuckDBPyConnection, tables: Mapping[str, Rows]) -> None:
    """The schema's tables without its rules: here a row may break any."""
    for table, spelled in _columns():
        connection.execute(f'CREATE TABLE "{table}" ({spelled})')
        for row in tables.get(table, []):
            cells = DEFAULTS.get(table, {}) | row
            names = ", ".join(f'"{name}"' for name in cells)
            marks = ", ".join("?" * len(cells))
            connection.execute(
                f'INSERT INTO "{table}" ({names}) VALUES ({marks})', list(cells.values())
            )
