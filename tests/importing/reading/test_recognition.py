"""What a file is, told by its header; what is read of it, and what is wrong with it as a whole."""

from __future__ import annotations

import pytest

from chipcensus.errors import ProblemsFound
from chipcensus.importing.formats import FORMATS
from chipcensus.importing.formats.personal import is_personal

QICHACHA = [
    "企业名称", "登记状态", "法定代表人", "注册资本", "成立日期", "核准日期", "所属省份",
    "所属城市", "所属区县", "企业(机构)类型", "国标行业门类", "国标行业大类", "曾用名",
    "统一社会信用代码", "参保人数", "有效手机号", "更多电话", "注册地址", "通信地址",
    "网址", "邮箱", "经营范围",
]  # fmt: skip
TIANYANCHA = [
    "公司名称", "经营状态", "法定代表人", "注册资本", "成立日期", "注销日期", "所属省份",
    "所属城市", "公司类型", "所属行业", "统一社会信用代码", "联系电话", "其他电话",
    "电子邮箱", "企业地址", "经营范围",
]  # fmt: skip
DUMP = [
    "企业名称", "统一社会信用代码", "注册日期", "企业类型", "法人代表", "注册资金", "经营范围",
    "所在省份", "地区", "注册地址",
]  # fmt: skip
DEALS = ["公司简称", "融资时间", "轮次", "融资金额", "投资方", "估值", "联系人"]
YJBB = [
    "序号", "股票代码", "股票简称", "每股收益", "营业总收入-营业总收入", "营业总收入-同比增长",
    "净利润-净利润", "净利润-同比增长", "所处行业", "最新公告日期",
]  # fmt: skip
LRB = [
    "序号", "股票代码", "股票简称", "净利润", "净利润同比", "营业总收入", "营业总收入同比",
    "营业总支出-营业支出", "营业利润", "利润总额", "公告日期",
]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "name", "expected", "provider"),
    [
        (QICHACHA, "名单.csv", "qichacha", "企查查"),
        (TIANYANCHA, "名单.csv", "tianyancha", "天眼查"),
        ([*QICHACHA[:3], "成立日期"], "名单.csv", "companies", "own list"),
        ([*QICHACHA[:3], "成立日期"], "爱企查导出.csv", "aiqicha", "爱企查"),
        ([*QICHACHA[:3], "成立日期"], "启信宝_1.csv", "qixinbao", "启信宝"),
        (DUMP, "2023-广东.csv", "open_registry", "工商登记公开数据"),
        (DEALS, "融资.csv", "deals", "own list"),
        (DEALS, "IT桔子-融资事件.csv", "itjuzi", "IT桔子"),
        (YJBB, "stock_yjbb_em_20240331.csv", "stock_yjbb_em", "东方财富"),
        (LRB, "stock_lrb_em_20240331.csv", "stock_lrb_em", "东方财富"),
        (["选项", "指标", "20240331"], "688256.csv", "stock_financial_abstract", "新浪财经"),
        (["Company Name", "Established", "Status"], "a.csv", "companies", "own list"),
    ],
)
def test_each_format_is_told_by_its_header(header, name, expected, provider, read, text):
    found = read(text(header, ["x"] * len(header)), name).recognised
    assert (found.format, FORMATS[found.format].provider) == (expected, provider)


def test_personal_columns_are_dropped_and_the_others_named(read, text):
    found = read(text(QICHACHA, QICHACHA)).recognised
    assert list(found.dropped) == [
        "法定代表人", "有效手机号", "更多电话", "注册地址", "通信地址", "邮箱",
    ]  # fmt: skip
    assert list(found.unused) == ["所属区县", "国标行业门类", "曾用名", "参保人数", "网址"]
    assert found.columns["company_type"] == "企业(机构)类型"


@pytest.mark.parametrize(
    "header",
    ["法定代表人", "法人代表", "联系电话", "手机号码", "电子邮箱", "邮件", "通信地址", "企业地址",
     "住所", "身份证号", "联系人姓名", "QQ", "微信号", "股东", "Legal Representative", "E-mail",
     "Phone No.", "Tel", "Address", "实际控制人", "传真", "法 人\n", "ＴＥＬ"],
)  # fmt: skip
def test_headers_of_personal_data(header):
    assert is_personal(header)


@pytest.mark.parametrize(
    "header", ["企业名称", "网址", "参保人数", "经营范围", "hotel", "Industry", "曾用名"]
)
def test_headers_of_other_data(header):
    assert not is_personal(header)


def test_no_format_reads_a_personal_column():
    spelt = [
        s for f in FORMATS.values() if f.kind != "tables" for t in f.fields.values() for s in t
    ]
    assert [s for s in spelt if is_personal(s)] == []


@pytest.mark.parametrize(
    "header",
    ["企业（机构）名称", " 企业名称 ", "企业\n名称", "企业名称*", "企业名称①", "\ufeff企业名称",
     "企业名称[注1]", "企 业 名 称", "企业名称：", "ENTERPRISE NAME"],
)  # fmt: skip
def test_a_header_is_known_however_it_is_dressed(header, read, text):
    assert read(text([header, "成立日期"], ["甲", "2020"])).column("name") == ["甲"]


def test_a_unit_behind_a_header_stays_to_be_read(read, text):
    found = read(text(["企业名称", "成立日期", "注册资本（万元）"], ["甲", "2020", "100"]))
    assert found.recognised.columns["capital"] == "注册资本（万元）"
    assert found.column("capital") == ["100"]


def test_of_two_headers_for_one_field_the_better_stands(read, text):
    found = read(text(["企业名称", "成立日期", "所属行业", "国标行业"], ["甲", "2020", "a", "b"]))
    assert found.column("industry") == ["b"]
    assert list(found.recognised.unused) == ["所属行业"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_each_delimiter(delimiter, read, text):
    found = read(text(DUMP, [f"{n},{n};x" for n in range(10)], delimiter=delimiter))
    assert found.recognised.delimiter == delimiter
    assert found.column("city") == ["8,8;x"]


def test_remarks_above_and_below_are_told_and_are_no_rows(read, text):
    above = "数据来源：企查查,,\n\n导出时间：2024-06-30\n"
    below = ",,\n\n免责声明：仅供参考\n以上信息供内部使用\n"
    found = read(above + text(["企业名称", "成立日期", "登记状态"], ["甲", "2020", "存续"]) + below)
    assert found.recognised.header_row == 4
    assert found.recognised.format == "qichacha"
    assert [row for row, _ in found.recognised.notices] == [1, 3]
    assert found.column("row") == [5]
    assert found.notices == [(8, "免责声明：仅供参考"), (9, "以上信息供内部使用")]
    assert found.told == []


def test_a_field_the_file_has_not_is_null(read, text):
    (row,) = read(text(["企业名称", "成立日期"], ["甲", "2020"])).rows
    assert list(row) == ["row", *FORMATS["companies"].fields]
    assert row["status"] is None


def test_a_code_that_became_a_number_is_refused(read, text):
    head = ["企业名称", "成立日期", "统一社会信用代码"]
    code = "911101085551230000"
    found = read(text(head, ["甲", "2020", "9.11101E+17"], ["乙", "2020", code]))
    assert found.column("credit_code") == [code]
    assert found.told == [(2, "code_as_number", "统一社会信用代码", "9.11101E+17")]


def test_a_named_format_is_tried_alone(read, problem, text):
    content = text(["企业名称", "登记状态"], ["甲", "存续"])
    assert problem(content) == "header_unknown"
    assert read(content, as_format="companies").column("status") == ["存续"]
    assert problem(content, as_format="stock_yjbb_em") == "no_header"
    assert problem(content, as_format="nonsense") == "no_format"


def test_a_header_nearly_known_names_what_is_missing_and_shows_no_cell(problems, text):
    (found,) = problems(text(["公司名称", "融资时间", "张三", "13900007777"], ["a", "b", "c", "d"]))
    assert (found.row, found.file) == (1, "list.csv")
    assert "轮次" in found.expected
    assert "deals" in found.expected
    assert "公司名称" in found.found
    assert "张三" not in str(found)
    assert "1390000" not in str(found)


def test_the_nearest_format_is_the_one_that_lacks_least(problems, text):
    (found,) = problems(text(["企业名称", "统一社会信用代码", "备忘"], ["a", "b", "c"]))
    assert "companies" in found.expected.partition("；")[0]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "file_empty"),
        (b"\xef\xbb\xbf\r\n\r\n", "file_empty"),
        (b",,,\n,,,\n", "file_empty"),
        ("企业名称,成立日期\n".encode(), "no_rows"),
        ("企业名称,成立日期\n,\n\n".encode(), "no_rows"),
        ("企业名称,成立日期,成立日期\n甲,2020,2021\n".encode(), "header_twice"),
        (b"a,b,c\n1,2,3\n", "no_header"),
        (b"no table at all", "no_header"),
        (b"<html><table><tr><td>x", "html_as_table"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><Workbook>", "html_as_table"),
        ("<HTML><body>".encode("utf-16"), "html_as_table"),
        (b"%PDF-1.7", "other_container"),
        (b"\x1f\x8b\x08\x00", "other_container"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old_xls"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "file_encrypted",
        ),
        (bytes(range(256)) * 8, "no_text_file"),
        ("企业名称,成立日期".encode() + b",x" * 3000 + b"\n1\n", "too_many_columns"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_table_says_which_and_what_to_do(content, expected, problem):
    assert problem(content) == expected


def test_a_statement_says_its_period_in_its_name_or_in_a_column(read, problem, text):
    row = ["1", "688256", "寒武纪", "1", "100", "2", "-200.5", "3", "半导体", "2024-04-30"]
    assert problem(text(YJBB, row), "业绩.csv") == "period_untold"
    named = read(text(YJBB, row), "stock_yjbb_em-20240331.csv")
    told = read(text([*YJBB, "报告期"], [*row, "2024-03-31"]), "业绩.csv")
    for found in (named, told):
        assert found.rows == [
            {
                "row": 2, "company": "寒武纪", "ticker": "688256", "period_end": "2024-03-31",
                "metric": metric, "value": value, "announced_on": "2024-04-30",
            }
            for metric, value in (("营业总收入", "100"), ("归母净利润", "-200.5"))
        ]  # fmt: skip


def test_an_abstract_has_a_column_a_period(read, problem, text):
    content = text(["选项", "指标", "20240331", "20231231"], ["常用指标", "归母净利润", "1.5", ""])
    assert problem(content, "摘要.csv") == "company_untold"
    (row,) = read(content, "stock_financial_abstract_688256.csv").rows
    assert (row["ticker"], row["period_end"], row["metric"], row["value"]) == (
        "688256", "2024-03-31", "归母净利润", "1.5",
    )  # fmt: skip


def test_a_table_of_statements_of_another_service_says_what_it_lacks(read):
    """A period in a cell is no header: the row of names is told, and the format nearest to it."""
    rows = "证券代码,证券简称,报告期,营业总收入\n[单位] 元,,,\n688256.SH,某公司,2024-12-31,1\n"
    with pytest.raises(ProblemsFound) as found:
        read(rows)
    (told,) = found.value.problems
    assert told.row == 1
    assert "证券代码" in told.found
    assert "stock_lrb_em" in told.expected
    assert "公告日期" in told.expected
    with pytest.raises(ProblemsFound) as found:
        read("甲,乙\n1,2024-12-31\n")
    assert "stock_financial_abstract" not in found.value.problems[0].found
    assert found.value.problems[0].row is None
