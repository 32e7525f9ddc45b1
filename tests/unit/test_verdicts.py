"""A verdict: the first that applies, from intervals and days."""

from __future__ import annotations

from datetime import date

import pytest

from chipcensus.claims import VERDICTS, claimed_number, judge
from chipcensus.units import Printed, kind_named, read_printed

SILENT = {
    "missing": [],
    "own": [],
    "is_partial": False,
    "value": None,
    "value_low": None,
    "value_high": None,
    "happened_on": None,
    "until": None,
    "holds": None,
    "claimed_start": date(2024, 1, 1),
    "claimed_end": date(2024, 1, 31),
}
CLAIMED = Printed(100, 99.5, 100.5)
AGREES = {"value": 100.4, "value_low": 100.35, "value_high": 100.45}
DIFFERS = {"value": 90.0, "value_low": 89.5, "value_high": 90.5}


def verdict(**found):
    return judge(CLAIMED, SILENT | found)


def test_each_verdict_outranks_those_after_it():
    facts = [{"missing": ["x"]}, {"is_partial": True}, {"own": ["x"]}, DIFFERS]
    for place, code in enumerate(VERDICTS[:-1]):
        together: dict = {}
        for fact in reversed(facts[place:]):
            together |= fact
        assert verdict(**together).code == code
    assert verdict(**AGREES).code == "confirmed"


def test_a_difference_says_by_how_much():
    assert verdict(**DIFFERS).gap == 10
    assert verdict(**AGREES).gap is None


def test_intervals_that_touch_agree_and_an_open_end_bounds_nothing():
    assert verdict(value=101, value_low=100.5, value_high=101.5).code == "confirmed"
    assert verdict(value=101, value_low=100.6, value_high=101.5).code == "differs"
    assert verdict(value=50, value_low=50, value_high=None).code == "confirmed"
    assert verdict(value=101, value_low=101, value_high=None).code == "differs"


@pytest.mark.parametrize(
    ("first", "last", "code", "gap"),
    [
        (date(2024, 1, 17), date(2024, 1, 17), "confirmed", None),
        (date(2024, 1, 1), date(2024, 1, 31), "confirmed", None),
        (date(2024, 2, 3), date(2024, 2, 3), "differs", -3),
        (date(2023, 12, 1), date(2023, 12, 30), "differs", 2),
    ],
)
def test_days_are_compared_as_exactly_as_they_are_known(first, last, code, gap):
    found = verdict(happened_on=first, until=last)
    assert (found.code, found.gap_days) == (code, gap)


def test_a_statement_holds_or_fails():
    assert verdict(holds=True).code == "confirmed"
    assert verdict(holds=False).code == "differs"


def test_nothing_known_cannot_be_checked():
    assert verdict().code == "uncheckable"
    assert judge(None, SILENT | AGREES).code == "uncheckable"


def test_a_printed_loss_takes_the_sign_of_the_table():
    claim = {"reported_as": "6.59亿元", "reported_value": -659_000_000}
    found = claimed_number(claim, "6.59亿元")
    assert (found.low, found.high) == (-659_500_000, -658_500_000)


def test_a_part_of_a_claim_stands_for_itself():
    claim = {"reported_as": "50多元涨至220多元", "reported_value": 220}
    found = claimed_number(claim, "50多元")
    assert (found.low, found.high) == (50, 60)


def test_a_print_without_a_number_is_the_tables_value():
    claim = {"reported_as": "万亿美元", "reported_value": 1e12}
    assert claimed_number(claim, None) == Printed(1e12, 1e12, 1e12)


@pytest.mark.parametrize(
    ("text", "value", "low", "high", "kind"),
    [
        ("1.09万家", 10_900, 10_850, 10_950, "companies"),
        ("19307家", 19_307, 19_306.5, 19_307.5, "companies"),
        ("22.6%", 0.226, 0.2255, 0.2265, "fraction"),
        ("-43.42%", -0.4342, -0.43425, -0.43415, "fraction"),
        ("近30家", 30, 29, 31, "companies"),
        ("30%左右", 0.3, 0.29, 0.31, "fraction"),
        ("1412亿元至2302亿元", 1.412e11, 1.4115e11, 2.3025e11, "CNY"),
        ("713亿美元", 7.13e10, 7.125e10, 7.135e10, "USD"),
        ("2300多家", 2300, 2300, 2400, "companies"),
        ("64.77 M CNY", 64_770_000, 64_765_000, 64_775_000, "CNY"),
        ("1.2 trillion USD", 1.2e12, 1.15e12, 1.25e12, "USD"),
        ("10,900 companies", 10_900, 10_899.5, 10_900.5, "companies"),
        ("5", 5, 4.5, 5.5, ""),
    ],
)
def test_a_print_is_read_with_its_interval(text, value, low, high, kind):
    found = read_printed(text)
    assert (found.value, found.low, found.high) == pytest.approx((value, low, high))
    assert found.kind == kind


@pytest.mark.parametrize("text", ["", "数十家", "no number", "1 2 3", "9至5"])
def test_what_is_no_number_is_none(text):
    assert read_printed(text) is None


def test_units_by_name():
    named = {"亿美元": "USD", "M CNY": "CNY", "%": "fraction", "家": "companies", "parsec": ""}
    assert {unit: kind_named(unit) for unit in named} == named
