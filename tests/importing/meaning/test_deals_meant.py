from __future__ import annotations

import re
from datetime import date

import duckdb
import pytest
from meant import KNOWN, LATEST, WORDS, batch, faults

from chipcensus.importing.meaning.deals import mean_deals
from chipcensus.importing.meaning.investors import Investors, read_investors
from chipcensus.importing.meaning.reading import Fault
from chipcensus.importing.meaning.rounds import Round, read_round
from chipcensus.publish.own_rows import with_source
from chipcensus.settings import ROOT

GOOD = {
    "company": "壁仞科技",
    "announced_on": "2024-03-05",
    "round": "B轮",
    "amount": "1.5亿美元",
    "investors": "启明创投(领投)、IDG资本",
    "valuation": "100亿元",
}


def mean(*rows, **told):
    return mean_deals(batch("funding", rows, **told), KNOWN, WORDS, "own-0123456789ab", LATEST)


def deal(**change):
    return mean(GOOD | change).rows["funding_rounds"].to_pylist()[0]


def test_a_deal_of_a_company_of_the_directory():
    meant = mean(GOOD)
    assert meant.rows["companies"].num_rows == 0
    found = deal()
    assert found.pop("row_id").startswith("rnd-")
    assert {name: value for name, value in found.items() if value is not None} == {
        "row": 2,
        "deal_id": "biren-b-2024-03",
        "company_id": "biren",
        "announced_on": date(2024, 3, 5),
        "announced_precision": "day",
        "round": "b",
        "amount_low": 1.5e8,
        "amount_high": 1.5e8,
        "currency": "USD",
        "amount_is": "rounded",
        "covers": "whole_round",
        "lead_investors": "启明创投",
        "investors": "IDG资本",
        "post_money_valuation": 1e10,
        "valuation_currency": "CNY",
        "reported_as": "1.5亿美元",
        "rounding": 1e7,
        "qualifier": "as_printed",
        "source_id": "own-0123456789ab",
    }


@pytest.mark.parametrize(
    ("amount", "low", "high", "amount_is", "qualifier", "print_"),
    [
        ("数千万人民币", 1e7, None, "at_least", "at_least", "数千万人民币"),
        ("近亿元", 1e8, 1e8, "approximate", "about", "近亿元"),
        ("超1亿", 1e8, None, "at_least", "at_least", "超1亿"),
        ("1-2亿元", 1e8, 2e8, "approximate", "as_printed", "1-2亿元"),
        ("1234.56万元", 12_345_600, 12_345_600, "exact", "as_printed", "1234.56万元"),
        ("三千万元", 3e7, 3e7, "rounded", "as_printed", "三千万元 (3千万元)"),
        ("未披露", None, None, "undisclosed", "as_printed", "100亿元"),
        ("不超过5亿元", None, None, "undisclosed", "as_printed", "100亿元"),
    ],
)
def test_amounts_of_deals(amount, low, high, amount_is, qualifier, print_):
    found = deal(amount=amount)
    assert (found["amount_low"], found["amount_high"]) == (low, high)
    assert (found["amount_is"], found["qualifier"]) == (amount_is, qualifier)
    assert found["reported_as"] == print_


def test_the_unit_of_the_heading_belongs_to_the_print():
    found = mean(GOOD | {"amount": "5000"}, columns={"amount": "融资金额(万元)"})
    row = found.rows["funding_rounds"].to_pylist()[0]
    assert (row["amount_low"], row["reported_as"]) == (5e7, "5000万元")


def test_a_deal_may_have_a_month_only_and_no_year_only():
    found = deal(announced_on="2024年2月")
    assert (found["announced_on"], found["announced_precision"]) == (date(2024, 2, 29), "month")
    assert faults(mean(GOOD | {"announced_on": "2024"}))[0][1] == "day_incomplete"
    found = deal(announced_on="")
    assert (found["announced_on"], found["deal_id"]) == (None, "biren-b-undated")


def test_a_company_that_is_not_known_is_made_once_and_alike_in_every_file():
    rows = [GOOD | {"company": "某某智芯"}, GOOD | {"company": "上海某某智芯有限公司"}]
    meant = mean(*rows)
    made = meant.rows["companies"].to_pylist()
    assert len(made) == 1
    assert re.fullmatch(r"own-[0-9a-f]{10}", made[0]["company_id"])
    assert made[0] == {
        "row": 2, "company_id": made[0]["company_id"], "name_zh": "某某智芯",
        "name_en": "Mou Mou Zhi Xin", "country": "CN", "segment": "other", "status": "unknown",
        "source_id": "own-0123456789ab",
    }  # fmt: skip
    again = mean(rows[1], file="other.csv").rows["companies"].to_pylist()[0]
    assert again["company_id"] == made[0]["company_id"]


def test_ids_are_told_by_what_a_row_says_and_by_its_source():
    deals = (GOOD, GOOD | {"amount": "3亿元"})
    told = {f: mean(*deals, file=f).rows["funding_rounds"] for f in "ab"}
    rows = {f: one.drop_columns("source_id") for f, one in told.items()}
    ids = {f: rows[f]["row_id"].to_pylist() for f in rows}
    assert ids["a"] == ids["b"]
    assert ids["a"][0] != ids["a"][1]
    assert all(re.fullmatch("rnd-[0-9a-f]{16}", one) for one in ids["a"])
    newer, older = (with_source(rows["a"], s)["row_id"].to_pylist() for s in ("own-1", "own-2"))
    assert with_source(rows["b"], "own-1")["row_id"].to_pylist() == newer
    assert len({*newer, *older}) == 4


@pytest.mark.parametrize(
    ("change", "code", "column"),
    [
        ({"company": " "}, "company_missing", "«company»"),
        ({"round": "并购"}, "round_not_raised", "«round»"),
        ({"round": "什么轮"}, "round_unknown", "«round»"),
        ({"amount": "50亿日元"}, "currency_not_kept", "«amount»"),
        ({"amount": "5000"}, "amount_without_unit", "«amount»"),
        ({"valuation": "很高"}, "amount_unreadable", "«valuation»"),
        ({"announced_on": "2030-01-01"}, "day_future", "«announced_on»"),
    ],
)
def test_what_a_deal_is_refused_for(change, code, column):
    meant = mean(GOOD | change)
    assert faults(meant) == [(2, code, column)]
    assert meant.rows["funding_rounds"].num_rows == 0


def test_a_refused_row_tells_no_private_person_either():
    meant = mean(GOOD | {"round": "并购", "investors": "王小刚、启明创投(领投)"})
    cells = dict(meant.refused.to_pylist()[0]["cells"])
    assert cells["investors"] == "启明创投"


@pytest.mark.parametrize(
    ("text", "lead", "others"),
    [
        ("红杉中国、高瓴创投(领投)，IDG资本", "高瓴创投", "红杉中国;IDG资本"),
        ("领投：红杉中国；跟投：IDG Capital, 元禾璞华", "红杉中国", "IDG Capital;元禾璞华"),
        ("领投方:红杉中国 跟投方:高瓴创投", "红杉中国", "高瓴创投"),
        ("由红杉中国领投，小米集团、联想创投跟投", "红杉中国", "小米集团;联想创投"),
        ("联合领投:红杉中国、启明创投", "红杉中国;启明创投", None),
        ("红杉中国 高瓴创投 中芯聚源", None, "红杉中国;高瓴创投;中芯聚源"),
        ("深创投/元禾璞华等", None, "深创投;元禾璞华"),
        ("红杉中国领投;财务顾问:华兴资本", "红杉中国", None),
        ("红杉中国\n红杉中国", None, "红杉中国"),
        ("Lenovo Group Co., Ltd., IDG Capital", None, "Lenovo Group Co. Ltd;IDG Capital"),
        ("Sequoia China;Zhang Wei;Tiger Global", None, "Sequoia China;Tiger Global"),
        ("王刚、李开复、吴先生、马云(个人)、欧阳明华", None, None),
        ("高瓴、高岭、方广资本、小米", None, "高瓴;高岭;方广资本;小米"),
        ("老股东、知名机构、个人投资者", None, None),
        ("未披露", None, None),
        ("", None, None),
    ],
)  # fmt: skip
def test_investors_are_firms_and_funds(text, lead, others):
    assert read_investors(text, KNOWN.investors) == Investors(lead, others)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("种子轮", Round("seed")), ("天使轮", Round("angel")), ("Pre-A", Round("pre-a")),
        ("Pre－A轮", Round("pre-a")), ("A轮融资", Round("a")), ("A+", Round("a+")),
        ("B1", Round("b")),
        ("B+轮", Round("b+")), ("C++轮", Round("c")), ("Pre-IPO轮", Round("pre-ipo")),
        ("IPO上市", Round("ipo")), ("战略投资", Round("strategic")),
        ("战略融资", Round("strategic")),
        ("定向增发", Round("other", "定向增发")), ("E轮", Round("other", "E轮")),
        ("", Round("other")),
        ("未披露", Round("other")), ("并购", Fault("round_not_raised")),
        ("老股转让", Fault("round_not_raised")), ("2024-01-01", Fault("round_unknown")),
    ],
)  # fmt: skip
def test_rounds(text, found):
    assert read_round(text) == found


@pytest.mark.parametrize(
    ("name", "company"),
    [
        ("壁仞科技", "biren"), ("壁仞", "biren"), ("上海壁仞科技股份有限公司", "biren"),
        ("壁仞科技（上海）", None), ("壁仞智能科技", None), ("nvidia", "nvidia"),
        ("NVIDIA Corp.", "nvidia"),
        ("寒武纪", "cambricon"), ("", None),
    ],
)  # fmt: skip
def test_a_company_is_found_where_it_is_certainly_the_same(name, company):
    assert KNOWN.company(name) == company


@pytest.mark.parametrize("ticker", ["688256", "688256.SH", "sh688256", " 688256 "])
def test_a_company_is_found_by_its_ticker(ticker):
    assert KNOWN.company("another name", ticker) == "cambricon"


def test_rows_keep_the_rules_of_the_schema():
    amounts = (
        "数亿元",
        "近亿元",
        "1-2亿美元",
        "1234.56万元",
        "未披露",
        "",
        "超1亿",
        "不超过3亿元",
        "5000万港元",
    )
    rows = [GOOD | {"company": f"某芯{n}", "amount": text} for n, text in enumerate(amounts)]
    rows += [GOOD | {"valuation": ""}, GOOD | {"announced_on": "2024-04", "round": "A+"}]
    rows += [GOOD | {"announced_on": "", "round": "F轮", "investors": "-"}]
    meant = mean(*rows)
    assert meant.refused.num_rows == 0
    with duckdb.connect() as connection:
        connection.execute((ROOT / "data" / "schema.sql").read_text("utf-8"))
        connection.execute(
            "INSERT INTO sources BY NAME SELECT 'own-0123456789ab' AS source_id, 't' AS title, "
            "'p' AS publisher, 'https://e.org' AS url, 'zh' AS language, 'database' AS kind"
        )
        connection.execute(
            "INSERT INTO companies BY NAME SELECT 'biren' AS company_id, 'B' AS name_en, "
            "'CN' AS country, 'gpu' AS segment, 'active' AS status, 'own-0123456789ab' AS source_id"
        )
        for table, told in meant.rows.items():
            connection.register("told", told)
            connection.execute(f"INSERT INTO {table} BY NAME SELECT * EXCLUDE (row) FROM told")
        count = connection.execute("SELECT count(*) FROM funding_rounds").fetchone()
    assert count == (len(rows),)
