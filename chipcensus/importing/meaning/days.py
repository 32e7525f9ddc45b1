"""Days in every usual notation; those that cannot be are faults."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache, lru_cache

from chipcensus.importing.meaning.reading import Fault
from chipcensus.importing.meaning.vocabulary import is_blank, is_error, tidy, vocabulary

# A day has begun in China before it does in most of the world.
CHINA = timezone(timedelta(hours=8))
# Day 1 of a spreadsheet is January 1, 1900, and it believes in February 29 of that year.
_SERIAL_START = date(1899, 12, 30)
_SERIALS = (10_000, 80_000)
_MILLISECONDS = 1_000
_FIRST_YEAR = 1800
# What spreadsheets and databases write for no day at all.
_NO_DAYS = {date(1899, 12, 30), date(1899, 12, 31), date(1900, 1, 1)}


@dataclass(frozen=True)
class Day:
    """A day, a month (its first day) or a year (January 1), as precision says."""

    on: date
    precision: str = "day"


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    said = vocabulary()["days"]
    year, month, day = said["year"], said["month"], f"[{said['day']}]"
    time = r"(?:[T ]*\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?"
    sign = rf"\s*[-/.{year}]\s*"
    return (
        re.compile(rf"(\d{{4}}){sign}(\d{{1,2}})\s*[-/.{month}]\s*(\d{{1,2}})\s*{day}?{time}"),
        re.compile(rf"(\d{{4}})(\d{{2}})(\d{{2}})(?:\.0)?{time}"),
        re.compile(rf"(\d{{4}}){sign}(\d{{1,2}})\s*{month}?"),
        re.compile(r"(\d{4})(0[1-9]|1[0-2])"),
        re.compile(rf"(\d{{4}})\s*{year}?"),
    )


def today() -> date:
    """The day it is in China."""
    return datetime.now(CHINA).date()


@lru_cache(maxsize=100_000)
def read_day(text: str, latest: date, precision: str = "day") -> Day | Fault | None:
    """A day; None where the cell is blank or holds what stands for "no day".

    Args:
        text: as printed: 2023-01-05, 2023/1/5, 2023年1月5日, 20230105, with a time behind, the
            number a spreadsheet has for it, or milliseconds since 1970.
        latest: a later day is a fault.
        precision: the coarsest that will do: day, month or year.
    """
    plain = tidy(text)
    if is_error(plain):
        return Fault("cell_error")
    if is_blank(plain) or plain.split(" ")[0].split("T")[0] in vocabulary()["days"]["blank"]:
        return None
    found = _numbered(plain) or _written(_in_digits(plain))
    if isinstance(found, Fault):
        return found
    if found.on in _NO_DAYS:
        return None
    if found.on > latest:
        return Fault("day_future")
    order = ("day", "month", "year")
    coarse = order.index(found.precision) > order.index(precision)
    return Fault("day_incomplete") if coarse else found


def _numbered(plain: str) -> Day | None:
    """A spreadsheet's number, or milliseconds."""
    number = re.fullmatch(r"(\d{5}|\d{13})(?:\.\d+)?", plain)
    if not number:
        return None
    count = int(number[1])
    if len(number[1]) == len("1672876800000"):
        return Day(datetime.fromtimestamp(count / _MILLISECONDS, UTC).astimezone(CHINA).date())
    inside = _SERIALS[0] <= count <= _SERIALS[1]
    return Day(_SERIAL_START + timedelta(days=count)) if inside else None


def _written(plain: str) -> Day | Fault:
    for pattern in _patterns():
        found = pattern.fullmatch(plain)
        if found:
            return _checked([int(part) for part in found.groups()])
    return Fault("day_unreadable")


def _checked(parts: list[int]) -> Day | Fault:
    precision = ("year", "month", "day")[len(parts) - 1]
    year, month, day = (*parts, 1, 1)[:3]
    try:
        on = date(year, month, day)
    except ValueError:
        return Fault("day_impossible")
    return Day(on, precision) if year >= _FIRST_YEAR else Fault("day_impossible")


@cache
def _figures() -> dict[str, str]:
    digits = vocabulary()["days"]["digits"]
    zeros = len(digits) - 9
    return {sign: str(max(0, n - zeros + 1)) for n, sign in enumerate(digits)}


def _in_digits(plain: str) -> str:
    """Numerals in Chinese signs as digits: 二〇二三年十二月三十一日."""
    if plain.isascii():
        return plain
    ten = vocabulary()["days"]["ten"]
    if not any(sign in plain for sign in (*_figures(), ten)):
        return plain
    spelt = "".join(_figures().get(sign, sign) for sign in plain)
    spelt = re.sub(rf"(?<!\d){ten}(?=\d)", "1", spelt)
    spelt = re.sub(rf"(?<!\d){ten}(?!\d)", "10", spelt)
    spelt = re.sub(rf"(?<=\d){ten}(?=\d)", "", spelt)
    return re.sub(rf"(?<=\d){ten}(?!\d)", "0", spelt)
