"""Parquet batch by batch; zips of tables."""

from __future__ import annotations

import io
import zipfile
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chipcensus.errors import ProblemsFound
from chipcensus.i18n import read_words
from chipcensus.importing.reading import limits
from chipcensus.importing.recognise import read_text, recognise, unpacked

ZH = read_words("zh")
LIST = "企业名称,成立日期\n甲,2020-01-02\n"


def parquet(columns, **options):
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **options)
    return out.getvalue()


def packed(parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return out.getvalue()


def test_each_type_is_text_as_a_reader_would_write_it(read):
    content = parquet(
        {
            "企业名称": pa.array(["甲", "乙"]).dictionary_encode(),
            "成立日期": pa.array([date(2020, 1, 2), None]),
            "核准日期": pa.array(["2020-01-02", "2020-01-02 03:04:05"]).cast(pa.timestamp("us")),
            "注册资本": pa.array([1e7, 0.5]),
            "统一社会信用代码": pa.array([b"91310000MA1FL0011X", None]),
            "联系电话": ["139", "138"],
        }
    )
    found = read(content, "a.parquet")
    assert list(found.recognised.dropped) == ["联系电话"]
    assert found.column("row") == [2, 3]
    assert found.column("name") == ["甲", "乙"]
    assert found.column("founded_on") == ["2020-01-02", None]
    assert found.column("approved_on") == ["2020-01-02", "2020-01-02 03:04:05"]
    assert found.column("capital") == ["10000000", "0.5"]
    assert found.column("credit_code") == ["91310000MA1FL0011X", None]


def test_many_row_groups_are_read_in_batches(read, monkeypatch):
    monkeypatch.setattr(limits, "BATCH", 30)
    names = [f"公司{n}" for n in range(100)]
    content = parquet({"企业名称": names, "成立日期": ["2020"] * 100}, row_group_size=40)
    found = read(content, "a.parquet")
    assert max(batch.rows.num_rows for batch in found.batches) <= 30
    assert found.column("name") == names


def test_what_is_no_whole_parquet_says_so(problem, monkeypatch):
    content = parquet({"企业名称": ["甲"], "成立日期": ["2020"]})
    assert problem(content[:-20], "a.parquet") == "parquet_broken"
    assert problem(parquet({"a": [1]}), "a.parquet") == "no_header"
    empty = parquet({"企业名称": pa.array([], pa.string()), "成立日期": pa.array([], pa.string())})
    assert problem(empty, "a.parquet") == "no_rows"
    monkeypatch.setattr(limits, "ROW_GROUP", 10)
    assert problem(content, "a.parquet") == "parquet_group"


def test_a_field_that_is_a_table_itself_is_told(problem):
    content = parquet({"企业名称": ["甲"], "成立日期": [[{"a": 1}]]})
    assert problem(content, "a.parquet") == "parquet_broken"


def test_damaged_pages_are_told(problem):
    content = parquet({"企业名称": ["甲公司"] * 9, "成立日期": ["2020"] * 9}, compression="none")
    assert problem(content.replace("甲公司".encode(), b"\xff" * 9), "a.parquet") == "parquet_broken"


def test_tables_of_a_zip_by_their_own_names(uploaded):
    names = {"一/名单.csv": LIST, "b.xlsx": b"x", "说明.docx": b"x", "__MACOSX/._b.csv": "x"}
    parts = unpacked(uploaded("全部.zip", packed(names)), words=ZH)
    assert [part.name for part in parts] == ["全部.zip/一/名单.csv", "全部.zip/b.xlsx"]
    found = recognise(parts[0], words=ZH)
    (batch,) = read_text(parts[0], found, words=ZH)
    assert batch.rows.column("name").to_pylist() == ["甲"]


def test_names_that_windows_wrote(uploaded):
    content = packed({"AAAA.csv": LIST}).replace(b"AAAA", "名单".encode("gb18030"))
    (part,) = unpacked(uploaded("a.zip", content), words=ZH)
    assert part.name == "a.zip/名单.csv"
    assert recognise(part, words=ZH).format == "companies"


def test_what_is_no_zip_is_itself(uploaded, book):
    for content in (LIST, parquet({"a": [1]}), book({"a": [["x"]]})):
        upload = uploaded("a", content)
        assert unpacked(upload, words=ZH) == [upload]


@pytest.mark.parametrize(
    ("parts", "remedy"),
    [
        ({"a.txt.exe": "x"}, "zip_upload"),
        ({f"{n}.csv": "x" for n in range(limits.FILES + 1)}, "zip_too_large"),
        ({"a.csv": b"," * (limits.ZIP_RATIO + 1) * (1 << 20)}, "zip_too_large"),
    ],
    ids=["no table", "too many", "bomb"],
)
def test_a_zip_that_is_not_taken(parts, remedy, uploaded):
    with pytest.raises(ProblemsFound) as raised:
        unpacked(uploaded("a.zip", packed(parts)), words=ZH)
    assert [p.remedy for p in raised.value.problems] == [ZH(f"problem.{remedy}.remedy")]


def test_a_damaged_part_of_a_zip_is_told(uploaded):
    content = bytearray(packed({"a.csv": LIST + "乙,2020\n" * 99_999}))
    content[120] ^= 0xFF
    (part,) = unpacked(uploaded("a.zip", bytes(content)), words=ZH)
    with pytest.raises(ProblemsFound):
        list(read_text(part, recognise(part, words=ZH), words=ZH))
