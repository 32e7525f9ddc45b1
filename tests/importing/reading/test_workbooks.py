"""XLSX: days, numbers, sheets, and the ways in which a workbook is none or too large."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime

import pytest

from chipcensus.importing.reading import limits, workbook

HEADER = ["企业名称", "成立日期", "注册资本(万元)", "统一社会信用代码", "联系电话"]
SHEET = "xl/worksheets/sheet1.xml"
MOMENT = datetime(2020, 1, 2, 3, 4)  # noqa: DTZ001 (a spreadsheet knows no zones)


def changed(content, change):
    """A workbook with parts changed: `change(name, bytes)` gives the new bytes or None."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for info in source.infolist():
            part = change(info.filename, source.read(info))
            if part is not None:
                made.writestr(info.filename, part)
    return out.getvalue()


def replaced(part, old, new):
    return lambda name, content: content.replace(old, new) if name == part else content


@pytest.fixture
def plain_book(book):
    return book({"名单": [HEADER, ["甲", date(2020, 1, 2), 100, "91310000MA1FL0011X", "139"]]})


def test_cells_are_text_as_a_reader_would_write_them(read, book):
    rows = [
        ["数据来源：天眼查"], [], [None, *HEADER],
        [None, "甲", date(2020, 1, 2), 100, "91310000MA1FL0011X", 13900007777],
        [None, "乙", "2020年1月2日", 0.1, None, None],
        [], [None, "丙", MOMENT, 1e16, "'9", True],
        [None, "丁", None, 1234567.25, None, None], ["免责声明：仅供参考"],
    ]  # fmt: skip
    found = read(book({"名单": rows}), "list.xlsx")
    assert (found.recognised.format, found.recognised.sheet) == ("tianyancha", "名单")
    assert found.recognised.header_row == 3
    assert found.column("row") == [4, 5, 7, 8]
    assert found.column("name") == ["甲", "乙", "丙", "丁"]
    assert found.column("founded_on") == ["2020-01-02", "2020年1月2日", "2020-01-02 03:04:00", None]
    assert found.column("capital") == ["100", "0.1", "1e+16", "1234567.25"]
    assert found.notices == [(9, "免责声明：仅供参考")]
    assert list(found.recognised.dropped) == ["联系电话"]


def test_a_code_of_digits_that_became_a_number_is_refused(read, book):
    rows = [HEADER, ["甲", "2020", 1, 911101085551234567, 1], ["乙", "2020", 1, "9" * 18, 1]]
    found = read(book({"名单": rows}), "list.xlsx")
    assert found.column("row") == [3]
    ((row, code, column, came),) = found.told
    assert (row, code, column) == (2, "code_as_number", "统一社会信用代码")
    assert came.endswith("e+17")


def test_the_sheet_that_fits_best_is_read_and_hidden_ones_are_not(read, book):
    sheets = {
        "说明": [["数据来源"]],
        "简表": [HEADER[:2], ["甲", "2020"]],
        "全表": [HEADER, ["乙", "2020", 1, None, None]],
        "底稿": [[*HEADER, "登记状态"], ["丙", "2020", 1, None, None, "存续"]],
    }
    found = read(book(sheets, hidden="底稿"), "list.xlsx")
    assert (found.recognised.sheet, found.column("name")) == ("全表", ["乙"])


def test_many_rows_come_in_batches_and_the_header_is_found_without_them(read, book, monkeypatch):
    monkeypatch.setattr(workbook, "BATCH", 100)
    rows = [HEADER, *([f"公司{n}", "2020-01-02", n, None, None] for n in range(950))]
    found = read(book({"名单": rows}), "list.xlsx")
    assert [batch.rows.num_rows for batch in found.batches] == [*[100] * 9, 50]
    assert found.column("name") == [f"公司{n}" for n in range(950)]


def test_what_is_cut_or_damaged_says_so(problem, plain_book):
    assert problem(plain_book[:-100], "a.xlsx") == "zip_broken"
    assert problem(plain_book[:200], "a.xlsx") == "zip_broken"
    cut = changed(plain_book, lambda n, c: c[: len(c) // 2] if n == SHEET else c)
    assert problem(cut, "a.xlsx") in {"workbook_broken", "no_rows", "no_header"}
    assert problem(changed(plain_book, replaced("xl/workbook.xml", b"<", b"")), "a.xlsx") == (
        "workbook_broken"
    )


def test_a_zip_that_is_no_workbook(problem, plain_book):
    bare = changed(plain_book, lambda n, c: None if n == "[Content_Types].xml" else c)
    assert problem(bare, "a.xlsx") == "zip_upload"
    document = changed(plain_book, lambda n, c: None if n.startswith("xl/worksheets") else c)
    assert problem(document, "a.docx") == "other_container"


def test_no_header_and_header_only(problem, book):
    assert problem(book({"a": [["x", "y"], [1, 2]]}), "a.xlsx") == "no_header"
    assert problem(book({"a": []}), "a.xlsx") == "file_empty"
    assert problem(book({"a": [HEADER]}), "a.xlsx") == "no_rows"


def test_too_many_columns(problem, book):
    assert problem(book({"a": [[*HEADER, *"x" * 10_000]]}), "a.xlsx") == "too_many_columns"


def test_one_far_cell_makes_no_rectangle_in_memory(problem, plain_book):
    far = b'<row r="1048576"><c r="ZZ1048576"><v>1</v></c></row></sheetData>'
    bomb = changed(plain_book, replaced(SHEET, b"</sheetData>", far))
    assert problem(bomb, "a.xlsx") == "workbook_too_large"
    wide = b'<row r="9">' + b"<c/>" * 40_000 + b"</row></sheetData>"
    assert problem(changed(plain_book, replaced(SHEET, b"</sheetData>", wide)), "a.xlsx") == (
        "too_many_columns"
    )


def test_a_part_that_unpacks_to_too_much_is_left(problem, plain_book, monkeypatch):
    monkeypatch.setattr(limits, "UNPACKED", 3_000_000)
    bomb = changed(plain_book, lambda n, c: c + b" " * 4_000_000 if n == "xl/styles.xml" else c)
    assert len(bomb) < 20_000
    assert problem(bomb, "a.xlsx") == "workbook_too_large"
    # The size that the zip says is not believed.
    lying = bomb.replace((4_000_000 + 1000).to_bytes(4, "little"), b"\1\0\0\0")
    assert problem(lying, "a.xlsx") == "workbook_too_large"


def test_a_text_named_by_many_cells_is_counted_as_often(problem, book, monkeypatch):
    monkeypatch.setattr(limits, "SHEET_TEXT", 1_000_000)
    rows = [HEADER, *([f"公司{n}", "2020", "长" * 5_000, None, None] for n in range(200))]
    content = book({"名单": rows})
    assert len(content) < 20_000
    assert problem(content, "a.xlsx") == "workbook_too_large"


@pytest.mark.parametrize("left", [0, 2])
def test_a_failed_formula_is_told_as_it_is_shown(read, book, left):
    cells = b'<c r="%s3" t="e"><f>A1/0</f><v>#DIV/0!</v></c>' % b"BD"[left // 2 : left // 2 + 1]
    before = [None] * left
    rows = [before + HEADER, [*before, "甲", date(2020, 1, 2)], [*before, "乙", "坏了"]]
    content = book({"底稿": [["说明"]], "名单": rows})
    sheet = "xl/worksheets/sheet2.xml"

    def fail(name, part):
        spoilt = re.sub(rb'<c r="[BD]3"[^>]*>.*?</c>', cells, part)
        assert name != sheet or spoilt != part
        return spoilt if name == sheet else part

    found = read(changed(content, fail), "list.xlsx")
    assert found.column("founded_on") == ["2020-01-02", "#DIV/0!"]
