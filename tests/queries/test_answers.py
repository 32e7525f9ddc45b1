"""Every folder tests/queries/<subject>/<question>/<case>/ is one answer worked out by hand.

`params.toml` holds the parameters, one CSV per table the few cells that matter, `expect.csv` the
answer: its columns, in its order, all rows. An empty cell is NULL. A column left out of a table
takes the default below, so that a case shows only what it is about. `registry.csv` is a registry a
reader loads: its lists are separated by semicolons, `times` stands for so many companies alike.
"""

from __future__ import annotations

import csv
import tomllib
from pathlib import Path
from typing import Any

import duckdb
import pytest

from chipcensus.engine import compose, steps_of
from chipcensus.engine.steps import parameters
from chipcensus.publish.cubes import make_cubes, no_registry
from chipcensus.publish.described import describe
from chipcensus.publish.prepare import prepare
from chipcensus.question import parse_value, read_questions
from chipcensus.settings import ROOT

HERE = Path(__file__).parent
QUESTIONS = read_questions(ROOT / "queries")
CASES = sorted(path.parent for path in HERE.glob("*/*/*/expect.csv"))

COUNT = {
    "scope": "chip",
    "geo_level": "country",
    "geo": "CN",
    "rounding": 1,
    "qualifier": "as_printed",
}
MONEY = {"currency": "CNY", "rounding": 1, "qualifier": "as_printed"}
DEFAULTS: dict[str, dict[str, Any]] = {
    "sources": {"kind": "news", "published_on": "2025-01-01"},
    "companies": {"country": "CN"},
    "registrations": COUNT,
    "deregistrations": {
        **COUNT, "dimension": "exit_kind", "dimension_value": "cancelled_or_revoked",
    },
    "company_stock": COUNT,
    "financials": {**MONEY, "company_id": "acme", "basis": "as_reported", "audited": "no"},
    "guidance": {"company_id": "acme", "currency": "CNY", "rounding": 1},
    "funding_rounds": {
        **MONEY, "company_id": "acme", "announced_precision": "day", "round": "a",
        "amount_is": "exact", "covers": "whole_round",
    },
    "funding_totals": {**MONEY, "scope": "ai_chip", "geo": "CN"},
    "events": {"date_precision": "day", "kind": "policy", "title_zh": "事", "title_en": "It"},
    "fx_rates": {"currency": "USD", "days": 250},
    "registry": {
        "status": "active", "scopes": "chip/medium", "import_no": 1, "source_id": "own",
        "capital_currency": "CNY", "is_synthetic": "false",
    },
    "market": {
        "geo": "CN", "segment": "ai_chip", "unit": "USD", "rounding": 1, "qualifier": "as_printed",
        "is_forecast": "false",
    },
}  # fmt: skip


@pytest.fixture(scope="module")
def schema() -> dict[str, dict[str, str]]:
    """Type of every column of every table, from the one schema."""
    with duckdb.connect() as connection:
        connection.execute((ROOT / "data" / "schema.sql").read_text(encoding="utf-8"))
        rows = connection.execute(
            "SELECT table_name, column_name, data_type FROM duckdb_columns() "
            "WHERE schema_name = 'main' AND NOT internal ORDER BY table_name, column_index"
        ).fetchall()
    tables: dict[str, dict[str, str]] = {}
    for table, column, kind in [*rows, *_registry_columns()]:
        tables.setdefault(table, {})[column] = kind
    return tables


def _registry_columns() -> list[tuple[str, str, str]]:
    with duckdb.connect() as connection:
        no_registry(connection)
        described = connection.execute("DESCRIBE registry").fetchall()
    return [("registry", name, kind) for name, kind, *_ in described]


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def tables_of(case: Path) -> dict[str, list[dict[str, Any]]]:
    """The case's rows with defaults, and the sources and companies they speak of."""
    given = {path.stem: read(path) for path in case.glob("*.csv") if path.stem != "expect"}
    filled: dict[str, list[dict[str, Any]]] = {}
    for table, rows in given.items():
        named = {"row_id": table[:3], "source_id": "s"}
        filled[table] = [
            {**DEFAULTS.get(table, {}), **{k: f"{v}{n}" for k, v in named.items()}, **row}
            for n, row in enumerate(rows, start=1)
        ]
    filled["registry"] = [
        DEFAULTS["registry"] | {"row": n} | row | {"name": f"{row.get('name', n)}{turn or ''}"}
        for n, row in enumerate(given.get("registry", []), start=2)
        for turn in range(int(row.get("times", 1)))
    ]
    for table, key in (("sources", "source_id"), ("companies", "company_id")):
        known = {row[key] for row in filled.get(table, [])}
        named_ids = {row.get(key) for rows in filled.values() for row in rows} - known - {None, ""}
        filled.setdefault(table, []).extend(
            {**DEFAULTS[table], key: name} for name in sorted(map(str, named_ids))
        )
    return filled


def fill(connection, schema, case) -> None:
    given = tables_of(case)
    for table, columns in schema.items():
        spelled = ", ".join(f'"{name}" {kind}' for name, kind in columns.items())
        connection.execute(f'CREATE TABLE "{table}" ({spelled})')
        for row in given.get(table, []):
            unknown = set(row) - set(columns) - {"row_id", "source_id", "times"}
            assert not unknown, f"{case.name}/{table}.csv: {unknown}"
            names = [name for name in row if name in columns and row[name] not in (None, "")]
            marks = ", ".join(_mark(columns[name]) for name in names)
            listed = ", ".join(f'"{name}"' for name in names)
            values = [str(row[name]) for name in names]
            connection.execute(f'INSERT INTO "{table}" ({listed}) VALUES ({marks})', values)


def _mark(kind: str) -> str:
    return "string_split(?, ';')" if kind.endswith("[]") else f"CAST(? AS {kind})"


def answer(connection, question, sql, params) -> list[dict[str, Any]]:
    bound = {name: params.get(name) for name in parameters(sql)}
    rows = connection.cursor().execute(sql, bound).fetchall()
    return [dict(zip([c.name for c in question.columns], row, strict=True)) for row in rows]


def expected(case, question) -> list[dict[str, Any]]:
    kinds = {field.name: field.type for field in question.columns}
    return [
        {name: read_cell(text, kinds[name]) for name, text in row.items()}
        for row in read(case / "expect.csv")
    ]


def read_cell(text: str, kind: str) -> Any:
    if kind.endswith("[]"):
        return sorted(parse_value(part, kind[:-2]) for part in filter(None, text.split(";")))
    value = parse_value(text, kind)
    return pytest.approx(value, rel=1e-9) if isinstance(value, float) else value


def shown(rows, columns) -> list[dict[str, Any]]:
    return [
        {c: sorted(row[c]) if isinstance(row[c], list) else row[c] for c in columns} for row in rows
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda p: "/".join(p.parts[-3:]))
def test_answer(case, schema):
    question = QUESTIONS["/".join(case.parts[-3:-1])]
    params = tomllib.loads((case / "params.toml").read_text(encoding="utf-8"))
    assert set(params) <= {field.name for field in question.params}
    wanted = expected(case, question)
    with duckdb.connect(config={"threads": 1}) as connection:
        fill(connection, schema, case)
        describe(connection)
        if "registry_" in question.sql:
            make_cubes(connection, QUESTIONS)
        composed = answer(connection, question, compose(question, QUESTIONS), params)
        columns = list(wanted[0]) if wanted else []
        assert shown(composed, columns) == wanted
        if params.get("as_of") is None:
            for step in steps_of(question.sql, QUESTIONS):
                prepare(connection, step)
            assert answer(connection, question, question.sql, params) == composed


def test_every_question_has_cases():
    covered = {"/".join(case.parts[-3:-1]) for case in CASES}
    no_figures = {"views", "cubes", "checks", "meta"}
    asked = {n for n, q in QUESTIONS.items() if q.subject not in no_figures}
    assert asked - covered == set()
