"""The table for reading: what a figure's card, its text document and its offline page print."""

from __future__ import annotations

import re

import pytest

from chipcensus.census import Census
from chipcensus.export.table import columns_shown, table
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters

# Names as they are: of publishers, some of whom are written small.
NAMES = {"provider", "source_ids"}
CODE = re.compile(r"[a-z][a-z_]+")


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


# A list has a look of its own, and no other table on the screen.
@pytest.mark.parametrize("name", FIGURES)
def test_a_chinese_table_has_no_code_in_it(name, census):
    about = Filters(id="cambricon" if name.startswith("companies/") else None)
    answer, words = census.figure(name, about), census.words("zh")
    if answer.figure.drawing(answer.result, words).figure is None:
        return
    columns, shown = columns_shown(answer.result, words), table(answer.result, words)
    assert shown.rows
    found = {
        (column.name, cell)
        for row in shown.rows
        for column, cell in zip(columns, row, strict=True)
        if column.name not in NAMES and CODE.fullmatch(cell)
    }
    assert found == set()
