"""What was imported into this generation: files, formats, rows taken in and refused."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import Cell, amount, column, day, nothing, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

COLUMNS = (
    "imported_file",
    "format",
    "import_kind",
    "rows",
    "refused",
    "snapshot_on",
    "accepted_at",
)
NUMERIC = {"rows", "refused", "snapshot_on", "accepted_at"}


def draw(result: Result, words: Words) -> Drawing:
    """A file a line, or the files of one list together, in the order they came."""
    if not result.rows:
        return nothing(words("missing.meta.imports"))
    heads = [column(words(f"column.{name}"), numeric=name in NUMERIC) for name in COLUMNS]
    rows = [{"cells": _cells(row, words)} for row in result.rows]
    finding = words(
        "finding.meta.imports",
        files=f"{sum(row['files'] for row in result.rows):,}",
        rows=f"{sum(row['rows'] for row in result.rows):,}",
        refused=f"{sum(row['refused'] for row in result.rows):,}",
    )
    notes = [words("note.meta.imports")]
    if any(row["is_synthetic"] for row in result.rows):
        notes.insert(0, words("note.meta.synthetic"))
    alt = words("alt.table", finding=finding)
    return Drawing(None, finding, alt, tuple(notes), listing=table(heads, rows) | {"stacks": True})


def _cells(row: Row, words: Words) -> list[Cell]:
    synthetic = words("label.meta.synthetic") if row["is_synthetic"] else ""
    return [
        text(row["title"], note=synthetic),
        text(words.code("import_format", row["format"])),
        text(words.code("import_kind", row["kind"])),
        amount(row["rows"], "number", words, digits=9),
        amount(row["refused"], "number", words, digits=9),
        day(row["snapshot_on"], "day"),
        day(row["accepted_at"].date(), "day"),
    ]
