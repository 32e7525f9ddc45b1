"""Text in any of the encodings that reach us, and what is told where it is broken."""

from __future__ import annotations

import pytest

from chipcensus.importing.reading import limits

LIST = (
    "企业名称,成立日期,经营范围\n"
    "甲有限公司,2020-01-02,集成电路设计\n乙有限公司,2021-03-04,芯片销售\n"
)
ENCODINGS = ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be"]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_each_encoding_and_line_end_gives_the_same_rows(encoding, end, read):
    found = read(LIST.replace("\n", end).encode(encoding))
    assert found.column("name") == ["甲有限公司", "乙有限公司"]
    assert found.column("business_scope") == ["集成电路设计", "芯片销售"]
    assert found.column("row") == [2, 3]
    assert found.told == []


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("size", [7, 16, 64, 1000])
def test_blocks_may_end_anywhere(encoding, size, read, monkeypatch):
    monkeypatch.setattr("chipcensus.importing.reading.text.blocks.__defaults__", (size,))
    rows = "".join(f"公司{n},2020-01-02,芯片{n}\n" for n in range(50))
    found = read(("企业名称,成立日期,经营范围\n" + rows).encode(encoding))
    assert found.column("name") == [f"公司{n}" for n in range(50)]
    assert found.column("row") == list(range(2, 52))


def test_a_row_in_another_encoding_is_refused_by_its_number(read):
    first, second, third = LIST.splitlines(keepends=True)
    content = (first + second).encode() + third.encode("gb18030") + second.encode()
    found = read(content)
    assert found.column("row") == [2, 4]
    assert found.told == [(3, "broken_bytes", None, "–")]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le"])
def test_a_file_cut_within_a_character_says_so_of_its_last_row(encoding, read):
    content = LIST.removesuffix("\n").encode(encoding)
    found = read(content[:-1])
    assert found.column("row") == [2]
    assert found.told == [(3, "broken_bytes", None, "–")]


def test_nulls_are_no_text(read):
    found = read(LIST.encode() + b"\0\0\0,2020-01-02,x\n" + "丙,2020-01-02,x\n".encode())
    assert found.column("name") == ["甲有限公司", "乙有限公司", "丙"]
    assert found.told == [(4, "broken_bytes", None, "–")]


def test_a_cell_beyond_the_limit_is_refused_and_the_next_row_read(read):
    long = "长" * (limits.CELL + 1)
    found = read(LIST + f"丙,2020-01-02,{long}\n丁,2020-01-02,x\n")
    assert found.column("row") == [2, 3, 5]
    assert found.told == [(4, "long_cell", None, "–")]


def test_a_line_without_end_takes_no_memory(read, monkeypatch):
    monkeypatch.setattr("chipcensus.importing.reading.text.blocks.__defaults__", (1 << 16,))
    monkeypatch.setattr(limits, "LINE", 1 << 18)
    found = read(LIST + "x" * (1 << 21))
    assert found.column("row") == [2, 3]
    assert found.told == [(4, "long_cell", None, "–")]


def test_a_carriage_return_within_a_cell_is_a_blank(read):
    found = read(LIST.replace("集成电路", "集成\r电路"))
    assert found.column("business_scope") == ["集成 电路设计", "芯片销售"]


def test_blanks_around_a_cell_are_none_of_it(read):
    found = read("企业名称,成立日期\n\u3000甲公司\t, 2020-01-02 \n乙,  \n")
    assert found.column("name") == ["甲公司", "乙"]
    assert found.column("founded_on") == ["2020-01-02", None]
