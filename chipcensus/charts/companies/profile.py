"""A company's facts, each with the sources that tell it."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, cited, column, nothing, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

# Said to be unknown; the others are left out where there is nothing to tell.
ALWAYS = {"name_zh", "segment", "status", "founded_on", "hq_city", "country"}
CODED = {"hq_city": "city", "segment": "segment", "status": "status", "country": "country"}
CODED |= {"exchange": "exchange"}


def draw(result: Result, words: Words) -> Drawing:
    """A list of facts and their sources."""
    if not result.rows:
        return nothing(words("missing.companies.no_company"))
    shown = [row for row in result.rows if row["value"] or row["field"] in ALWAYS]
    heads = [column(words(f"label.companies.{n}"), sortable=False) for n in ("fact", "value")]
    heads.append(column(words("column.source_ids"), sortable=False))
    rows = [{"cells": _cells(result, row, words)} for row in shown]
    finding = _finding({row["field"]: row["value"] for row in result.rows}, result, words)
    notes = [words("note.companies.facts_now")] if result.params.get("as_of") else []
    if any(row["value"] and not row["has_own_source"] for row in shown):
        notes.append(words("note.companies.row_source"))
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        tuple(notes),
        listing=table(heads, rows) | {"kind": "facts"},
    )


def _cells(result: Result, row: Row, words: Words) -> list[Cell]:
    return [
        {"text": words.code("field", row["field"])},
        _value(row, words),
        cited(result, row["source_ids"], words),
    ]


def _value(row: Row, words: Words) -> Cell:
    value, name = row["value"], row["field"]
    if value is None:
        return text(None, note=words(f"label.companies.unknown_{name}"))
    if name == "website":
        return text(value, url=value)
    return text(words.code(CODED[name], value) if name in CODED else value)


def _finding(facts: dict[str, str | None], result: Result, words: Words) -> str:
    parts = [
        facts["segment"] and words.code("segment", facts["segment"]),
        facts["status"] and words.code("status", facts["status"]),
        facts["hq_city"] and words.code("city", facts["hq_city"]),
        facts["founded_on"] and words("label.companies.founded", day=facts["founded_on"]),
        facts["listed_on"] and words("label.companies.listed", day=facts["listed_on"]),
    ]
    company = words.company(result.rows[0]["company_id"])
    return words(
        "finding.companies.profile", company=company, facts=words.list([p for p in parts if p])
    )
