"""Every rule of the data, and the rows that break it."""

from __future__ import annotations

import re
from itertools import groupby
from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, cited, column, nothing, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number

SEVERITIES = ("error", "warning")
COLUMNS = ("rule", "severity", "found")
NUMBER = re.compile(r"-?\d+\.\d+(e[+-]?\d+)?")
DIGITS = 15


def draw(result: Result, words: Words) -> Drawing:
    """A rule a line, those with rows first; the rows open below their number."""
    if not result.rows:
        return nothing(words("missing.meta.checks"))
    rules = rules_of(result)
    heads = [column(words(f"column.{name}")) for name in COLUMNS]
    rows = [
        {"cells": _cells(result, rule, found, words)}
        for rule, found in sorted(rules, key=lambda pair: not pair[1])
    ]
    found = {kind: sum(len(f) for r, f in rules if r["severity"] == kind) for kind in SEVERITIES}
    finding = words(
        "finding.meta.checks", rules=len(rules), errors=found["error"], warnings=found["warning"]
    )
    listing = table(heads, rows)
    alt = words("alt.table", finding=finding)
    return Drawing(None, finding, alt, (words("note.meta.checks"),), listing=listing)


def rules_of(result: Result) -> list[tuple[Row, list[Row]]]:
    """Each rule, as its first row, with the rows that break it; `result` is of meta/checks."""
    grouped = (list(rows) for _, rows in groupby(result.rows, key=lambda row: row["rule"]))
    return [(rows[0], [row for row in rows if row["row_id"]]) for rows in grouped]


def row_text(row: Row, words: Words) -> str:
    """Which row breaks a rule, and how, in one line."""
    told = words.get(f"rule_row.{row['rule']}", "{said} / {against}")
    filled = told.format(said=_plain(row["said"]), against=_plain(row["against"]))
    return f"{words.code('table_name', row['table_name'])} {row['row_id']}: {filled}"


def _cells(result: Result, rule: Row, found: list[Row], words: Words) -> list[Cell]:
    note = words.get(f"rule_note.{rule['rule']}", "") if found else ""
    return [
        text(words.code("rule", rule["rule"])),
        text(words.code("severity", rule["severity"])),
        {
            "text": _count(found, words),
            "sort": len(found),
            "note": note,
            "opens": [_line(result, row, words) for row in found],
        },
    ]


def _line(result: Result, row: Row, words: Words) -> dict[str, Any]:
    return {"text": row_text(row, words), "links": cited(result, row["source_ids"], words)["links"]}


def _count(found: list[Row], words: Words) -> str:
    if not found:
        return words("label.checks.none")
    if len(found) == 1:
        return words("label.checks.one")
    return words("label.checks.found", count=len(found))


def _plain(said: str) -> str:
    """A number as printed everywhere, everything else as it is."""
    return number(float(said), DIGITS) if NUMBER.fullmatch(said) else said
