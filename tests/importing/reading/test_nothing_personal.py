"""Who runs a company and how to reach them leaves the reader in no batch and no problem."""

from __future__ import annotations

import csv
import io

import pytest

from chipcensus.errors import ProblemsFound
from chipcensus.i18n import read_words
from chipcensus.importing.recognise import read_text, recognise

EN = read_words("en")
# Each stands in a personal column only.
MARKS = ("隐私甲", "13900007777", "mark@example.invalid", "隐私路99号")
HEADER = [
    "法定代表人",
    "企业名称",
    "联系电话",
    "成立日期",
    "经营范围",
    "邮箱",
    "注册资本",
    "注册地址",
]


def line(number, scope="芯片"):
    who, phone, mail, street = MARKS
    return [who, f"公司{number}", phone, "2020-01-02", scope, mail, "100万元", street]


FAULTS = {
    "none": lambda text: text,
    "no header": lambda text: text.partition("\n")[2],
    "header cut": lambda text: text.replace("成立日期", "成立日"),
    "header twice": lambda text: text.replace("经营范围", "企业名称", 1),
    "more cells": lambda text: text.replace("芯片", "芯片,x", 1),
    "fewer cells": lambda text: text.replace("芯片,", "", 1),
    "open quote": lambda text: text.replace("芯片", '"芯片', 1),
    "stray quotes": lambda text: text.replace("芯片", '"芯"片",x', 1),
    "line break": lambda text: text.replace("芯片", "芯\n片", 1),
    "line break in a phone": lambda text: text.replace("1390000", "139\n0000", 1),
    "cut": lambda text: text[:-9],
    "nulls": lambda text: text.replace("芯片", "芯\0片", 1),
    "long": lambda text: text.replace("芯片", "芯" * 200_000, 1),
    "all columns swapped": lambda text: text.replace(",", ";", 3),
}


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@pytest.mark.parametrize("fault", FAULTS)
def test_no_mark_leaves_the_reader(fault, encoding, uploaded):
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows([HEADER, *map(line, range(5))])
    upload = uploaded("list.csv", FAULTS[fault](out.getvalue()).encode(encoding))
    said = []
    try:
        found = recognise(upload, words=EN)
        said.append(repr(found))
        for batch in read_text(upload, found, words=EN):
            said += [
                str(batch.rows.to_pylist()),
                str(batch.refused.to_pylist()),
                str(batch.notices),
            ]
        assert "公司4" in "".join(said) or fault == "cut"
    except ProblemsFound as error:
        said.append(str(error))
        assert fault in {"no header", "header cut", "header twice", "all columns swapped"}
    assert [mark for mark in MARKS if mark in "".join(said)] == []
    assert "1390000" not in "".join(said)


def test_no_mark_leaves_a_workbook(uploaded, book):
    rows = [HEADER, *map(line, range(3)), [*line(3), "x", "y"], line(4)[:3]]
    upload = uploaded("list.xlsx", book({"名单": rows}))
    found = recognise(upload, words=EN)
    said = "".join(str(b.rows.to_pylist()) for b in read_text(upload, found, words=EN))
    assert "公司3" in said
    assert [mark for mark in MARKS if mark in said + repr(found)] == []
