"""A reader's CSV as rows of text, or everything that is wrong with the file as a whole."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from chipcensus.errors import Problem
from chipcensus.i18n import Words
from chipcensus.problems import problem

# What Excel writes in China, after Unicode.
ENCODINGS = ("utf-8-sig", "gb18030")


@dataclass(frozen=True)
class Limits:
    """How large a file may be: bytes and rows below the header, checked before any work."""

    size: int
    rows: int


@dataclass(frozen=True)
class Line:
    """A row of the file: its number as a spreadsheet counts it (the header is 1), its cells."""

    number: int
    cells: dict[str, str]


def read_csv(
    file: str, content: bytes, wanted: Sequence[str], limits: Limits, words: Words
) -> tuple[list[Line], list[Problem]]:
    """Rows of a CSV whose header has at least the columns `wanted`, and what is wrong.

    A file that cannot be read as a whole has no rows; a row of another length is left out.
    """
    if len(content) > limits.size:
        found = words("problem.bytes", size=f"{len(content):,}")
        return [], [problem(file, words, "too_large", found, size=f"{limits.size:,}")]
    text = _text(content)
    if text is None or "\0" in text:
        return [], [problem(file, words, "encoding", words("problem.no_text"))]
    try:
        records = list(csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)))
    except csv.Error as error:
        return [], [problem(file, words, "no_csv", str(error))]
    return _lines(file, records, wanted, limits, words)


def _text(content: bytes) -> str | None:
    for encoding in ENCODINGS:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _delimiter(text: str) -> str:
    head = text.partition("\n")[0]
    return "\t" if "\t" in head and "," not in head else ","


def _lines(
    file: str, records: list[list[str]], wanted: Sequence[str], limits: Limits, words: Words
) -> tuple[list[Line], list[Problem]]:
    header = [cell.strip().lower() for cell in records[0]] if records else []
    filled = [(n, r) for n, r in enumerate(records[1:], start=2) if any(c.strip() for c in r)]
    missing = [name for name in wanted if name not in header]
    problems = [
        problem(file, words, "no_column", ", ".join(header) or "–", 1, name) for name in missing
    ]
    twice = sorted({name for name in header if name and header.count(name) > 1})
    problems += [problem(file, words, "column_twice", name, 1, name) for name in twice]
    if len(filled) > limits.rows:
        found = words("problem.rows", rows=f"{len(filled):,}")
        problems.append(problem(file, words, "too_many", found, rows=f"{limits.rows:,}"))
    if not problems and not filled:
        problems = [problem(file, words, "empty", words("problem.rows", rows=0))]
    if problems:
        return [], problems
    lines = [Line(n, _cells(header, record)) for n, record in filled if len(record) == len(header)]
    uneven = [
        problem(file, words, "uneven", str(len(record)), n, columns=len(header))
        for n, record in filled
        if len(record) != len(header)
    ]
    return lines, uneven


def _cells(header: Sequence[str], record: Sequence[str]) -> dict[str, str]:
    return {name: cell.strip() for name, cell in zip(header, record, strict=True)}
