from __future__ import annotations

from datetime import date

import pytest
from meant import LATEST, WORDS, batch, faults

from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.importing.meaning.companies import mean_companies
from chipcensus.importing.meaning.credit_code import check_sign
from chipcensus.importing.rows import REFUSED, REGISTRY

BODY = "91440300MA5FAKE12"
CODE = BODY + check_sign(BODY)
GOOD = {
    "name": " 深圳市某芯科技有限公司 ",
    "credit_code": CODE,
    "founded_on": "2020年1月5日",
    "ended_on": "2023-03-01",
    "status": "注销",
    "capital": "100万人民币",
    "province": "广东省",
    "city": "深圳市南山区",
    "industry": "软件业",
    "business_scope": "集成电路设计",
    "company_type": "有限责任公司",
    "approved_on": "2023/3/1",
}


def mean(*rows, columns=None):
    return mean_companies(batch("registry", rows, columns=columns), WORDS, LATEST)


def test_a_right_row_means_what_it_says():
    meant = mean(GOOD)
    assert meant.refused.num_rows == 0
    assert meant.rows["registry"].schema == REGISTRY
    assert meant.rows["registry"].to_pylist() == [
        {
            "row": 2,
            "name": "深圳市某芯科技有限公司",
            "credit_code": CODE,
            "founded_on": date(2020, 1, 5),
            "ended_on": date(2023, 3, 1),
            "status": "cancelled",
            "capital": 1e6,
            "capital_currency": "CNY",
            "province": "广东",
            "city": "深圳",
            "industry": "软件业",
            "business_scope": "集成电路设计",
            "company_type": "有限责任公司",
            "approved_on": date(2023, 3, 1),
        }
    ]


def test_unknown_is_unknown_and_never_zero():
    blank = dict.fromkeys(GOOD, "-") | {"name": "某公司"}
    row = mean(blank).rows["registry"].to_pylist()[0]
    assert {name for name, value in row.items() if value is not None} == {"row", "name"}


def test_columns_the_file_has_not_are_unknown():
    row = mean({"name": "某公司"}).rows["registry"].to_pylist()[0]
    assert {name for name, value in row.items() if value is not None} == {"row", "name"}


def test_no_rows_are_no_rows():
    table = batch("registry", [GOOD])
    empty = type(table)(table.recognised, table.rows.slice(0, 0))
    meant = mean_companies(empty, WORDS, LATEST)
    assert (meant.rows["registry"].num_rows, meant.refused.num_rows) == (0, 0)


def test_all_faults_of_a_row_are_told_at_once_with_its_headings():
    wrong = GOOD | {
        "name": "-",
        "credit_code": CODE[:-1] + ("0" if CODE[-1] != "0" else "1"),
        "founded_on": "2020-02-30",
        "ended_on": "2099-01-01",
        "status": "什么",
        "capital": "很多",
        "approved_on": "2023",
    }
    meant = mean(GOOD, wrong, GOOD, columns={"founded_on": "成立日期", "capital": "注册资本"})
    assert [row["row"] for row in meant.rows["registry"].to_pylist()] == [2, 4]
    assert sorted(faults(meant)) == sorted(
        [
            (3, "name_missing", "name"),
            (3, "credit_code_wrong", "credit_code"),
            (3, "day_impossible", "成立日期"),
            (3, "day_future", "ended_on"),
            (3, "status_unknown", "status"),
            (3, "amount_unreadable", "注册资本"),
            (3, "day_incomplete", "approved_on"),
        ]
    )
    assert meant.refused.schema == REFUSED
    told = meant.refused.to_pylist()[0]
    assert dict(told["cells"])["capital"] == "很多"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"credit_code": "9.14E+17"}, "credit_code_shape"),
        ({"ended_on": "2019-01-01"}, "ended_before_founded"),
        ({"status": "存续"}, "ended_but_active"),
        ({"capital": "数千万元"}, "amount_not_one"),
        ({"capital": "100-200万元"}, "amount_not_one"),
        ({"capital": "-5万元"}, "amount_negative"),
        ({"capital": "1000"}, "amount_without_unit"),
    ],
)
def test_one_fault(change, code):
    meant = mean(GOOD | change)
    assert [fault[1] for fault in faults(meant)] == [code]
    assert meant.rows["registry"].num_rows == 0


@pytest.mark.parametrize(
    ("cell", "heading", "capital", "currency"),
    [
        ("1000", "注册资本(万元)", 1e7, "CNY"),
        ("1000", "注册资本（万美元）", 1e7, "USD"),
        ("500(万美元)", "注册资本", 5e6, "USD"),
        ("500万日元", "注册资本", 5e6, "JPY"),
        ("0万元", "注册资本", 0, "CNY"),
        ("0", "注册资本", 0, "CNY"),
        ("N/A", "注册资本", None, None),
    ],
)
def test_capital_in_its_currency(cell, heading, capital, currency):
    row = mean(GOOD | {"capital": cell}, columns={"capital": heading}).rows["registry"].to_pylist()
    assert (row[0]["capital"], row[0]["capital_currency"]) == (capital, currency)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fault_has_words(lang):
    codes = (
        "name_missing", "credit_code_shape", "credit_code_wrong", "day_unreadable",
        "day_impossible", "day_future", "day_incomplete", "ended_before_founded",
        "ended_but_active", "status_unknown", "amount_unreadable", "amount_without_unit",
        "amount_negative", "amount_not_one", "currency_not_kept", "company_missing",
        "company_unknown", "round_unknown", "round_not_raised", "period_missing",
        "period_unknown", "number_unreadable", "number_negative", "told_twice",
    )  # fmt: skip
    texts = read_words(lang).texts
    assert {c for c in codes if not texts[f"problem.{c}.expected"]} == set()
    assert {c for c in codes if not texts[f"problem.{c}.remedy"]} == set()


# Seventeen digits whose check sign is a zero: three zeros stand at its end, and it is right.
ROUND = "911101000000240000"


def test_a_code_that_ends_in_zeros_is_right_where_its_check_sign_is():
    assert check_sign(ROUND[:-1]) == ROUND[-1]
    meant = mean(GOOD | {"credit_code": ROUND})
    assert meant.rows["registry"]["credit_code"].to_pylist() == [ROUND]


def test_a_code_that_lost_its_last_digits_says_so():
    spoilt = "911101000000250000"
    assert faults(mean(GOOD | {"credit_code": spoilt})) == [(2, "code_as_number", "«credit_code»")]


@pytest.mark.parametrize("column", ["name", "founded_on", "status", "capital", "credit_code"])
@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#n/a"])
def test_a_failed_formula_is_refused_and_never_unknown(column, error):
    meant = mean(GOOD | {column: error}, GOOD | {"city": error})
    assert faults(meant) == [(2, "cell_error", f"«{column}»")]
    assert meant.rows["registry"]["city"].to_pylist() == [None]


def test_refused_rows_stand_in_the_order_of_the_file_with_their_cells():
    late = GOOD | {"founded_on": "2020-13-01", "status": "某", "industry": None}
    meant = mean(late, GOOD, GOOD | {"status": "某"}, late)
    assert faults(meant) == [
        (2, "day_impossible", "«founded_on»"),
        (2, "status_unknown", "«status»"),
        (4, "status_unknown", "«status»"),
        (5, "day_impossible", "«founded_on»"),
        (5, "status_unknown", "«status»"),
    ]
    told = meant.refused.to_pylist()
    assert meant.refused.schema == REFUSED
    assert dict(told[0]["cells"]) == {n: v for n, v in late.items() if v is not None}
    assert dict(told[2]["cells"]) == GOOD | {"status": "某"}
    assert [row["found"] for row in told] == ["2020-13-01", "某", "某", "2020-13-01", "某"]
