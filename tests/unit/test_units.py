from __future__ import annotations

import pytest

from chipcensus.units import MINUS, MISSING, Scale, number, say, say_range, scale


@pytest.mark.parametrize(
    ("value", "kind", "zh", "en"),
    [
        (64_765_300, "CNY", "6,477万元", "64.77M CNY"),
        (-1_110_749_600, "CNY", "−11.11亿元", "−1.111B CNY"),
        (1.2e12, "USD", "1.2万亿美元", "1.2T USD"),
        (999, "HKD", "999港元", "999 HKD"),
        (1_099, "CNY", "1,099元", "1,099 CNY"),
        (12_500, "USD", "1.25万美元", "12.5K USD"),
        (99_999_999, "CNY", "1亿元", "100M CNY"),
        (999_999, "EUR", "100万欧元", "1M EUR"),
        (0, "CNY", "0元", "0 CNY"),
        (23_700, "companies", "23,700家", "23,700 companies"),
        (1, "companies", "1家", "1 company"),
        (1, "deals", "1笔", "1 deal"),
        (812_000, "cards", "81.2万张", "812K cards"),
        (591_700_000_000, "units", "5,917亿个", "591.7B pieces"),
        (31.594, "per_day", "31.59家/天", "31.59 companies per day"),
        (-0.4342, "fraction", "−43.42%", "−43.42%"),
        (6.901844, "fraction", "690.2%", "690.2%"),
        (34.1, "multiple", "34.1倍", "34.1 ×"),
        (1_234_567, "number", "1,234,567", "1,234,567"),
        (None, "CNY", MISSING, MISSING),
        (float("nan"), "fraction", MISSING, MISSING),
        (float("inf"), "companies", MISSING, MISSING),
    ],
)
def test_say(value, kind, zh, en):
    assert say(value, kind, "zh") == zh
    assert say(value, kind, "en") == en


def test_a_sign_on_request():
    assert say(0.226, "fraction", "zh", sign=True) == "+22.6%"
    assert say(-3, "companies", "en", sign=True) == f"{MINUS}3 companies"
    assert say(0, "fraction", "en", sign=True) == "0%"


@pytest.mark.parametrize(
    ("low", "high", "kind", "zh", "en"),
    [
        (20_900, 23_700, "companies", "20,900–23,700家", "20,900–23,700 companies"),
        (5e9, None, "CNY", "≥50亿元", "≥5B CNY"),
        (None, 5e9, "CNY", "≤50亿元", "≤5B CNY"),
        (None, None, "CNY", MISSING, MISSING),
        (6.894, 6.91, "fraction", "689.4%–691%", "689.4%–691%"),
        (-5.0013e9, -5.0003e9, "CNY", "−50.01亿元–−50亿元", "−5.001B CNY–−5B CNY"),
        (5, 5, "companies", "5家", "5 companies"),
        (100, 100, "USD", "100美元", "100 USD"),
    ],
)
def test_say_range(low, high, kind, zh, en):
    assert say_range(low, high, kind, "zh") == zh
    assert say_range(low, high, kind, "en") == en


@pytest.mark.parametrize(
    ("values", "kind", "zh", "en"),
    [
        ([1e8, 5e9], "CNY", Scale(1e8, "亿元"), Scale(1e9, "B CNY")),
        ([-2e9, None], "USD", Scale(1e8, "亿美元"), Scale(1e9, "B USD")),
        ([1_099, 7.2], "CNY", Scale(1.0, "元"), Scale(1.0, "CNY")),
        ([12_500], "USD", Scale(1e4, "万美元"), Scale(1e3, "K USD")),
        ([23_700], "companies", Scale(1e4, "万家"), Scale(1e3, "K companies")),
        ([1_500], "companies", Scale(1.0, "家"), Scale(1.0, "companies")),
        ([4e6], "cards", Scale(1e4, "万张"), Scale(1e6, "M cards")),
        ([0.1], "fraction", Scale(0.01, "%"), Scale(0.01, "%")),
        ([34_000], "multiple", Scale(1.0, "倍"), Scale(1.0, "×")),
        ([None, float("nan")], "CNY", Scale(1.0, "元"), Scale(1.0, "CNY")),
        ([], "number", Scale(1.0, ""), Scale(1.0, "")),
    ],
)
def test_scale(values, kind, zh, en):
    assert scale(values, kind, "zh") == zh
    assert scale(values, kind, "en") == en


def test_a_scale_divides_and_keeps_the_unknown():
    assert Scale(1e8, "亿元")(5e9) == 50
    assert Scale(1e8, "亿元")(None) is None


@pytest.mark.parametrize(
    ("value", "text"),
    [(0, "0"), (-0.0, "0"), (1234.6, "1,235"), (0.0123456, "0.01235"), (-2.5, "−2.5"), (100, "100"),
     (1e-9, "0"), (-1e-9, "0"), (123456789, "123,456,789")],
)  # fmt: skip
def test_number(value, text):
    assert number(value) == text
