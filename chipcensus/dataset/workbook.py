"""All tables as one XLSX: About first, then what every column means, then a sheet a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from math import isfinite
from pathlib import Path
from typing import Any

import duckdb
import xlsxwriter

from chipcensus.dataset.tables import Contents, Table, read_rows
from chipcensus.dataset.write import plain

# What a sheet and a cell can hold.
ROWS, LONGEST_TEXT = 1_048_576, 32_767
CUT = " […]"
# A spreadsheet's calendar begins here; an earlier day stands as text.
FIRST_YEAR = 1900
# Whole numbers beyond 15 digits would be rounded: they stand as text.
EXACT = 10**15
WIDTHS = {"DATE": 11, "DOUBLE": 15, "BIGINT": 11, "INTEGER": 9, "BOOLEAN": 9}
WIDE = 24
NAMES = ("table", "column", "type", "unit", "required", "meaning")


def write_xlsx(
    cursor: duckdb.DuckDBPyConnection,
    contents: Contents,
    about: Mapping[str, str],
    path: Path,
    most_rows: int = ROWS,
) -> None:
    """Write the workbook; a table longer than a sheet goes on in "<table> (2)".

    Args:
        cursor: of the generation.
        contents: the generation.
        about: the lines of the first sheet.
        path: where to.
        most_rows: rows of a sheet, the head included.
    """
    options = {
        "constant_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(str(path), options) as book:
        book.set_properties({"title": f"Chip Census {contents.id}", "created": contents.built_at})
        styles = {
            "head": book.add_format({"bold": True, "bottom": 1}),
            "day": book.add_format({"num_format": "yyyy-mm-dd"}),
            "wrap": book.add_format({"text_wrap": True, "valign": "top"}),
        }
        _about(book, about, styles)
        _meanings(book, contents.tables, styles)
        for table in contents.tables:
            _rows(book, cursor, table, styles, most_rows)


def _about(book: Any, about: Mapping[str, str], styles: Mapping[str, Any]) -> None:
    sheet = book.add_worksheet("About")
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110)
    for place, (name, text) in enumerate(about.items()):
        sheet.write_string(place, 0, name, styles["head"])
        sheet.write_string(place, 1, _fitting(text), styles["wrap"])


def _meanings(book: Any, tables: Sequence[Table], styles: Mapping[str, Any]) -> None:
    lines = [(t.name, "", "", "", "", t.text) for t in tables]
    lines += [
        (t.name, c.name, c.type, c.unit, "yes" if c.is_required else "", c.text)
        for t in tables
        for c in t.columns
    ]
    sheet = book.add_worksheet("Columns")
    sheet.set_column(0, 4, 18)
    sheet.set_column(5, 5, 110)
    sheet.freeze_panes(1, 0)
    for number, cells in enumerate([NAMES, *lines]):
        for place, text in enumerate(cells):
            sheet.write_string(number, place, _fitting(text), None if number else styles["head"])


def _rows(
    book: Any,
    cursor: duckdb.DuckDBPyConnection,
    table: Table,
    styles: Mapping[str, Any],
    most_rows: int,
) -> None:
    sheet, number, sheets = _sheet(book, table, styles, 1), 1, 1
    for batch in read_rows(cursor, table):
        for row in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if number == most_rows:
                sheets += 1
                sheet, number = _sheet(book, table, styles, sheets), 1
            for place, value in enumerate(row):
                _write(sheet, number, place, value, styles["day"])
            number += 1


def _sheet(book: Any, table: Table, styles: Mapping[str, Any], number: int) -> Any:
    sheet = book.add_worksheet(table.name if number == 1 else f"{table.name} ({number})")
    sheet.freeze_panes(1, 1)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, WIDTHS.get(column.type, WIDE))
        sheet.write_string(0, place, column.name, styles["head"])
    return sheet


def _write(sheet: Any, row: int, column: int, value: Any, day: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif (isinstance(value, float) and isfinite(value)) or _is_exact(value):
        sheet.write_number(row, column, value)
    elif isinstance(value, date) and not isinstance(value, datetime) and value.year >= FIRST_YEAR:
        sheet.write_datetime(row, column, value, day)
    elif value is not None and (text := plain(value)):
        sheet.write_string(row, column, _fitting(text))


def _is_exact(value: Any) -> bool:
    return isinstance(value, int) and abs(value) < EXACT


def _fitting(text: str) -> str:
    """A text that a cell can hold; what is cut says so."""
    return text if len(text) <= LONGEST_TEXT else text[: LONGEST_TEXT - len(CUT)] + CUT
