"""XLSX, a sheet at once. Rows are numbered as the spreadsheet numbers them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any, BinaryIO

import numpy as np
from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from chipcensus.i18n import Words
from chipcensus.importing.problems import refuse
from chipcensus.importing.reading import limits
from chipcensus.importing.reading.delimited import Shape
from chipcensus.importing.reading.error_cells import error_cells
from chipcensus.importing.reading.head import Head, HeadRow
from chipcensus.importing.reading.notices import is_notice
from chipcensus.importing.reading.packed import beginning, check_workbook
from chipcensus.importing.reading.rows import Fault, Rows, text_column
from chipcensus.importing.rows import Upload

HEAD_ROWS = limits.HEADER_WITHIN + 30
BROKEN = (CalamineError, OSError, ValueError, MemoryError)
# Rows at once: the whole sheet is in memory besides.
BATCH = 10_000
# Beyond it a spreadsheet's number has lost digits.
EXACT = 10**15


def read_heads(upload: Upload, words: Words, only: str = "") -> Sequence[Head]:
    """The first rows of each visible sheet, or of one that was checked. Raises ProblemsFound."""
    if not only:
        check_workbook(upload, words)
    with _opened(upload, beginning(upload, HEAD_ROWS, words), words) as book:
        names = [
            sheet.name
            for sheet in book.sheets_metadata[: limits.SHEETS]
            if (not only or sheet.name == only)
            and sheet.typ == SheetTypeEnum.WorkSheet
            and sheet.visible == SheetVisibleEnum.Visible
        ]
        return [Head(_head_rows(book, name), sheet=name) for name in names]


def read_rows(upload: Upload, name: str, shape: Shape, first: int, words: Words) -> Iterator[Rows]:
    """The rows of a sheet whose head was read, from number `first` on. Raises ProblemsFound."""
    errors = error_cells(upload, name, words)
    with upload.open() as source, _opened(upload, source, words) as book:
        sheet = book.get_sheet_by_name(name)
        left = sheet.start[1] if sheet.start else 0
        gathered = _Gathered(shape, left)
        for number, cells in enumerate(sheet.iter_rows(), start=1):
            if number >= first:
                gathered.add(number, _with_errors(cells, errors.get(number, {}), left))
            if len(gathered.numbers) == BATCH:
                yield gathered.rows()
                gathered = _Gathered(shape, left)
        yield gathered.rows()


def as_text(value: Any) -> str | None:
    """A cell as text: days as ISO 8601, whole numbers without a point, nothing as None."""
    if isinstance(value, str):
        return value or None
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < EXACT else repr(value)
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date | time):
        return value.isoformat()
    return str(value) if isinstance(value, int | timedelta) else None


class _Gathered:
    """Rows on their way to columns."""

    def __init__(self, shape: Shape, left: int) -> None:
        self.shape, self.left = shape, left
        self.numbers: list[int] = []
        self.values: dict[str, list[str | None]] = {field: [] for field in shape.places}
        self.faults: list[Fault] = []
        self.notices: list[tuple[int, str]] = []

    def add(self, number: int, cells: Sequence[Any]) -> None:
        """Take a row, or tell why not; empty ones are passed over."""
        filled = [cell for cell in cells if cell not in ("", None)]
        if not filled:
            return
        if len(filled) == 1 and isinstance(filled[0], str) and is_notice(filled[0]):
            self.notices.append((number, filled[0]))
            return
        texts = {f: self._text(cells, place) for f, place in self.shape.places.items()}
        if any(len(text) > limits.CELL for text in texts.values() if text):
            self.faults.append(Fault(number, "long_cell", "–"))
            return
        self.numbers.append(number)
        for field, text in texts.items():
            self.values[field].append(text)

    def _text(self, cells: Sequence[Any], place: int) -> str | None:
        return as_text(cells[place - self.left]) if 0 <= place - self.left < len(cells) else None

    def rows(self) -> Rows:
        """What was gathered."""
        columns = {field: text_column(values) for field, values in self.values.items()}
        return Rows(np.array(self.numbers, np.int64), columns, self.faults, self.notices)


def _with_errors(cells: Sequence[Any], errors: Mapping[int, str], left: int) -> Sequence[Any]:
    """The cells of a row, those of failed formulas not empty but as they are shown."""
    if not errors:
        return cells
    return [errors.get(place, cell) for place, cell in enumerate(cells, start=left + 1)]


@contextmanager
def _opened(upload: Upload, source: BinaryIO, words: Words) -> Iterator[CalamineWorkbook]:
    try:
        with CalamineWorkbook.from_filelike(source) as book:
            yield book
    except BaseException as error:
        # What the library says of it may hold a cell; where it gives up, it raises no Exception.
        if isinstance(error, BROKEN) or type(error).__name__ == "PanicException":
            refuse(upload.name, words, "workbook_broken")
        raise


def _head_rows(book: CalamineWorkbook, name: str) -> list[HeadRow]:
    sheet = book.get_sheet_by_name(name)
    if not sheet.start:
        return []
    rows = sheet.to_python(skip_empty_area=False, nrows=sheet.start[0] + HEAD_ROWS)
    return [
        HeadRow(number, number + 1, [as_text(cell) or "" for cell in cells])
        for number, cells in enumerate(rows, start=1)
    ]
