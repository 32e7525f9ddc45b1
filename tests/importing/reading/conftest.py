"""Files made of text or cells, and read: recognised, every row, everything refused."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import pytest
import xlsxwriter

from chipcensus.errors import Problem, ProblemsFound
from chipcensus.i18n import read_words
from chipcensus.importing.recognise import read_text, recognise
from chipcensus.importing.rows import Recognised, TextBatch, Upload

ZH = read_words("zh")


@dataclass(frozen=True)
class Read:
    """What was read of a file: rows in their order, `told` = row, code, column, what came."""

    recognised: Recognised
    batches: Sequence[TextBatch]

    @property
    def rows(self) -> list[dict[str, Any]]:
        rows = [row for batch in self.batches for row in batch.rows.to_pylist()]
        return sorted(rows, key=lambda row: row["row"])

    @property
    def told(self) -> list[tuple[Any, ...]]:
        rows = [row for batch in self.batches for row in batch.refused.to_pylist()]
        assert not any(row["cells"] for row in rows)
        return sorted((r["row"], r["code"], r["column"], r["found"]) for r in rows)

    @property
    def notices(self) -> list[tuple[int, str]]:
        return sorted(notice for batch in self.batches for notice in batch.notices)

    def column(self, name: str) -> list[Any]:
        return [row[name] for row in self.rows]


def upload_of(name: str, content: str | bytes) -> Upload:
    held = content.encode() if isinstance(content, str) else content
    return Upload(name, len(held), lambda: io.BytesIO(held))


@pytest.fixture
def uploaded() -> Callable[[str, str | bytes], Upload]:
    return upload_of


@pytest.fixture
def read() -> Callable[..., Read]:
    """Read a file: `read(content)`; raises ProblemsFound."""

    def read(content: str | bytes, name: str = "list.csv", as_format: str = "") -> Read:
        upload = upload_of(name, content)
        found = recognise(upload, as_format, words=ZH)
        return Read(found, list(read_text(upload, found, words=ZH)))

    return read


@pytest.fixture
def problems(read) -> Callable[..., Sequence[Problem]]:
    """What is wrong with a file as a whole."""

    def problems(content: str | bytes, name: str = "list.csv", as_format: str = "") -> Any:
        with pytest.raises(ProblemsFound) as raised:
            read(content, name, as_format)
        found = raised.value.problems
        assert all(p.found and p.expected and p.remedy and "{" not in str(p) for p in found)
        return found

    return problems


@pytest.fixture
def problem(problems) -> Callable[..., str]:
    """The code of the one thing that is wrong with a file as a whole."""

    def code(content: str | bytes, name: str = "list.csv", as_format: str = "") -> str:
        (found,) = problems(content, name, as_format)
        remedies = {ZH(f"problem.{c}.remedy"): c for c in _codes()}
        return remedies[found.remedy]

    return code


def _codes() -> list[str]:
    """The problems of a file as a whole; each has a way out of its own."""
    keys = [key.split(".") for key in ZH.texts if key.startswith("problem.")]
    return [key[1] for key in keys if key[2:] == ["remedy"]]


@pytest.fixture
def book() -> Callable[..., bytes]:
    """A workbook of sheets: `book({"名单": rows})`; a day is written as a day."""

    def book(sheets: dict[str, Sequence[Sequence[Any]]], hidden: str = "") -> bytes:
        out = io.BytesIO()
        with xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "y-m-d"}) as made:
            for name, rows in sheets.items():
                sheet = made.add_worksheet(name)
                if name == hidden:
                    sheet.hide()
                for number, cells in enumerate(rows):
                    for place, cell in enumerate(cells):
                        if cell is not None:
                            sheet.write(number, place, cell)
        return out.getvalue()

    return book


@pytest.fixture
def text() -> Callable[..., str]:
    """Proper CSV of rows of cells."""

    def text(*rows: Sequence[Any], delimiter: str = ",") -> str:
        out = io.StringIO()
        csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
        return out.getvalue()

    return text
