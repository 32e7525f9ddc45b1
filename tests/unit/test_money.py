from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipcensus.units import read_money, say


@pytest.mark.parametrize(
    ("text", "value", "currency"),
    [
        ("100万人民币", 1e6, "CNY"),
        ("50(万元人民币)", 5e5, "CNY"),
        ("1,000(万元人民币)", 1e7, "CNY"),
        ("1，000（万元人民币）", 1e7, "CNY"),
        ("100(万)", 1e6, ""),
        ("500(万美元)", 5e6, "USD"),
        ("人民币 3,000 万元", 3e7, "CNY"),
        ("1.5亿美元", 1.5e8, "USD"),
        ("20.5亿港元", 2.05e9, "HKD"),
        ("100万欧元", 1e6, "EUR"),
        ("500万日元", 5e6, "JPY"),
        ("300万新加坡元", 3e6, "SGD"),
        ("US$20M", 2e7, "USD"),
        ("RMB 1.5 billion", 1.5e9, "CNY"),
        ("HK$5.58 billion", 5.58e9, "HKD"),
        ("100.000000万人民币", 1e6, "CNY"),
        ("２０００万元", 2e7, "CNY"),
        ("1亿5000万元", 1.5e8, "CNY"),
        ("三千万元", 3e7, "CNY"),
        ("5百万", 5e6, ""),
        ("500w", 5e6, ""),
        ("1.2E+07", 1.2e7, ""),
        ("0万元", 0, "CNY"),
        ("-5万", -5e4, ""),
    ],
)
def test_an_amount_is_read(text, value, currency):
    found = read_money(text)
    assert (found.value, found.kind, found.qualifier) == (
        pytest.approx(value), currency, "as_printed",
    )  # fmt: skip
    assert found.low <= value <= found.high


@pytest.mark.parametrize(
    ("text", "qualifier", "low", "high"),
    [
        ("数千万人民币", "at_least", 1e7, 1e8),
        ("数亿元", "at_least", 1e8, 1e9),
        ("数十亿", "at_least", 1e9, 1e10),
        ("千万级", "at_least", 1e7, 1e8),
        ("亿元级", "at_least", 1e8, 1e9),
        ("超1亿", "at_least", 1e8, 2e8),
        ("过亿元", "at_least", 1e8, 2e8),
        ("亿元及以上美元", "at_least", 1e8, 2e8),
        ("50余万", "at_least", 5e5, 6e5),
        ("1亿多美元", "at_least", 1e8, 2e8),
        ("近亿元", "about", 0, 2e8),
        ("约1.2亿元", "about", 1.1e8, 1.3e8),
        ("1.2亿元人民币左右", "about", 1.1e8, 1.3e8),
        ("不超过5亿", "at_most", 0, 5e8),
    ],
)
def test_how_firmly_an_amount_is_said(text, qualifier, low, high):
    found = read_money(text)
    assert found.qualifier == qualifier
    assert (found.low, found.high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("text", "value", "top"),
    [("1-2亿元", 1e8, 2e8), ("1亿-2亿美元", 1e8, 2e8), ("5000万~1亿元人民币", 5e7, 1e8),
     ("3000万至5000万元", 3e7, 5e7)],
)  # fmt: skip
def test_a_range_has_both_its_ends(text, value, top):
    found = read_money(text)
    assert (found.value, found.top) == pytest.approx((value, top))
    assert found.low < value < top < found.high


@pytest.mark.parametrize(
    "text",
    ["", "未披露", "N/A", "-", "2021-01-01", "深圳市12号", "数百万美元天使轮",
     "100万美元(折合人民币700万)", "1 2 3", "2亿-1亿", "abc"],
)  # fmt: skip
def test_what_is_no_single_amount_is_none(text):
    assert read_money(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "value", "currency"),
    [("5000", "万元", 5e7, "CNY"), ("50", "万美元", 5e5, "USD"),
     ("5000万", "万元人民币", 5e7, "CNY"), ("1.5亿美元", "万元", 1.5e8, "USD")],
)  # fmt: skip
def test_the_unit_of_a_heading_acts_where_the_cell_has_none(text, unit, value, currency):
    found = read_money(text, unit)
    assert (found.value, found.kind) == (pytest.approx(value), currency)


STEPS = {
    "": 1,
    "万": 1e4,
    "十万": 1e5,
    "百万": 1e6,
    "千万": 1e7,
    "亿": 1e8,
    "十亿": 1e9,
    "万亿": 1e12,
}
NAMES = {
    "元": "CNY",
    "元人民币": "CNY",
    "人民币": "CNY",
    "美元": "USD",
    "港元": "HKD",
    "欧元": "EUR",
}


@given(
    st.integers(1, 99_999), st.integers(0, 2), st.sampled_from(sorted(STEPS)),
    st.sampled_from(sorted(NAMES)), st.booleans(), st.booleans(),
)  # fmt: skip
def test_an_amount_comes_back_as_it_was_written(digits, decimals, step, name, brackets, commas):
    number = digits / 10**decimals
    spelt = f"{number:,.{decimals}f}" if commas else f"{number:.{decimals}f}"
    text = f"{spelt}({step}{name})" if brackets else f"{spelt}{step}{name}"
    found = read_money(text)
    assert found.value == pytest.approx(number * STEPS[step])
    assert found.kind == NAMES[name]
    assert found.rounding == pytest.approx(STEPS[step] / 10**decimals)


@given(st.floats(1, 1e13), st.sampled_from(["CNY", "USD", "HKD", "EUR"]), st.sampled_from("ze"))
def test_what_is_printed_here_is_read_again(value, currency, first):
    found = read_money(say(value, currency, "zh" if first == "z" else "en"))
    assert found.kind == currency
    assert found.value == pytest.approx(value, rel=1e-3)


@given(st.text(max_size=20))
def test_no_text_is_too_odd(text):
    found = read_money(text)
    assert found is None or found.low <= (found.high or found.low)


@pytest.mark.parametrize(
    ("text", "value", "last"),
    [
        ("一千二百万元", 1.2e7, 1e6),
        ("三亿五千万", 3.5e8, 1e7),
        ("1亿5千万", 1.5e8, 1e7),
        ("两千三百五十万元人民币", 2.35e7, 1e5),
        ("壹仟贰佰万圆整", 1.2e7, 1e6),
        ("二百零五万", 2.05e6, 1e4),
        ("两亿零三百万", 2.03e8, 1e6),
        ("十二亿元", 1.2e9, 1e8),
        ("二十五亿", 2.5e9, 1e8),
        ("3千5百万", 3.5e7, 1e6),
        ("一百五十万", 1.5e6, 1e5),
        ("一万二千元", 1.2e4, 1e3),
        ("一点五亿美元", 1.5e8, 1e7),
        ("三千零五元", 3005, 1),
    ],
)
def test_a_compound_numeral_is_known_to_its_last_place(text, value, last):
    found = read_money(text)
    assert found is not None
    assert (found.value, found.rounding) == (pytest.approx(value), pytest.approx(last))


@pytest.mark.parametrize(
    "text", ["三千五", "三五千万", "三四亿元", "二三百万", "一万一万", "五百三千万", "三亿五"]
)
def test_a_numeral_that_says_no_one_amount_is_not_guessed(text):
    assert read_money(text) is None


def test_a_compound_numeral_in_a_range_and_with_firmness():
    between = read_money("一千二百万至三千万元")
    assert (between.value, between.top) == (1.2e7, 3e7)
    over = read_money("一千二百多万元")
    assert (over.value, over.qualifier) == (1.2e7, "at_least")
    assert read_money("近一亿二千万").qualifier == "about"
    several = read_money("数千万")
    assert (several.low, several.high, several.qualifier) == (1e7, 1e8, "at_least")
