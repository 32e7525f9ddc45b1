"""What a reader's file is, and its rows as text: columns with a field only, nothing personal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NoReturn

from chipcensus.i18n import Words
from chipcensus.importing.formats import FORMATS, Format
from chipcensus.importing.formats.personal import is_personal
from chipcensus.importing.matching import Match, best
from chipcensus.importing.problems import refuse
from chipcensus.importing.reading import archive, limits
from chipcensus.importing.reading.delimited import Shape
from chipcensus.importing.reading.files import read_heads, read_rows
from chipcensus.importing.reading.head import Head, HeadRow
from chipcensus.importing.reading.packed import too_many_columns
from chipcensus.importing.rows import Recognised, TextBatch, Upload
from chipcensus.importing.telling import batches, check_telling
from chipcensus.problems import shortened

__all__ = ["FORMATS", "Format", "read_text", "recognise", "unpacked"]
SHOWN = 12


def unpacked(upload: Upload, *, words: Words) -> Sequence[Upload]:
    """The tables of a zip, and those of a workbook with several, as uploads of their own.

    They are named `file/table`. Any other upload is given back as it is.

    Raises:
        ProblemsFound: the file is broken, has a password, is a bomb, or holds no table.
    """
    tables: list[Upload] = []
    for part in archive.unpacked(upload, words=words):
        tables += _sheets(part, words) if archive.has_sheets(part, words) else [part]
    return tables


def _sheets(upload: Upload, words: Words) -> Sequence[Upload]:
    heads = read_heads(upload, words)
    names = [head.sheet for head in heads if best([head], upload.name)[0]]
    if len(names) < 2:
        return [upload]
    return [replace(upload, name=f"{upload.name}/{name}") for name in names]


def recognise(upload: Upload, as_format: str = "", *, words: Words) -> Recognised:
    """What a file is, by its header.

    Args:
        upload: the file; as much of it is read as the header and one row take (a workbook: all).
        as_format: name in FORMATS, where the reader knows better.
        words: the language of the problems.

    Raises:
        ProblemsFound: the file cannot be read, or is of no format that is known.
    """
    if as_format and as_format not in FORMATS:
        refuse(upload.name, words, "no_format", as_format, known=words.list(_formats()))
    heads = read_heads(upload, words)
    heads = [head for head in heads if head.sheet and _is_named(upload, head)] or heads
    found, nearest = best(heads, upload.name, as_format)
    if found is None:
        _unknown(upload, nearest, heads, words)
    if found.alike:
        refuse(upload.name, words, "format_untold", words.list(list(found.alike)))
    if found.twice:
        where = found.row.number
        refuse(upload.name, words, "header_twice", shortened(found.twice[0]), where)
    if len(found.row.cells) > limits.COLUMNS:
        too_many_columns(upload, len(found.row.cells), words)
    below = [row for row in found.head.rows if row.number >= found.row.next]
    if not any(cell.strip() for row in below for cell in row.cells):
        refuse(upload.name, words, "no_rows")
    recognised = _recognised(upload, found)
    check_telling(recognised, words)
    return recognised


def read_text(upload: Upload, recognised: Recognised, *, words: Words) -> Iterator[TextBatch]:
    """The rows of a file as text, some ten thousands at a time, in constant memory.

    `row` is the number of the line on which a row begins as a text editor counts it (CSV, TSV), of
    the row as the spreadsheet counts it (XLSX), or below the names of the columns as row 1
    (Parquet). Rows of a batch need not stand in order. Every field of the kind is a column (one
    that the file has not: all null); cells are stripped, an empty one is null.

    Raises:
        ProblemsFound: the file changed or breaks off in the middle.
    """
    row = next((r for r in _rows(upload, recognised, words) if _is_header(r, recognised)), None)
    if row is None:
        refuse(upload.name, words, "file_changed")
    header = list(row.cells)
    places = {field: header.index(name) for field, name in recognised.columns.items()}
    shape = Shape(recognised.delimiter, header, places)
    yield from batches(recognised, read_rows(upload, recognised, shape, row.next, words))


def _is_named(upload: Upload, head: Head) -> bool:
    """Whether the upload is this sheet of a workbook alone."""
    return upload.name.endswith(f"/{head.sheet}")


def _rows(upload: Upload, recognised: Recognised, words: Words) -> Sequence[HeadRow]:
    for head in read_heads(upload, words, recognised):
        if (head.delimiter, head.sheet) == (recognised.delimiter, recognised.sheet):
            return head.rows
    return ()


def _is_header(row: HeadRow, recognised: Recognised) -> bool:
    return row.number == recognised.header_row and set(recognised.columns.values()) <= set(
        row.cells
    )


def _recognised(upload: Upload, match: Match) -> Recognised:
    cells, taken = match.row.cells, set(match.places.values())
    others = [cell for place, cell in enumerate(cells) if place not in taken and cell.strip()]
    above = [row for row in match.head.rows if row.number < match.row.number]
    return Recognised(
        upload.name,
        match.format.name,
        match.format.kind,
        {meaning: cells[place] for meaning, place in match.places.items()},
        [cell for cell in others if is_personal(cell)],
        [cell for cell in others if not is_personal(cell)],
        match.row.number,
        match.head.encoding,
        match.head.delimiter,
        match.head.sheet,
        [(row.number, text) for row in above if (text := " ".join(row.cells).strip())],
    )


def _unknown(
    upload: Upload, nearest: Match | None, heads: Sequence[Head], words: Words
) -> NoReturn:
    """Say which headers are known, which format is nearest, and what it lacks."""
    if heads and not any(cell.strip() for h in heads for row in h.rows for cell in row.cells):
        refuse(upload.name, words, "file_empty")
    if nearest is None:
        refuse(upload.name, words, "no_header", formats=words.list(_formats()))
    known = [shortened(cell) for cell in nearest.known]
    # What is no header of a known format may be a cell of a row: it is counted, never shown.
    others = sum(bool(cell.strip()) for cell in nearest.row.cells) - len(known)
    found = words(
        "importing.headers", known=words.list(known[:SHOWN]), others=others, row=nearest.row.number
    )
    missing = [_spelling(nearest.format, meaning) for meaning in nearest.missing]
    refuse(
        upload.name, words, "header_unknown", found, nearest.row.number,
        format=nearest.format.name, missing=words.list(missing), formats=words.list(_formats()),
    )  # fmt: skip


def _spelling(known: Format, meaning: str) -> str:
    spellings: Mapping[str, Sequence[str]] = {**known.fields, **known.metrics}
    return spellings[meaning][0] if meaning in spellings else meaning


def _formats() -> list[str]:
    return [name for name, known in FORMATS.items() if known.kind != "tables"]
