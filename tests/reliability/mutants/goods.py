"""Good files, and what spoilt ones are made of."""

from __future__ import annotations

import csv
import io
import random
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

GOOD = Path(__file__).parent.parent.parent / "importing" / "files" / "good"
HEADER = [
    "企业名称",
    "统一社会信用代码",
    "成立日期",
    "登记状态",
    "注册资本",
    "所属省份",
    "经营范围",
    "电话",
]
ROW = ["虚构一有限公司", "", "2020-01-01", "存续", "100万元", "广东省", "芯片设计", "1000000"]
SHEET, SHARED = "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"
MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
ODD = (
    "", " ", "-", "—", "N/A", "nan", "inf", "-inf", "1e400", "0x10", "=1+1", "=HYPERLINK(1)",
    "@x", "#REF!", "99999-12-31", "0000-00-00", "1900-02-29", "-1", "43831", "1899-12-30",
    "２０２０年１月１日", "2020-01-01T25:61:61Z", "9" * 400, "٣٤", "\u202e有限公司", "\ufeff",
    "\u0000", "\u2028", "\ud7ff", "👩‍💻", "Z̷͇", "';DROP TABLE x;--", "<b>", "{{7*7}}", "%s%n",
    "../../etc/passwd", "1" + "0" * 309 + "万元", "－１００万元", "(100)", "1,0,0,0万", "1/0",
)  # fmt: skip


def good(chance: random.Random, *endings: str) -> tuple[str, bytes]:
    """One of the files that are read as expected: its name, what it holds."""
    files = sorted(
        f
        for f in GOOD.rglob("*")
        if f.suffix in (endings or {f.suffix}) and f.parent.name != "csv_named_xlsx"
    )
    file = chance.choice([f for f in files if f.is_file() and f.name != "expect.toml"])
    return file.name, file.read_bytes()


def some_rows(chance: random.Random, count: int = 30) -> list[list[str]]:
    """Companies founded on some day."""
    made = [[f"虚构{i}号有限公司", *ROW[1:]] for i in range(count)]
    for row in made:
        row[2] = f"{chance.randint(1995, 2025)}-{chance.randint(1, 12):02d}-{chance.randint(1, 28)}"
    return made


def csv_text(rows: list[list[str]], delimiter: str = ",", end: str = "\r\n") -> str:
    """Rows as text."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end).writerows(rows)
    return out.getvalue()


def book(rows: list[list[object]], sheet: str = "Sheet1") -> bytes:
    """Rows as a workbook."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})
        page = book.add_worksheet(sheet)
        for number, row in enumerate(rows):
            page.write_row(number, 0, row)
    return out.getvalue()


def changed_book(content: bytes, change: Callable[[str, bytes], bytes | None]) -> bytes:
    """A workbook with members changed, or left out where the change gives None."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for member in old.namelist():
            changed = change(member, old.read(member))
            if changed is not None:
                put(new, member, changed)
    return out.getvalue()


def sheet(xml: bytes, shared: bytes | None = None) -> bytes:
    """A workbook whose first sheet is this very XML."""
    parts = {SHEET: xml, **({SHARED: shared} if shared else {})}
    return changed_book(book([HEADER, ROW]), lambda name, old: parts.get(name, old))


def put(archive: zipfile.ZipFile, name: str, content: bytes | str) -> None:
    """A member with the same time whenever it is made."""
    archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
