"""What was downloaded can be taken in: each table of the project, cell by cell."""

from __future__ import annotations

import csv
import io
import zipfile

import pytest

from chipcensus.i18n import read_words
from chipcensus.importing.recognise import FORMATS, read_text, recognise, unpacked
from chipcensus.settings import ROOT

TABLES = sorted(path.stem for path in (ROOT / "data").glob("*.csv"))
ZH = read_words("zh")


def rows_of(table):
    content = (ROOT / "data" / f"{table}.csv").read_text("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def whole(upload):
    found = recognise(upload, words=ZH)
    batches = list(read_text(upload, found, words=ZH))
    assert not any(batch.refused.num_rows for batch in batches)
    rows = [row for batch in batches for row in batch.rows.drop_columns("row").to_pylist()]
    return found.format, rows


@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_known_by_its_columns_and_read_as_it_is(table, read):
    found = read((ROOT / "data" / f"{table}.csv").read_bytes(), f"my_{table}_2024.csv")
    assert found.recognised.format == f"table:{table}"
    assert FORMATS[f"table:{table}"].kind == "tables"
    wanted = [{n: cell.strip() or None for n, cell in row.items()} for row in rows_of(table)]
    got = [{name: cell for name, cell in row.items() if name != "row"} for row in found.rows]
    assert got == wanted


def test_tables_of_the_same_columns_are_told_by_the_files_name_only(problem):
    content = (ROOT / "data" / "deregistrations.csv").read_bytes()
    assert problem(content, "download.csv") == "format_untold"


def test_the_mark_against_formulas_is_taken_off_in_a_table(read):
    content = (ROOT / "data" / "fx_rates.csv").read_text("utf-8-sig").splitlines()
    cells = content[1].split(",")
    line = ",".join([*cells[:-1], "'=a"])
    assert read("\n".join([content[0], line])).rows[0][content[0].split(",")[-1]] == "=a"


def test_a_zip_of_tables_is_taken_table_by_table(uploaded):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for table in TABLES:
            packed.write(ROOT / "data" / f"{table}.csv", f"data/{table}.csv")
        packed.writestr("README.md", "no table")
    parts = unpacked(uploaded("all.zip", out.getvalue()), words=ZH)
    assert [part.name for part in parts] == [f"all.zip/data/{table}.csv" for table in TABLES]
    read = dict(whole(part) for part in parts)
    assert {name: len(rows) for name, rows in read.items()} == {
        f"table:{table}": len(rows_of(table)) for table in TABLES
    }


def test_a_workbook_of_tables_is_taken_sheet_by_sheet(uploaded, book):
    tables = ("companies", "fx_rates")
    sheets = {t: [list(rows_of(t)[0]), *(list(r.values()) for r in rows_of(t))] for t in tables}
    upload = uploaded("all.xlsx", book({"About": [["Chip Census"]], **sheets}))
    parts = unpacked(upload, words=ZH)
    assert [part.name for part in parts] == ["all.xlsx/companies", "all.xlsx/fx_rates"]
    for table, part in zip(tables, parts, strict=True):
        name, rows = whole(part)
        assert name == f"table:{table}"
        assert len(rows) == len(rows_of(table))
