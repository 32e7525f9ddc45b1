"""Rows of a file as batches of text by field; what a header or a name says joins each row."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from chipcensus.i18n import Words
from chipcensus.importing.formats import FORMATS
from chipcensus.importing.matching import PERIOD
from chipcensus.importing.problems import refuse
from chipcensus.importing.reading import limits
from chipcensus.importing.reading.notices import is_notice
from chipcensus.importing.reading.rows import Fault, Rows
from chipcensus.importing.rows import (
    FUNDING_TEXT,
    REFUSED,
    REGISTRY_TEXT,
    STATEMENT_TEXT,
    Recognised,
    TextBatch,
    no_refusals,
)

TEXT = {"registry": REGISTRY_TEXT, "funding": FUNDING_TEXT, "statements": STATEMENT_TEXT}
# A code of digits that a spreadsheet took for a number has lost its last ones.
LOST_DIGITS = r"^\d(?:\.\d+)?[eE]\+1[4-9]$"
IN_NAME = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_.年]?(03|06|09|12)[-_.月]?(30|31)(?!\d)")
TICKER_IN_NAME = re.compile(r"(?<!\d)(\d{6})(?!\d)")
ESCAPED = r"^'([=+\-@\t\r])"


def check_telling(recognised: Recognised, words: Words) -> None:
    """Raise ProblemsFound where neither the table nor the file's name says period or company."""
    if recognised.kind != "statements":
        return
    columns = recognised.columns
    if FORMATS[recognised.format].is_by_period:
        if not {"ticker", "company"} & columns.keys() and not _ticker(recognised.file):
            refuse(recognised.file, words, "company_untold", recognised.file)
    elif "period_end" not in columns and not _period(recognised.file):
        refuse(recognised.file, words, "period_untold", recognised.file)


def batches(recognised: Recognised, given: Iterable[Rows]) -> Iterator[TextBatch]:
    """Batches of rows as text, by the fields of the kind."""
    for rows in given:
        rows = _without_remarks(_stripped(rows))
        if recognised.format.startswith("table:") and recognised.encoding:
            rows = _unescaped(rows)
        rows, faults = _without_lost_digits(rows, recognised)
        table = _told(recognised, rows)
        refused = _refused([*rows.faults, *faults])
        first = True
        for start in range(0, max(table.num_rows, 1), limits.BATCH):
            part = table.slice(start, limits.BATCH)
            yield TextBatch(
                recognised,
                part,
                refused if first else no_refusals(),
                rows.notices if first else (),
            )
            first = False


def _stripped(rows: Rows) -> Rows:
    return Rows(
        rows.numbers,
        {field: _bare(column) for field, column in rows.columns.items()},
        rows.faults,
        rows.notices,
    )


def _bare(column: Any) -> Any:
    """Without blanks (wide ones and tabs too) around it; what is then empty is null."""
    column = pc.utf8_trim_whitespace(column)
    is_empty = pc.equal(pc.binary_length(column), 0)
    if pc.any(is_empty).as_py():
        column = pc.if_else(is_empty, None, column)
    return column


def _without_remarks(rows: Rows) -> Rows:
    """Without rows of no text at all, and those whose only text is a remark, which is told."""
    if not len(rows.numbers):
        return rows
    filled = sum(
        pc.is_valid(c).to_numpy(zero_copy_only=False).astype(int) for c in rows.columns.values()
    )
    keep = filled > 0
    notices = list(rows.notices)
    for place in np.flatnonzero(filled == 1):
        text = next(t for c in rows.columns.values() if (t := c[place].as_py()))
        if is_notice(text):
            notices.append((int(rows.numbers[place]), text))
            keep[place] = False
    if keep.all():
        return rows
    columns = {field: column.filter(pa.array(keep)) for field, column in rows.columns.items()}
    return Rows(rows.numbers[keep], columns, rows.faults, notices)


def _unescaped(rows: Rows) -> Rows:
    """Without the mark that keeps a spreadsheet from running a cell of a download."""
    columns = {
        field: pc.replace_substring_regex(column, ESCAPED, r"\1")
        for field, column in rows.columns.items()
    }
    return Rows(rows.numbers, columns, rows.faults, rows.notices)


def _without_lost_digits(rows: Rows, recognised: Recognised) -> tuple[Rows, list[Fault]]:
    codes = rows.columns.get("credit_code")
    if codes is None:
        return rows, []
    lost = pc.fill_null(pc.match_substring_regex(codes, LOST_DIGITS), False)
    if not pc.any(lost).as_py():
        return rows, []
    where = np.asarray(lost.to_numpy(zero_copy_only=False), bool)
    found = codes.filter(lost).to_pylist()
    header = recognised.columns["credit_code"]
    faults = [
        Fault(int(row), "code_as_number", text, header)
        for row, text in zip(rows.numbers[where], found, strict=True)
    ]
    columns = {field: column.filter(pc.invert(lost)) for field, column in rows.columns.items()}
    return Rows(rows.numbers[~where], columns, rows.faults, rows.notices), faults


def _refused(faults: Sequence[Fault]) -> pa.Table:
    """Refused rows; where a row fell apart nobody knows which cell is personal: none is kept."""
    if not faults:
        return no_refusals()
    columns = {
        "row": [fault.row for fault in faults],
        "code": [fault.code for fault in faults],
        "column": [fault.column for fault in faults],
        "found": [fault.found for fault in faults],
        "cells": [[] for _ in faults],
    }
    return pa.table(columns, REFUSED)


def _told(recognised: Recognised, rows: Rows) -> pa.Table:
    if recognised.kind == "statements":
        return _statements(recognised, rows)
    known = FORMATS[recognised.format]
    return _table(rows.numbers, rows.columns, TEXT.get(recognised.kind) or tuple(known.fields))


def _table(numbers: Any, columns: Any, fields: Sequence[str]) -> pa.Table:
    nothing = pa.nulls(len(numbers), pa.string())
    return pa.table(
        {"row": pa.array(numbers, pa.int64())} | {f: columns.get(f, nothing) for f in fields}
    )


def _statements(recognised: Recognised, rows: Rows) -> pa.Table:
    """One row a number: the table has a column a metric, or a column a period."""
    known = FORMATS[recognised.format]
    count = len(rows.numbers)
    said = dict(rows.columns)
    if known.is_by_period:
        if not {"ticker", "company"} & said.keys():
            said["ticker"] = _repeated(_ticker(recognised.file), count)
        values = [(said | {"period_end": _repeated(_day(f), count)}, f) for f in said if _is_day(f)]
    else:
        if "period_end" not in said:
            said["period_end"] = _repeated(_period(recognised.file), count)
        values = [
            (said | {"metric": _repeated(metric, count)}, metric)
            for metric in known.metrics
            if metric in said
        ]
    parts = []
    for columns, value in values:
        table = _table(rows.numbers, columns | {"value": columns[value]}, STATEMENT_TEXT)
        parts.append(table.filter(pc.is_valid(table.column("value"))))
    return pa.concat_tables(parts).sort_by("row").combine_chunks()


def _repeated(text: str, count: int) -> Any:
    return pa.repeat(pa.scalar(text or None, pa.string()), count)


def _is_day(field: str) -> bool:
    return PERIOD.fullmatch(field) is not None


def _day(digits: str) -> str:
    return f"{digits[:4]}-{digits[4:6]}-{digits[6:]}"


def _period(file: str) -> str:
    """The last day of the period that a file's name tells, ISO 8601, or nothing."""
    found = IN_NAME.search(file)
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def _ticker(file: str) -> str:
    found = TICKER_IN_NAME.search(file)
    return found[1] if found else ""
