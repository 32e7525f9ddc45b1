"""Records that fell apart: mended where one way is left, refused where not, never two made one."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chipcensus.i18n import read_words
from chipcensus.importing.reading.delimited import Shape
from chipcensus.importing.reading.lines import read_lines

HEADER = (
    "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址"
)
PLACES = {
    "name": 0, "credit_code": 1, "founded_on": 2, "company_type": 3, "capital": 5,
    "business_scope": 6, "province": 7, "city": 8,
}  # fmt: skip
SHAPE = Shape(",", HEADER.split(","), PLACES)
WORDS = read_words("zh")


def record(number, scope="芯片设计", address="虚构路1号"):
    code = f"91310000MA1F{number:05d}X"
    who = f"公司{number},{code},2020-01-{number % 28 + 1:02d},有限责任公司,张三"
    return f"{who},100万人民币,{scope},上海市,浦东新区,{address}\n"


def read(*records):
    """What was read (line, name, scope, city), what was refused (line, code, what came)."""
    content = (HEADER + "\n" + "".join(records)).encode()
    parts = list(read_lines(io.BytesIO(content), "utf-8", SHAPE, 2, WORDS))
    found = []
    for part in parts:
        columns = [part.columns[f].to_pylist() for f in ("name", "business_scope", "city")]
        found += zip(part.numbers.tolist(), *columns, strict=True)
    return sorted(found), sorted((f.row, f.code, f.found) for p in parts for f in p.faults)


def told(row, cells):
    return row, "cells_uneven", f"{cells}个单元格（表头10个）"


@pytest.mark.parametrize(
    ("scope", "said"),
    [
        ('"芯片,设计"', "芯片,设计"),
        ('"许可项目：设计\n一般项目：销售"', "许可项目：设计\n一般项目：销售"),
        ('"许可项目\n\n一般,项目\n"', "许可项目\n\n一般,项目\n"),
        ('生产"芯片"及"模组"', '生产"芯片"及"模组"'),
        ('"生产""芯片""及模组"', '生产"芯片"及模组'),
        ('"生产"芯片"及模组"', '生产"芯片"及模组'),
        ('"生产"芯片",销售"', '生产"芯片",销售'),
        ('"生产 "芯片" 及, 模组"', '生产 "芯片" 及, 模组'),
        ("设计,销售,进出口", "设计,销售,进出口"),
        ("许可项目：设计\n一般项目：销售", "许可项目：设计\n一般项目：销售"),
        ("许可:a,b\n一般:c", "许可:a,b\n一般:c"),
        ('"芯片设计', "芯片设计"),
        ('芯片设计"', '芯片设计"'),
        ('""', None),
    ],
)
def test_one_broken_record_between_two_whole_ones(
    scope,
    said,
):
    found, faults = read(record(1), record(2, scope), record(3))
    line = 4 + scope.count("\n")
    assert found == [
        (2, "公司1", "芯片设计", "浦东新区"),
        (3, "公司2", said, "浦东新区"),
        (line, "公司3", "芯片设计", "浦东新区"),
    ]
    assert faults == []


def test_quotes_that_open_in_one_company_and_close_in_the_next_make_no_one_company():
    found, faults = read(record(1, '"设计'), record(2, '销售"'), record(3, '"设计'), record(4))
    assert [name for _, name, _, _ in found] == ["公司1", "公司2", "公司3", "公司4"]
    assert faults == []


def test_a_quote_that_is_never_closed_takes_nothing_along():
    found, faults = read(record(1, '"设计'), *[record(n) for n in range(2, 90)])
    assert [row for row, *_ in found] == list(range(2, 91))
    assert faults == []


@pytest.mark.parametrize(
    ("broken", "cells"),
    [
        ("公司2,91310000MA1F00002X,2020-01-03,有限责任公司\n", 4),
        ("公司2\n", 1),
        (
            "公司2,91310000MA1F00002X,2020-01-03,有限,公司,张三,100万,芯片,上海市,浦东,新区,虚构路\n",
            12,
        ),
        ('公司2,91310000MA1F00002X,2020-01-03,有限责任公司,张三,100万人民币,"芯片设计\n', 7),
        # The scope may end at either of the two cities.
        ("公司2,91310000MA1F00002X,2020-01-03,有限,张,1万,芯片,上海市,上海市,浦东,虚构,路\n", 12),
    ],
)
def test_what_can_be_read_in_no_way_or_in_several_is_refused_alone(broken, cells):
    found, faults = read(record(1), broken, record(3))
    assert [name for _, name, _, _ in found] == ["公司1", "公司3"]
    assert faults == [told(3, cells)]


def test_two_broken_records_in_a_row_are_two():
    cut = "公司2,91310000MA1F00002X,2020-01-03,有限责任公司,张三,100万人民币,芯片\n"
    found, faults = read(record(1), cut, record(3, "a,b"), cut, record(4, '"x\ny"'))
    assert [(row, name) for row, name, _, _ in found] == [(2, "公司1"), (4, "公司3"), (6, "公司4")]
    assert faults == [told(3, 7), told(5, 7)]


def test_a_cut_record_below_one_with_a_comma_in_its_address_is_not_its_address():
    found, faults = read(record(1, address="虚构路1号,2室"), "公司2,x\n", record(3))
    assert [name for _, name, _, _ in found] == ["公司1", "公司3"]
    assert faults == [told(3, 2)]


def test_a_line_of_a_scope_that_has_as_many_commas_as_a_record_is_no_company():
    inner = "a,b,c,d,e,f,g,h,i,j"
    found, faults = read(record(1), record(2, f'"许可\n{inner}\n一般,项目"'), record(3))
    assert [(row, name) for row, name, _, _ in found] == [(2, "公司1"), (3, "公司2"), (6, "公司3")]
    assert inner in found[1][2]
    assert faults == []


def test_a_company_in_anothers_quotes_stays_a_company():
    found, faults = read(record(1, '"设计,\n' + record(2).strip() + '\n"'), record(3))
    assert [name for _, name, _, _ in found] == ["公司2", "公司3"]
    assert [row for row, *_ in faults] == [2, 4]


# What stands in a scope, but nothing that alone would be a cell: a day, a code, a province.
scopes = st.text(st.sampled_from('芯片设计、；a1 "\n,'), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text and text.strip('",\n ')
)


def proper(scope):
    return '"' + scope.replace('"', '""') + '"'


@given(st.lists(st.tuples(scopes, st.booleans()), min_size=1, max_size=12))
@settings(max_examples=100, deadline=None)
def test_rows_written_like_the_dump_are_the_same_rows(given_scopes):
    """Quoted or not, as each cell needs it or would do with it."""
    cells = [
        proper(scope) if wants or set(scope) & set(',"\n') else scope
        for scope, wants in given_scopes
    ]
    found, faults = read(*(record(n, cell) for n, cell in enumerate(cells)))
    assert faults == []
    assert [(name, scope) for _, name, scope, _ in found] == [
        (f"公司{n}", scope) for n, (scope, _) in enumerate(given_scopes)
    ]


@given(st.lists(scopes, min_size=2, max_size=8), st.data())
@settings(max_examples=150, deadline=None)
def test_whatever_breaks_no_company_gets_anothers_cells(given_scopes, data):
    """Quotes lost or doubled, lines broken or cut anywhere: each row read is of one company."""
    text = "".join(record(n, proper(s)) for n, s in enumerate(given_scopes))
    for _ in range(data.draw(st.integers(1, 2))):
        place = data.draw(st.integers(0, len(text) - 1))
        sign = data.draw(st.sampled_from(["", '"', "\n", ",", '""']))
        text = text[:place] + sign + text[place + 1 :]
    found, _ = read(text)
    for _, name, scope, _ in found:
        assert (name or "").count("公司") <= 1
        assert "9131" not in (scope or "")
        assert (scope or "").count("公司") == 0
