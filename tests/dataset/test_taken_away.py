"""Everything taken away is the generation: read back, each format holds the same rows."""

from __future__ import annotations

import csv
import io
import zipfile
from datetime import date, datetime
from pathlib import Path

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest

from chipcensus.dataset import FORMATS
from chipcensus.dataset.tables import DERIVED
from chipcensus.dataset.workbook import CUT, LONGEST_TEXT, write_xlsx
from chipcensus.export.files import RUNS_AS_FORMULA
from chipcensus.settings import ROOT

TEXTS = {"README.md", "LICENSE.md", "CITATION.cff", "CITATION.bib", "datapackage.json"}


def test_the_tables_are_those_of_the_facts_and_some_that_follow(taken):
    facts = {table.name for table in taken.contents.tables if not table.is_derived}
    assert facts == {path.stem for path in taken.settings.data.glob("*.csv")}
    assert [table.name for table in taken.contents.tables if table.is_derived] == list(DERIVED)
    assert taken.contents.rows == sum(
        len(taken.rows(table)) for table in taken.contents.tables if not table.is_derived
    )


def test_parquet_holds_every_row_as_it_is(taken):
    with zipfile.ZipFile(taken.file("parquet.zip")) as packed:
        assert packed.testzip() is None
        names = {f"{table.name}.parquet" for table in taken.contents.tables}
        assert set(packed.namelist()) == names | TEXTS
        for table in taken.contents.tables:
            read = pq.read_table(io.BytesIO(packed.read(f"{table.name}.parquet")))
            rows = [tuple(row.values()) for row in read.to_pylist()]
            assert rows == taken.rows(table), table.name
            said = {f.name: f.metadata[b"description"].decode() for f in read.schema}
            assert said == {column.name: column.comment for column in table.columns}


def test_csv_holds_every_row_and_an_unknown_cell_is_empty(taken):
    with zipfile.ZipFile(taken.file("csv.zip")) as packed:
        names = {f"{table.name}.csv" for table in taken.contents.tables}
        assert set(packed.namelist()) == names | TEXTS
        for table in taken.contents.tables:
            content = packed.read(f"{table.name}.csv")
            assert content.startswith(b"\xef\xbb\xbf")
            text = io.StringIO(content.decode("utf-8-sig"), newline="")
            head, *rows = csv.reader(text)
            kinds = [column.type for column in table.columns]
            assert head == [column.name for column in table.columns]
            read = [
                tuple(_value(cell, kind) for cell, kind in zip(row, kinds, strict=True))
                for row in rows
            ]
            assert read == [_lists_or_nothing(row) for row in taken.rows(table)], table.name


def test_csv_has_nothing_a_spreadsheet_would_run(taken):
    for table in taken.contents.tables:
        text = taken.file(f"{table.name}.csv").read_bytes().decode("utf-8-sig")
        for row in csv.reader(io.StringIO(text, newline="")):
            for cell, column in zip(row, table.columns, strict=True):
                is_number = column.type in {"DOUBLE", "BIGINT", "INTEGER"}
                assert is_number or not cell.startswith(RUNS_AS_FORMULA), cell


def test_duckdb_holds_tables_keys_rules_and_comments_and_nothing_else(taken):
    with duckdb.connect(str(taken.file("duckdb")), read_only=True) as read:
        tables = {
            name for (name,) in read.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        }
        assert tables == {table.name for table in taken.contents.tables} | {"about"}
        for table in taken.contents.tables:
            named = f'FROM "{table.name}" ORDER BY rowid'
            assert read.execute(named).fetchall() == taken.rows(table), table.name
        for kind in ("tables", "columns"):
            silent = f"FROM duckdb_{kind}() WHERE NOT internal AND coalesce(comment, '') = ''"
            assert read.execute(silent).fetchall() == []
        asked = (
            "SELECT table_name, constraint_type, constraint_column_names, expression "
            "FROM duckdb_constraints() WHERE table_name <> 'about' ORDER BY ALL"
        )
        # What a generation keeps for itself has rules too, and stays behind.
        names = {table.name for table in taken.contents.tables}
        ours = [r for r in taken.generation.cursor().execute(asked).fetchall() if r[0] in names]
        assert ours
        assert read.execute(asked).fetchall() == ours
        texts = dict(read.execute("FROM about").fetchall())
        assert texts.keys() == TEXTS
        assert taken.generation.id in texts["README.md"]
        with pytest.raises(duckdb.InvalidInputException, match="read-only"):
            read.execute("DELETE FROM claims")


def test_duckdb_is_written_for_older_readers_too(taken):
    # The version of the storage stands in the head, as in a generation, which is written for 1.5.
    ours = (taken.settings.var / "generations" / taken.generation.file).read_bytes()[:40]
    made = taken.file("duckdb").read_bytes()[:40]
    assert made[8:20] == ours[8:20]


def test_xlsx_holds_every_row_and_an_unknown_cell_is_empty(taken):
    book = openpyxl.load_workbook(taken.file("xlsx"))
    assert book.sheetnames == ["About", "Columns", *(t.name for t in taken.contents.tables)]
    for table in taken.contents.tables:
        head, *rows = book[table.name].iter_rows()
        assert [cell.value for cell in head] == [column.name for column in table.columns]
        assert not [c.value for row in rows for c in row if c.data_type == "f"]
        read = [tuple(_plain(cell.value) for cell in row) for row in rows]
        assert read == [_in_cells(row) for row in taken.rows(table)], table.name
    about = {name: text for name, text in book["About"].iter_rows(values_only=True) if text}
    assert taken.generation.id in about.values()
    assert any("CC BY 4.0" in text for text in about.values())
    meanings = [
        row[1:2] + row[3:4] for row in book["Columns"].iter_rows(min_row=2, values_only=True)
    ]
    assert len(meanings) == sum(1 + len(table.columns) for table in taken.contents.tables)


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(taken, tmp_path):
    path = tmp_path / "short.xlsx"
    write_xlsx(taken.generation.cursor(), taken.contents, {}, path, most_rows=1001)
    book = openpyxl.load_workbook(path, read_only=True)
    table = next(t for t in taken.contents.tables if t.name == "financials")
    parts = [book[name] for name in book.sheetnames if name.startswith("financials")]
    assert [sheet.title for sheet in parts] == ["financials", "financials (2)", "financials (3)"]
    read = [list(sheet.iter_rows(values_only=True)) for sheet in parts]
    assert {rows[0] for rows in read} == {tuple(column.name for column in table.columns)}
    assert sum(len(rows) - 1 for rows in read) == table.rows
    assert max(len(rows) for rows in read) == 1001
    book.close()


def test_nothing_tells_of_the_machine(taken):
    secrets = [
        str(taken.settings.var),
        str(taken.settings.data.parent),
        str(ROOT),
        str(Path.home()),
    ]
    for form in FORMATS:
        path = taken.file(form)
        parts = {form: path.read_bytes()}
        if zipfile.is_zipfile(path):
            with zipfile.ZipFile(path) as packed:
                parts |= {name: packed.read(name) for name in packed.namelist()}
        for name, content in parts.items():
            found = [s for s in secrets if len(s) > 5 and s.encode() in content]
            assert found == [], name


def _value(cell: str, kind: str):
    if cell == "":
        return None
    if kind.endswith("[]"):
        return cell.split(";")
    if kind == "VARCHAR":
        is_guarded = cell.startswith("'") and cell[1:].startswith(RUNS_AS_FORMULA)
        return cell[1:] if is_guarded else cell
    if kind == "BOOLEAN":
        return {"true": True, "false": False}[cell]
    return {"DATE": date.fromisoformat, "DOUBLE": float}.get(kind, int)(cell)


def _lists_or_nothing(row):
    """In a text an empty list is an empty cell."""
    return tuple(None if value == [] else value for value in row)


def _in_cells(row):
    return tuple(_in_cell(value) for value in _lists_or_nothing(row))


def _in_cell(value):
    if isinstance(value, float):  # written with 16 digits; a spreadsheet shows 15
        return float(f"{value:.16g}")
    text = ";".join(value) if isinstance(value, list) else value
    is_long = isinstance(text, str) and len(text) > LONGEST_TEXT
    return text[: LONGEST_TEXT - len(CUT)] + CUT if is_long else text


def _plain(value):
    return value.date() if isinstance(value, datetime) else value
