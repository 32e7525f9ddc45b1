from __future__ import annotations

from datetime import date

import pytest
from meant import KNOWN, LATEST, WORDS, batch, faults

from chipcensus.importing.meaning.statements import mean_statements

LINE = {
    "company": "寒武纪",
    "ticker": "688256",
    "period_end": "2024-12-31",
    "metric": "营业总收入",
    "value": "1174464432.38",
}


def mean(*rows, **told):
    lines = batch("statements", rows, **told)
    return mean_statements(lines, KNOWN, WORDS, "own-0123456789ab", LATEST)


def told(*rows, **how):
    return mean(*rows, **how).rows["financials"].to_pylist()


def test_a_line_of_a_statement():
    found = told(LINE)[0]
    assert found.pop("row_id").startswith("fin-")
    assert {name: value for name, value in found.items() if value is not None} == {
        "row": 2,
        "company_id": "cambricon",
        "metric": "revenue",
        "period_start": date(2024, 1, 1),
        "period_end": date(2024, 12, 31),
        "fiscal_label": "FY2024",
        "value": 1174464432.38,
        "currency": "CNY",
        "basis": "standardised",
        "audited": "unknown",
        "reported_as": "1174464432.38",
        "rounding": 0.01,
        "qualifier": "as_printed",
        "source_id": "own-0123456789ab",
    }


@pytest.mark.parametrize(
    ("end", "label"),
    [("20240331", "Q1-2024"), ("2024-06-30", "H1-2024"), ("2024年9月30日", "9M-2024")],
)
def test_periods_run_from_january(end, label):
    found = told(LINE | {"period_end": end})[0]
    assert (found["fiscal_label"], found["period_start"]) == (label, date(2024, 1, 1))


@pytest.mark.parametrize(
    ("metric", "file_format", "means"),
    [
        ("营业总收入-营业总收入", "stock_yjbb_em", "revenue"),
        ("净利润-净利润", "stock_yjbb_em", "net_profit_attributable"),
        ("净利润", "stock_lrb_em", "net_profit_attributable"),
        ("归母净利润", "stock_financial_abstract", "net_profit_attributable"),
        ("扣非净利润", "stock_financial_abstract", "net_profit_excl_nonrecurring"),
        ("营业总支出-营业支出", "stock_lrb_em", "cost_of_revenue"),
        ("营业利润", "stock_lrb_em", "operating_income"),
        # Includes the minority's part; and what the tables have no metric for.
        ("净利润", "stock_financial_abstract", None),
        ("基本每股收益", "stock_financial_abstract", None),
    ],
)
def test_metrics(metric, file_format, means):
    meant = mean(LINE | {"metric": metric}, file_format=file_format)
    assert [row["metric"] for row in meant.rows["financials"].to_pylist()] == (
        [means] * bool(means)
    )
    assert meant.refused.num_rows == 0


@pytest.mark.parametrize(
    ("cell", "value", "print_"),
    [
        ("-452342000.0", -452_342_000, "-452342000.0"),
        ("1.5e+9", 1.5e9, "1500000000"),
        ("5,123,456.7", 5_123_456.7, "5,123,456.7"),
        ("11.74亿", 1.174e9, "11.74亿"),
    ],
)
def test_numbers(cell, value, print_):
    found = told(LINE | {"metric": "归母净利润", "value": cell})[0]
    assert (found["value"], found["reported_as"]) == (pytest.approx(value), print_)


@pytest.mark.parametrize("cell", ["", "-", "--", "nan", None])
def test_no_number_is_no_row(cell):
    meant = mean(LINE, LINE | {"period_end": "2023-12-31", "value": cell})
    assert [row["row"] for row in meant.rows["financials"].to_pylist()] == [2]
    assert meant.refused.num_rows == 0


def test_a_number_too_long_for_a_float_is_told_in_whole_yuan():
    found = told(LINE | {"value": "57795570123.45"})[0]
    assert (found["value"], found["rounding"]) == (57_795_570_123, 1)


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"ticker": "000001", "company": "平安银行"}, "company_unknown", "«ticker»"),
        ({"period_end": None}, "period_missing", "«period_end»"),
        ({"period_end": "2024-11-30"}, "period_unknown", "«period_end»"),
        ({"period_end": "2026-03-31"}, "day_future", "«period_end»"),
        ({"value": "约十亿"}, "number_unreadable", "«value»"),
        ({"value": "abc"}, "number_unreadable", "«value»"),
        ({"value": "-5"}, "number_negative", "«value»"),
    ],
)
def test_what_a_line_is_refused_for(change, code, column):
    meant = mean(LINE, LINE | {"metric": "营业成本"} | change)
    assert faults(meant) == [(3, code, column)]
    assert meant.rows["financials"].num_rows == 1


def test_told_twice_alike_counts_once_and_told_otherwise_is_refused():
    assert len(told(LINE, LINE)) == 1
    meant = mean(LINE, LINE | {"value": "1"})
    assert faults(meant) == [(2, "told_twice", "«value»"), (3, "told_twice", "«value»")]


def test_a_company_by_name_alone():
    assert told({**LINE, "ticker": None})[0]["company_id"] == "cambricon"


def test_what_the_name_of_the_file_tells_is_said_to_come_from_there():
    strange = LINE | {"company": None, "ticker": "999999", "period_end": "2024-05-05"}
    columns = {"metric": "指标", "group": "选项", "20241231": "20241231"}
    found = mean(strange, LINE | {"value": "一些"}, columns=columns)
    assert faults(found) == [
        (2, "period_unknown", "the name of the file"),
        (2, "company_unknown", "the name of the file"),
        (3, "number_unreadable", "20241231"),
    ]


def test_a_number_stands_below_the_header_of_its_metric():
    found = mean(
        LINE | {"value": "一些"}, columns={"ticker": "代码", "营业总收入": "营业总收入(元)"}
    )
    assert faults(found) == [(2, "number_unreadable", "营业总收入(元)")]


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!"])
def test_a_failed_formula_is_not_an_unknown_number(error):
    assert faults(mean(LINE | {"value": error})) == [(2, "cell_error", "«value»")]
