"""What is read from a print, and the checks that hold rows against prints and each other."""

from __future__ import annotations

from typing import Any

import duckdb
import pytest
from data.made import found
from data.test_checks import CASES, H1, days, fin, reg, rnd

from chipcensus.engine import compose
from chipcensus.i18n import LANGUAGES, read_words

Q1 = days("2024-01-01", "2024-03-31")
QUARTERS = [("01-01", "03-31"), ("04-01", "06-30"), ("07-01", "09-30"), ("10-01", "12-31")]


def quarters(metric: str, values: list[float]) -> list[dict[str, Any]]:
    return [
        fin(
            f"{metric}{n}", value, metric=metric, fiscal_label=f"Q{n}-2024",
            **days(f"2024-{start}", f"2024-{end}"),
        )
        for n, (value, (start, end)) in enumerate(zip(values, QUARTERS, strict=True), start=1)
    ]  # fmt: skip


PRINT_CASES: dict[str, dict[str, Any]] = {
    "longer_period_smaller": {
        "financials": [
            fin("bad", 90),
            fin("half", 95, fiscal_label="H1-2024", **H1),
            fin("good", 80, metric="rd_expense"),
            fin("less", 40, metric="rd_expense", fiscal_label="H1-2024", **H1),
        ]
    },
    "net_above_gross": {
        "funding_rounds": [
            rnd("gross", "a-ipo-2024-05", 100.0, proceeds="gross"),
            rnd("bad", "a-ipo-2024-05", 110.0, proceeds="net"),
            rnd("bad-low", "a-ipo-2024-05", 70.0, proceeds="net"),
            rnd("good", "a-ipo-2024-05", 95.0, proceeds="net"),
        ]
    },
    "parts_exceed_whole": {
        "company_stock": [
            reg("bad", 100),
            reg("p1", 60, geo_level="province", geo="x"),
            reg("p2", 50, geo_level="province", geo="y"),
            reg("good", 200, scope="ai_chip"),
            reg("p3", 150, scope="ai_chip", geo_level="province", geo="x"),
            reg("c3", 150, scope="ai_chip", geo_level="city", geo="x"),
        ]
    },
    "print_says_otherwise": {
        "registrations": [
            reg("bad", 1090, "1.09万家"),
            reg("good", 10900, "1.09万家"),
        ],
        "funding_rounds": [
            rnd("bad-unit", "d1", 1e8, reported_as="$1 billion", currency="USD"),
            rnd("worth", "d2", 1e8, reported_as="1亿元", post_money_valuation=9e9),
            rnd("bad-worth", "d3", None, reported_as="90亿元", post_money_valuation=9e8),
        ],
    },
    "printed_twice": {
        "market": [
            {"row_id": "a-good", "value_low": 7, "reported_as": "7"},
            {"row_id": "bad", "value_low": 7, "reported_as": "7"},
            {"row_id": "other", "value_low": 7, "reported_as": "7", "source_id": "t"},
        ],
        "funding_totals": [
            {"row_id": "usd", "amount": 3, "deals": 21, "currency": "USD", "reported_as": "3"},
            {"row_id": "yuan", "amount": 20, "deals": 21, "reported_as": "20"},
        ],
    },
    "published_before_the_end": {
        "sources": [{"published_on": "2024-12-14"}],
        "registrations": [
            reg("bad", 1),
            reg("good", 1, period_end="2024-12-14"),
            reg("known", 1, remark="misprint: the year"),
        ],
        "market": [
            {"row_id": "ahead", "value_low": 1, "is_forecast": True, "reported_as": "1"},
        ],
    },
    "qualifier_not_printed": {
        "registrations": [
            reg("bad", 10000, "超过1万家"),
            reg("bad-about", 10000, "nearly 10,000"),
            reg("good", 10000, "超过1万家", qualifier="at_least"),
            reg("plain", 10000, "1万家"),
        ]
    },
    "quarters_miss_year": {
        "financials": [
            fin("bad", 100),
            *quarters("revenue", [10, 20, 30, 60]),
            fin("good", 100, metric="rd_expense"),
            *quarters("rd_expense", [10, 20, 30, 40]),
        ]
    },
    "rounding_not_printed": {
        "registrations": [
            reg("bad", 10900, "1.09万家", rounding=1),
            reg("bad-coarse", 10900, "1.09万家", rounding=1000),
            reg("good", 10900, "1.09万家", rounding=100),
            reg("zeros", 10900, "10,900", rounding=100),
        ]
    },
    "sign_not_printed": {
        "financials": [
            fin("bad", 5e8, "亏损5亿元", metric="net_income"),
            fin("bad-profit", -5e8, "5亿元", metric="net_income"),
            fin("good", -5e8, "(500) (RMB million)", metric="net_income"),
            fin("minus", -5e8, "-RMB500 million", metric="net_income"),
            fin("less", 5e8, "5亿元，减亏", metric="net_income"),
        ]
    },
    "source_without_rows": {
        "sources": [
            {"source_id": "bad", "title": "A page", "url": "https://x.cn"},
            {"source_id": "s"},
        ],
        "registrations": [reg("r", 1)],
    },
    "sources_far_apart": {
        "market": [
            {"row_id": "bad", "value_low": 50, "reported_as": "50"},
            {"row_id": "good", "value_low": 5, "reported_as": "5", "source_id": "t"},
            {"row_id": "near", "value_low": 20, "reported_as": "20", "source_id": "u"},
        ]
    },
}
READ = {
    "1.09万家": 10_900,
    "5.3萬家": 53_000,
    "2만3천100개": 23_100,
    "16億5500万ドル": 1_655_000_000,
    "more than 237,000": 237_000,
    "230 тысяч": 230_000,
    "более 50 000": 50_000,
    "2,17 miliardi di dollari": 2.17e9,
    "$676 million": 676e6,
    "US$200-million": 200e6,
    "53,662 ($M)": 53_662e6,
    "(1,592,102) (RMB '000)": 1_592_102e3,
    "65,000.00~85,000.00万元": 650e6,
    "60–70%": 0.6,
    "16.7 percent": 0.167,
    "數億元": 1e8,
    "近十亿人民币": 1e9,
    "several tens of millions of dollars": 1e7,
    "hundreds of millions of RMB": 1e8,
    "one-billion-yuan": 1e9,
    "3.420": 3_420,
    "about half": 0.5,
}
NOT_READ = {
    "1.09万家": 1.09,
    "$676 million": 676,
    "65,000.00~85,000.00万元": 65_000,
    "1.2万亿元": 1.2e4,
    "nothing": 0,
}


@pytest.mark.parametrize("check", PRINT_CASES)
def test_a_check_names_the_bad_rows_and_no_other(check, questions):
    tables = PRINT_CASES[check]
    key = "source_id" if check == "source_without_rows" else "row_id"
    held = [row.get(key, "") for rows in tables.values() for row in rows]
    bad = sorted(name for name in held if name.startswith("bad"))
    assert 0 < len(bad) < len(held)
    assert sorted(found(questions, check, **tables)) == bad


def test_every_check_has_a_case(questions):
    cases = {*CASES, *PRINT_CASES}
    checks = {name.split("/")[1] for name in questions if name.startswith("checks/")}
    # Spellings have a file of their own, test_aliases.py.
    assert {check for check in checks - cases if not check.startswith("alias")} == set()


@pytest.fixture(scope="module")
def read(questions):
    """The numbers a print can be read as."""
    texts = list(dict.fromkeys([*READ, *NOT_READ]))
    sql = compose(questions["views/printed_numbers"], questions)
    body = sql[sql.index("prints AS (") :]
    made = "WITH printed_rows AS (SELECT text AS row_id, text AS reported_as FROM texts), "
    with duckdb.connect() as connection:
        connection.execute("CREATE TABLE texts (text VARCHAR)")
        connection.executemany("INSERT INTO texts VALUES (?)", [[text] for text in texts])
        rows = connection.execute(made + body).fetchall()
    return {text: [value for name, value, _ in rows if name == text] for text in texts}


@pytest.mark.parametrize("text", READ)
def test_a_print_is_read(text, read):
    assert READ[text] in [pytest.approx(value) for value in read[text]]


@pytest.mark.parametrize("text", NOT_READ)
def test_a_print_is_not_read_as_what_it_does_not_say(text, read):
    assert NOT_READ[text] not in [pytest.approx(value) for value in read[text]]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_has_its_words_and_every_warning_its_reason(lang, questions):
    texts = read_words(lang).texts
    checks = {n.split("/")[1]: q for n, q in questions.items() if n.startswith("checks/")}
    warnings = {name for name, check in checks.items() if check.severity == "warning"}
    for section, wanted in (("rule", set(checks)), ("rule_row", set(checks))):
        assert set(read_words(lang).section(section)) == wanted
    assert set(read_words(lang).section("rule_note")) == warnings
    for name in checks:
        assert "{said}" in texts[f"rule_row.{name}"]
        assert "{against}" in texts[f"rule_row.{name}"]
