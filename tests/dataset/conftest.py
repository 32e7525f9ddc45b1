"""Files of the shipped generation, and of one with cells in it that are hard to carry."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from chipcensus.dataset import Contents, Shelf, Table, download_name, read_contents
from chipcensus.publish import build
from chipcensus.settings import ROOT, Settings, read_settings
from chipcensus.store import Generation, Store

# Cells that a spreadsheet would run, cut, split or take for something else.
HARD = [
    '=HYPERLINK("x","y")',
    "+1",
    "-1+2",
    "@SUM(A1)",
    "two\nlines, a comma",
    'a "quote"; and a semicolon',
    "0123",
    "1E5",
    "2024-06-30",
    "TRUE",
    "芯片普查",
    "'already",
    "长" * 40_000,
]


@dataclass(frozen=True)
class Taken:
    """A generation and the files made of it."""

    settings: Settings
    generation: Generation
    contents: Contents
    shelf: Shelf

    def file(self, name: str) -> Path:
        """A file by its name, or by the format of a whole one."""
        is_format = name in ("duckdb", "parquet.zip", "csv.zip", "xlsx")
        name = download_name(self.generation.id, name) if is_format else name
        return self.shelf.file(self.generation.file, name)

    def rows(self, table: Table) -> list[tuple[Any, ...]]:
        """All rows of a table as the generation has them."""
        cursor = self.generation.cursor()
        return cursor.execute(f'SELECT * FROM "{table.name}" ORDER BY rowid').fetchall()


@pytest.fixture(scope="session")
def taken_from() -> Callable[[Settings], Taken]:
    def take(settings: Settings) -> Taken:
        store = Store(settings)
        generation = store.open_current()
        return Taken(settings, generation, read_contents(generation), Shelf(store))

    return take


@pytest.fixture(scope="session")
def hard(tmp_path_factory, taken_from) -> Taken:
    """The titles of the first sources are HARD."""
    folder = tmp_path_factory.mktemp("hard")
    shutil.copytree(ROOT / "data", folder / "data")
    path = folder / "data" / "sources.csv"
    head, *rows = csv.reader(path.read_text("utf-8").splitlines())
    for row, text in zip(rows, HARD, strict=False):
        row[1] = text
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([head, *rows])
    environ = {"CHIPCENSUS_DATA": str(folder / "data"), "CHIPCENSUS_VAR": str(folder / "var")}
    settings = read_settings(environ)
    build(settings)
    return taken_from(settings)


@pytest.fixture(scope="session", params=["shipped", "hard"])
def taken(request, taken_from) -> Taken:
    if request.param == "hard":
        return request.getfixturevalue("hard")
    return taken_from(request.getfixturevalue("shipped"))
