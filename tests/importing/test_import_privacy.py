"""Who runs a company, and how to reach them, is not kept: in no file, no answer, no log."""

from __future__ import annotations

import csv
import io
import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter

from chipcensus.intake import discard, publish_draft
from chipcensus.settings import ROOT

# Each stands in a personal column only.
MARKS = ("隐私甲乙丙", "PRIVATE7f3a9c", "13900007777", "mark@example.invalid", "隐私路99号")
ENCODINGS = ("utf-8", "gb18030", "utf-16-le", "utf-16-be")
HEADER = [
    "企业名称",
    "法定代表人",
    "成立日期",
    "联系电话",
    "登记状态",
    "邮箱",
    "注册资本",
    "注册地址",
    "经营范围",
]


def row(number, founded="2020-01-01", capital="100万元"):
    name, who, phone = f"虚构{number}有限公司", f"{MARKS[0]}{MARKS[1]}", MARKS[2]
    return [name, who, founded, phone, "存续", MARKS[3], capital, MARKS[4], "芯片设计"]


# Right rows, rows refused for a cell, and rows that fall apart.
ROWS = [
    row(1),
    row(2, founded="某年某月"),
    row(3, capital="很多钱"),
    row(4)[:5],
    [*row(5), "多", "余"],
    row(6),
    ["", *row(7)[1:]],
    row(8, founded="2020-02-30", capital="abc"),
]


def text(rows=ROWS):
    out = io.StringIO()
    csv.writer(out).writerows([["企业列表"], HEADER, *rows, ["以上数据仅供参考"]])
    return out.getvalue()


def book():
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for number, cells in enumerate([["企业列表"], HEADER, *ROWS]):
            sheet.write_row(number, 0, cells)
    return out.getvalue()


def parquet():
    whole = [cells for cells in ROWS if len(cells) == len(HEADER)]
    out = io.BytesIO()
    columns = zip(*whole, strict=True)
    pq.write_table(pa.table(dict(zip(HEADER, map(list, columns), strict=True))), out)
    return out.getvalue()


def stray():
    """Quotes and line breaks where none belong, so that rows have to be put together again."""
    lines = text().replace("芯片设计", '研发"芯片"\n销售').split("\n")
    return "\n".join([*lines, f'"虚构9有限公司,{",".join(row(9)[1:])}']).encode()


def zipped():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("in/utf8.csv", text().replace("虚构", "另一家虚构"))
        archive.writestr("book.xlsx", book())
    return out.getvalue()


FILES = {
    "utf8.csv": text().encode(),
    "gb18030.csv": text().encode("gb18030"),
    "utf16.txt": text().replace(",", "\t").encode("utf-16"),
    "stray.csv": stray(),
    "broken.csv": text().encode() + b"\xff\xfe" + MARKS[0].encode() + b"\xff",
    "book.xlsx": book(),
    "cut.xlsx": book()[:-300],
    "several.zip": zipped(),
    "list.parquet": parquet(),
    "unknown.csv": f"水果,姓名\n苹果,{MARKS[0]}\n".encode(),
    "no_date.csv": f"企业名称,法定代表人,电话\n虚构有限公司,{MARKS[0]},{MARKS[2]}\n".encode(),
    "duplicate.csv": f"企业名称,成立日期,成立日期,电话\n虚构,2020-01-01,,{MARKS[2]}\n".encode(),
}


def traces(folder: Path) -> list[str]:
    """Files below a folder with a mark in them: in their bytes, or in what these unpack to."""
    return [str(path) for path in folder.rglob("*") if path.is_file() and is_marked(path)]


def is_marked(path: Path) -> bool:
    try:
        content = path.read_bytes()
    except FileNotFoundError:  # gone meanwhile
        return False
    if path.suffix == ".parquet" and content[-4:] == b"PAR1":
        content += str(pq.read_table(path).to_pylist()).encode()
    if path.suffix == ".duckdb":
        content += all_text(path).encode()
    return any(mark.encode(encoding) in content for mark in MARKS for encoding in ENCODINGS)


def all_text(path: Path) -> str:
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute(
            "SELECT schema_name, table_name FROM duckdb_tables() WHERE NOT internal"
        ).fetchall()
        rows = [connection.execute(f'FROM "{s}"."{t}"').fetchall() for s, t in tables]
    return str(rows)


def test_the_search_for_traces_finds_them(tmp_path):
    for name, content in FILES.items():
        (tmp_path / name).write_bytes(content)
    found = {Path(path).name for path in traces(tmp_path)}
    assert found == {*FILES} - {
        "book.xlsx",
        "cut.xlsx",
        "several.zip",
    }  # what is zipped is not unpacked


@pytest.mark.parametrize("name", FILES)
def test_no_trace_of_a_person_at_any_moment_of_a_dry_run(name, examined, tmp_path, caplog, capfd):
    seen = []
    draft = examined((name, FILES[name]), say=lambda _: seen.extend(traces(tmp_path)))
    assert seen == [] == traces(tmp_path)
    told = f"{draft}{capfd.readouterr()}{caplog.text}"
    assert not [mark for mark in MARKS if mark in told]
    if draft.rows:
        assert set(draft.dropped) >= {"联系电话"}
    discard(draft)


def test_no_trace_of_a_person_in_what_is_published(examined, shipped, tmp_path):
    draft = examined(*FILES.items())
    settings = replace(shipped, var=tmp_path)
    published = publish_draft(settings, draft, only_right=True)
    assert published.taken.rows > 10
    assert list((tmp_path / "generations").glob("*.duckdb"))
    assert traces(tmp_path) == []


def test_the_command_line_keeps_and_prints_no_trace_of_a_person(tmp_path):
    files = tmp_path / "files"
    files.mkdir()
    for name, content in FILES.items():
        (files / name).write_bytes(content)
    kept = tmp_path / "kept"
    (kept / "tmp").mkdir(parents=True)
    environ = {**os.environ, "CHIPCENSUS_VAR": str(kept / "var"), "TMPDIR": str(kept / "tmp")}
    refused = kept / "refused.csv"
    command = [sys.executable, "-m", "chipcensus.cli", "import", str(files), "--only-right"]
    done = subprocess.run(
        [*command, "--refused", str(refused)],
        cwd=ROOT, env=environ, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert refused.exists()
    assert not [mark for mark in MARKS if mark in done.stdout + done.stderr]
    assert list(kept.rglob("*.parquet"))
    assert traces(kept) == []
