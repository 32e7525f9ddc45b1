"""Numbers as they are printed: with their unit, in steps of 万/亿 or K/M/B.

Kinds of number: "companies", "per_day", "per_100", "deals", "fraction" (shown in per cent),
"multiple", "cards", "units" (pieces), a currency code (CNY, USD, HKD, EUR) and "number".
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

MISSING = "–"
MINUS = "−"

_MONEY = {
    "zh": {"CNY": "元", "USD": "美元", "HKD": "港元", "EUR": "欧元"},
    "en": {"CNY": "CNY", "USD": "USD", "HKD": "HKD", "EUR": "EUR"},
}
_NOUN = {
    "zh": {
        "companies": "家",
        "per_day": "家/天",
        "per_100": "家/百家新增",
        "deals": "笔",
        "multiple": "倍",
    },
    "en": {
        "companies": "companies",
        "per_day": "companies per day",
        "per_100": "gone per 100 registered",
        "deals": "deals",
        "multiple": "×",
    },
}
# Counted in millions and billions: printed with a prefix, as money is.
_MANY = {"zh": {"cards": "张", "units": "个"}, "en": {"cards": "cards", "units": "pieces"}}
_ONE = {"companies": "company", "deals": "deal"}
_STEPS = {
    "zh": ((1e12, "万亿"), (1e8, "亿"), (1e4, "万")),
    "en": ((1e12, "T"), (1e9, "B"), (1e6, "M"), (1e3, "K")),
}
# Money below this stands in plain units in both languages: a share costs 1,099 CNY, not 1.099K.
_PLAIN_MONEY = 1e4


@dataclass(frozen=True)
class Scale:
    """A divisor for an axis or a column and the unit to print beside it.

    Attributes:
        divisor: base units per shown unit.
        unit: the shown unit, e.g. "亿元", "%", "K companies"; empty for plain numbers.
    """

    divisor: float
    unit: str

    def __call__(self, value: float | None) -> float | None:
        """Divide; unknown stays unknown."""
        return None if value is None else value / self.divisor


def scale(values: Iterable[float | None], kind: str, lang: str) -> Scale:
    """Choose the scale in which the largest of `values` reads best."""
    if kind == "fraction":
        return Scale(0.01, "%")
    known = [abs(v) for v in values if v is not None and math.isfinite(v)]
    noun = _MONEY[lang].get(kind) or _MANY[lang].get(kind) or _NOUN[lang].get(kind, "")
    for divisor, prefix in _STEPS[lang]:
        if (
            known
            and max(known) >= (max(divisor, _PLAIN_MONEY) if kind in _MONEY[lang] else 2 * divisor)
            and kind not in {"multiple"}
        ):
            return Scale(divisor, _join(prefix, noun, lang))
    return Scale(1.0, noun)


def say(value: float | None, kind: str, lang: str, *, digits: int = 4, sign: bool = False) -> str:
    """Print `value` with its unit; None is the sign for unknown, never zero."""
    if value is None or not math.isfinite(value):
        return MISSING
    if kind == "fraction":
        return f"{number(value * 100, digits, sign=sign)}%"
    if kind in {"companies", "deals"}:
        one = lang == "en" and abs(value) == 1
        noun = _ONE[kind] if one else _NOUN[lang][kind]
        return _join(number(value, 12, sign=sign), noun, lang)
    if kind not in _MONEY[lang] and kind not in _MANY[lang]:
        return _join(number(value, digits, sign=sign), _NOUN[lang].get(kind, ""), lang)
    rounded = abs(float(f"{value:.{digits}g}"))  # 9,999.99万 is 1亿
    least = _PLAIN_MONEY if kind in _MONEY[lang] else 0
    steps = ((d, p) for d, p in _STEPS[lang] if rounded >= max(d, least))
    divisor, prefix = next(steps, (1.0, ""))
    text = number(value / divisor, digits, sign=sign)
    noun = _MONEY[lang].get(kind) or _MANY[lang][kind]
    return f"{text}{prefix}{noun}" if lang == "zh" else f"{text}{prefix} {noun}"


def say_range(low: float | None, high: float | None, kind: str, lang: str) -> str:
    """Print an interval; an open end is said so."""
    if low is None or high is None:
        bound = low if high is None else high
        if bound is None:
            return MISSING
        mark = "≥" if high is None else "≤"
        return f"{mark}{say(bound, kind, lang)}"
    ends = [say(low, kind, lang), say(high, kind, lang)]
    if ends[0] == ends[1]:
        return ends[0]
    if kind in {"companies", "deals"}:
        ends[0] = number(low, 12)
    return "–".join(ends)


def number(value: float, digits: int = 4, *, sign: bool = False) -> str:
    """Print with `digits` significant digits, thousands separated, a true minus sign."""
    if value == 0:
        return "0"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(value))))
    text = f"{abs(round(value, decimals)):,.{min(decimals, 6)}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    if text == "0":
        return text
    return (MINUS if value < 0 else "+" if sign else "") + text


def _join(left: str, right: str, lang: str) -> str:
    return f"{left}{right}" if lang == "zh" or not left or not right else f"{left} {right}"
