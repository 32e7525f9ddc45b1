from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chipcensus.importing.meaning.days import Day, read_day
from chipcensus.importing.meaning.reading import Fault

LATEST = date(2026, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2023-01-05", "2023/1/5", "2023年1月5日", "2023年01月05日", "20230105", "2023.01.05",
        " 2023-01-05 ", "2023-01-05 00:00:00", "2023-01-05T00:00:00.000Z", "2023/1/5 0:00", "44931",
        "44931.0", "20230105.0", "1672876800000", "二〇二三年一月五日", "２０２３－０１－０５",
        "'2023-01-05",
    ],
)  # fmt: skip
def test_a_day_in_every_notation(text):
    assert read_day(text, LATEST) == Day(date(2023, 1, 5))


@pytest.mark.parametrize(
    ("text", "day"),
    [("二〇二三年十二月三十一日", date(2023, 12, 31)), ("二零二三年十月二十日", date(2023, 10, 20)),
     ("二〇二三年十一月十日", date(2023, 11, 10))],
)  # fmt: skip
def test_a_day_in_chinese_numerals(text, day):
    assert read_day(text, LATEST) == Day(day)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2023-02-30", "day_impossible"),
        ("2023-13-01", "day_impossible"),
        ("1023-01-01", "day_impossible"),
        ("2099-01-01", "day_future"),
        ("2026-01-02", "day_future"),
        ("2023年1月", "day_incomplete"),
        ("2023", "day_incomplete"),
        ("05/01/2023", "day_unreadable"),
        ("23-1-5", "day_unreadable"),
        ("99999", "day_unreadable"),
        ("成立于2023年", "day_unreadable"),
    ],
)
def test_a_day_that_cannot_be_is_a_fault(text, code):
    assert read_day(text, LATEST) == Fault(code)


@pytest.mark.parametrize(
    "text", ["", "-", "--", "无", "0000-00-00", "1900-01-01", "1899/12/30", "N/A"]
)
def test_no_day_is_unknown(text):
    assert read_day(text, LATEST) is None


def test_a_month_or_a_year_where_the_field_allows_it():
    month, year = Day(date(2023, 5, 1), "month"), Day(date(2023, 1, 1), "year")
    for text in ("2023-05", "2023年5月", "2023/5", "202305", "2023.05"):
        assert read_day(text, LATEST, "month") == month
    assert read_day("2023年", LATEST, "year") == year
    assert read_day("2023", LATEST, "month") == Fault("day_incomplete")


@given(st.dates(date(1949, 10, 1), LATEST), st.sampled_from(
    ["{0:%Y-%m-%d}", "{0.year}/{0.month}/{0.day}", "{0.year}年{0.month}月{0.day}日", "{0:%Y%m%d}",
     "{0:%Y.%m.%d}", "{0:%Y-%m-%d} 23:59:59"],
))  # fmt: skip
def test_a_day_comes_back_as_it_was_written(day, notation):
    found = read_day(notation.format(day), LATEST)
    assert found == (None if day == date(1900, 1, 1) else Day(day))


@given(st.integers(18_000, 46_000))
def test_the_number_of_a_spreadsheet_is_a_day(serial):
    assert read_day(str(serial), LATEST) == Day(date(1899, 12, 30) + timedelta(days=serial))


@given(st.text(max_size=25))
def test_no_text_is_too_odd(text):
    found = read_day(text, LATEST)
    assert found is None or isinstance(found, Day | Fault)
