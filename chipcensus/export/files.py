"""An answer as CSV or XLSX: values, their sources, nothing a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import xlsxwriter

from chipcensus.export.cover import AUTHOR
from chipcensus.export.native.worksheet import add_chart_sheet
from chipcensus.export.series import panels_of
from chipcensus.export.table import coded, is_coded, kind, label_of
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

# How a spreadsheet shows a kind of number; every currency is an amount.
FORMATS = {
    "amount": "#,##0",
    "companies": "#,##0",
    "fraction": "0.00%",
    "multiple": "0.0",
    "number": "General",
    "per_day": "0.00",
}
STYLED = {"DATE", "DOUBLE"}
RUNS_AS_FORMULA = ("=", "+", "-", "@", "\t", "\r")
MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


@dataclass(frozen=True)
class Heading:
    """What is said about an answer in the file that carries it."""

    title: str
    finding: str
    filters: str
    link: str
    notes: Sequence[str]
    cite: str = ""


def to_csv(result: Result) -> bytes:
    """CSV for Excel: UTF-8 with byte order mark; the last column holds the sources' addresses."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    names = [c.name for c in result.question.columns]
    writer.writerow([*names, "source_urls"])
    for row in result.rows:
        writer.writerow([csv_cell(row[n]) for n in names] + [csv_cell(_urls(result, row))])
    return out.getvalue().encode("utf-8-sig")


def to_json_rows(result: Result) -> list[Row]:
    """Rows as JSON can hold them: days as ISO 8601."""
    return [
        {k: v.isoformat() if isinstance(v, date) else v for k, v in row.items()}
        for row in result.rows
    ]


def to_xlsx(
    result: Result,
    heading: Heading,
    reported: Mapping[str, Iterable[str]],
    words: Words,
    figure: Mapping[str, Any] | None = None,
) -> bytes:
    """A workbook: About, Data, Sources, and Chart where the figure has a chart of Excel.

    Args:
        result: the answer.
        heading: what the About sheet says first.
        reported: figures as printed, by source id.
        words: the language of the labels.
        figure: the Plotly figure, where there is one.
    """
    panels = panels_of(figure)
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties(
            {
                "title": heading.title,
                "subject": heading.finding,
                "author": AUTHOR,
                "keywords": f"{result.question.name}, {result.generation}",
            }
        )
        bold = book.add_format({"bold": True, "bottom": 1})
        _about(book, bold, result, heading, words)
        _data(book, bold, result, words)
        _sources(book, bold, result, reported, words)
        if panels:
            add_chart_sheet(book, panels, heading.title, words)
    return out.getvalue()


def _about(book: Any, bold: Any, result: Result, heading: Heading, words: Words) -> None:
    wrap = book.add_format({"text_wrap": True, "valign": "top"})
    # The questions and their notes are written in English only.
    question = (result.question.question, result.question.notes)
    english = [("question", "\n".join(question))] if words.lang == "en" else []
    lines = [
        ("title", heading.title),
        ("finding", heading.finding),
        ("filters", heading.filters),
        ("generation", result.generation),
        *([("link", heading.link)] if heading.link else []),
        *([("cite", heading.cite)] if heading.cite else []),
        *english,
        ("notes", "\n".join(heading.notes)),
        ("sources", str(len(result.source_ids))),
        ("sql", result.sql),
    ]
    sheet = book.add_worksheet(words("export.about"))
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 110)
    for place, (name, text) in enumerate(lines):
        sheet.write_string(place, 0, words(f"export.{name}"), bold)
        sheet.write_string(place, 1, text, wrap)
    for place, (name, value) in enumerate(result.params.items(), start=len(lines) + 1):
        sheet.write_string(place, 0, f"${name}")
        sheet.write_string(place, 1, "NULL" if value is None else _text(value))


def _data(book: Any, bold: Any, result: Result, words: Words) -> None:
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet = book.add_worksheet(words("export.data"))
    sheet.freeze_panes(1, 0)
    columns, metric = result.question.columns, result.params.get("metric")
    formats = {kind: book.add_format({"num_format": form}) for kind, form in FORMATS.items()}
    for place, column in enumerate(columns):
        sheet.write_string(0, place, label_of(column, result, words), bold)
        sheet.write_comment(0, place, f"{column.name}: {column.text}")
    for number, row in enumerate(result.rows, start=1):
        for place, column in enumerate(columns):
            value = row[column.name]
            shown = coded(column, value, words) if is_coded(column) else value
            is_day = isinstance(value, date)
            style = day if is_day else formats.get(kind(column, row, metric), formats["amount"])
            _write(sheet, number, place, shown, style if column.type in STYLED else None)
    sheet.autofit()


def _sources(
    book: Any, bold: Any, result: Result, reported: Mapping[str, Iterable[str]], words: Words
) -> None:
    sheet = book.add_worksheet(words("export.sources"))
    names = ("source_id", "title", "publisher", "published_on", "kind", "url", "reported_as")
    for place, name in enumerate(names):
        sheet.write_string(0, place, words.get(f"column.{name}", name), bold)
    for number, source_id in enumerate(result.source_ids, start=1):
        source = result.citations[source_id]
        cells = (
            source_id,
            source.title,
            words.code("publisher", source.publisher),
            words.day(source.published_on),
            words.code("kind", source.kind),
            source.url or "",
            "; ".join(reported.get(source_id, ())),
        )
        for place, text in enumerate(cells):
            sheet.write_string(number, place, text)
    sheet.autofit(600)


def _write(sheet: Any, row: int, column: int, value: Any, style: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif value is not None:
        sheet.write_string(row, column, _text(value))


def _urls(result: Result, row: Row) -> str:
    return " ".join(
        url
        for i in row.get("source_ids") or []
        if i in result.citations and (url := result.citations[i].url)
    )


def _text(value: Any) -> str:
    return ";".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def csv_cell(value: Any) -> Any:
    """A cell of a CSV: numbers as they are, text so that no spreadsheet runs it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if value is None or isinstance(value, bool | int | float):
        return value
    text = _text(value)
    return f"'{text}" if text.startswith(RUNS_AS_FORMULA) else text
