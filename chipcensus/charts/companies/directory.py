"""The directory: a company a row, to be sorted, opened and ticked for comparison."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import amount, column, day, flags, name, nothing, spark, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say

TEXTS = ("segment", "status", "city", "founded_on", "listed_on")
FIGURES = ("revenue", "net_profit", "trend", "raised")


def draw(result: Result, words: Words) -> Drawing:
    """All companies that fit, with the newest year's figures and the line of revenues."""
    if not result.rows:
        return nothing(words("missing.companies.directory"))
    heads = [column(words("column.company_id"))]
    heads += [column(words(f"column.{name}")) for name in TEXTS]
    heads += [column(words(f"column.{name}"), numeric=name != "trend") for name in FIGURES]
    rows = [{"id": r["company_id"], "cells": _cells(r, words)} for r in result.rows]
    finding = _finding(result.rows, words)
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        _notes(result, words),
        listing=table(heads, rows) | {"pick": True},
    )


def _cells(row: Row, words: Words) -> list[dict[str, Any]]:
    note = " · ".join(
        filter(None, [str(row["year"]), flags(row, words, "is_preliminary", "is_standardised")])
    )
    return [
        name(row, words),
        text(words.code("segment", row["segment"])),
        text(words.code("status", row["status"])),
        text(row["city"] and words.code("city", row["city"])),
        day(row["founded_on"], row["founded_precision"]),
        day(row["listed_on"], row["listed_precision"]),
        amount(row["revenue"], row["currency"], words, note, digits=3),
        amount(row["net_profit"], row["currency"], words, note, digits=3),
        spark(row["revenue_years"], row["revenues"], row["currency"], words),
        raised(row, words),
    ]


def raised(row: Row, words: Words) -> dict[str, Any]:
    """The sum raised; "≥" where the true sum is higher."""
    count = row["deals"] and say(row["deals"], "deals", words.lang)
    cell = amount(row["raised"], row["raised_currency"], words, count or "", digits=3)
    if row["raised"] is None:
        return cell | {"note": count or ""}
    return cell | {"text": "≥" * bool(row["is_at_least"]) + cell["text"]}


def _finding(rows: Sequence[Row], words: Words) -> str:
    known = [row for row in rows if row["revenue"] is not None]
    text = words(
        "finding.companies.directory",
        count=len(rows),
        listed=sum(row["status"] == "listed" for row in rows),
        known=len(known),
    )
    currencies = {row["currency"] for row in known}
    chinese = [row for row in known if row["country"] == "CN"]
    if len(currencies) != 1 or len(chinese) < 2:
        return text
    top = max(chinese, key=lambda row: row["revenue"])
    return text + words(
        "finding.companies.directory_top",
        company=words.company(top["company_id"]),
        value=say(top["revenue"], top["currency"], words.lang),
        year=top["year"],
    )


def _notes(result: Result, words: Words) -> tuple[str, ...]:
    undated = sum(row["founded_on"] is None for row in result.rows)
    notes = [words("note.companies.lines"), words("note.companies.raised")]
    if undated:
        notes.append(words("note.companies.undated", count=undated))
    if result.params.get("founded_from") or result.params.get("founded_to"):
        notes.append(words("note.companies.founded"))
    if result.params.get("as_of"):
        notes.append(words("note.companies.facts_now"))
    return tuple(notes)
