"""Compound numerals in Chinese signs, as digits: 12百万 for 一千二百万, 35千万 for 三亿五千万."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

_FORMAL = str.maketrans("拾佰仟〇", "十百千零")
_DIGITS = dict(zip("零一二两三四五六七八九壹贰叁肆伍陆柒捌玖", "01223456789123456789", strict=True))
_SIGNS = "".join(_DIGITS)
_SMALL = {"十": 10, "百": 100, "千": 1_000}
_LARGE = {"万": 10_000, "亿": 100_000_000}
_NAMES = ("万", "十万", "百万", "千万", "亿", "十亿", "百亿", "千亿")
_RUN = re.compile(rf"(?<![\d.])(?:[{_SIGNS}十百千万亿]|\d+(?![\d.]))+")
_PIECE = re.compile(r"\d+|.")
_POINT = re.compile(rf"([{_SIGNS}])点([{_SIGNS}]+)")


def in_digits(text: str) -> str:
    """The text with its compound numerals in digits; one that can be read in two ways stays.

    What stands in the last place is the last digit printed: 三亿五千万 is known to ten million.
    """
    plain = _POINT.sub(_decimal, text.translate(_FORMAL))
    return _RUN.sub(lambda run: _compound(_PIECE.findall(run[0])) or run[0], plain)


def _decimal(found: re.Match[str]) -> str:
    whole, places = ("".join(_DIGITS[sign] for sign in part) for part in found.groups())
    return f"{whole}.{places}"


def _compound(signs: Sequence[str]) -> str | None:
    """Digits and a step for more than a number and its step; None where that is not certain."""
    if len(signs) <= 2 or not any(sign in _SMALL or sign in _LARGE for sign in signs):
        return None
    read = _value(signs)
    if read is None:
        return None
    value, step = read
    if value < _LARGE["万"]:
        return str(value)
    place = math.log10(step)
    if step >= _LARGE["万"]:
        return f"{value // step}{_NAMES[round(place) - 4]}"
    return f"{value / _LARGE['万']:.{4 - round(place)}f}万"


def _value(signs: Sequence[str]) -> tuple[int, int] | None:
    """What the signs come to, and the step of the last one that counts."""
    total, step, large = 0, 1, math.inf
    section: list[str] = []
    for sign in signs:
        if sign not in _LARGE:
            section.append(sign)
            continue
        part = _section(section)
        if part is None or _LARGE[sign] >= large:
            return None
        large = _LARGE[sign]
        total, step, section = total + part[0] * _LARGE[sign], part[1] * _LARGE[sign], []
    if section:
        part = _section(section)
        if part is None or part[0] >= large or (len(section) == 1 and total):  # 三亿五
            return None
        total, step = total + part[0], part[1]
    return total, step


def _section(signs: Sequence[str]) -> tuple[int, int] | None:
    """What stands before 万 or 亿, or behind them. 三千五 is not certain, 三千零五 is."""
    total, step, number = 0, 1, None
    before, small, is_last = "", 10_000, True
    for sign in signs:
        if sign in _SMALL:
            if (number is None and (sign != "十" or total)) or _SMALL[sign] >= small:
                return None
            small = step = _SMALL[sign]
            total, number = total + (1 if number is None else number) * small, None
        elif number is not None:
            return None
        elif sign != "零":
            number, is_last = int(_DIGITS.get(sign, sign)), before in ("", "零") or small == 10
        before = sign
    if number is not None:
        if not is_last or number >= small:
            return None
        total, step = total + number, 1
    return (total, step) if total else None
