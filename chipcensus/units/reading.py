"""Printed numbers read: digits, the step that follows them, how firmly they are said."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from chipcensus.units.printing import MINUS

_SIZES = {
    1e12: "万亿 trillion tn T",
    1e9: "billion bn B 十亿 十億",
    1e11: "千亿 千億",
    1e10: "百亿 百億",
    1e8: "亿 億",
    1e7: "千万 千萬",
    1e6: "million mn M 百万 百萬",
    1e5: "十万 十萬",
    1e4: "万 萬",
    1e3: "thousand K k",
    0.01: "%",
}
# ISO 4217; a bare 元 is a yuan, and "日元" longer than "元".
CURRENCY_NAMES = {
    "CNY": "元 圆 人民币 人民幣 CNY RMB yuan ¥ ￥",
    "USD": "美元 美金 USD US$ $ dollars dollar",
    "HKD": "港元 港币 港幣 HKD HK$",
    "EUR": "欧元 歐元 EUR €",
    "JPY": "日元 日圆 日币 JPY",
    "GBP": "英镑 英鎊 GBP £",
    "KRW": "韩元 韩圆 韩币 KRW",
    "TWD": "新台币 新臺幣 台币 TWD",
    "SGD": "新加坡元 新加坡币 SGD",
    "MOP": "澳门元 澳门币 MOP",
    "AUD": "澳大利亚元 澳元 AUD",
    "CAD": "加拿大元 加元 CAD",
    "NZD": "新西兰元 NZD",
    "CHF": "瑞士法郎 CHF",
    "SEK": "瑞典克朗 SEK",
    "DKK": "丹麦克朗 DKK",
    "NOK": "挪威克朗 NOK",
    "MYR": "马来西亚林吉特 林吉特 MYR",
    "THB": "泰国铢 泰铢 THB",
    "INR": "印度卢比 INR",
    "RUB": "俄罗斯卢布 卢布 RUB",
}
_NAMES = CURRENCY_NAMES | {
    "per_day": "家/天 per_day",
    "companies": "家 companies company",
    "deals": "笔 起 deals deal",
    "multiple": "倍 × multiple",
    "fraction": "fraction",
    "number": "number",
}


def by_name(groups: dict[Any, str]) -> dict[str, Any]:
    """What each name stands for; the longer ones first, since "万亿" is not "万"."""
    pairs = [(name, value) for value, names in groups.items() for name in names.split()]
    return dict(sorted(pairs, key=lambda pair: -len(pair[0])))


TIMES = by_name(_SIZES)
_KINDS = {"companies per day": "per_day", **by_name(_NAMES)}
ABOUT = ("约", "左右", "近", "about", "around", "nearly", "~")
AT_LEAST = ("余", "多", "超", "以上", "over", "more than", "at least", "≥")
_LETTERS = "|".join(re.escape(name) for name in TIMES if name.isascii())
_SIGNS = "|".join(name for name in TIMES if not name.isascii())
_NUMBER = re.compile(
    # After a digit or a unit a dash joins the ends of a range.
    r"((?:(?<![\d%万亿萬億千百元A-Za-z])[-+−])?(?:\d[\d,]*(?:\.\d+)?|\.\d+))\s*"
    rf"({_SIGNS}|(?:{_LETTERS})(?![A-Za-z]))?"
)


@dataclass(frozen=True)
class Printed:
    """A printed number with the interval it is true within.

    Attributes:
        value: base unit; of a range its lower end.
        low: lower bound.
        high: upper bound; None = open.
        kind: kind of number, where the print says so; else "".
        top: upper end as printed, of a range; else None.
        rounding: size of the last printed digit, base unit.
        qualifier: as_printed, about, at_least or at_most.
    """

    value: float
    low: float
    high: float | None
    kind: str = ""
    top: float | None = field(default=None, compare=False)
    rounding: float = field(default=0.0, compare=False)
    qualifier: str = field(default="as_printed", compare=False)

    def mirrored(self) -> Printed:
        """The same with the other sign: a printed loss has none."""
        return Printed(-self.value, -self.value if self.high is None else -self.high, -self.low)


def read_printed(text: str) -> Printed | None:
    """Read a number as printed, e.g. "1.09万家", "22.6%", "近30家", "1412亿元至2302亿元".

    A plain number is true within half its last digit, "about" within one, "at least" up to one
    above the last digit that is not zero (50多 is less than 60). None where no number stands.
    """
    found = [(m.group(1), m.group(2)) for m in _NUMBER.finditer(text)]
    if not 1 <= len(found) <= 2:
        return None
    kind = next((k for name, k in _KINDS.items() if name in text), "")
    kind = "fraction" if "%" in text else kind
    ends = [_sized(digits, times or found[-1][1] or "") for digits, times in found]
    value, step = ends[0]
    if len(ends) == 2:
        top, top_step = ends[1]
        ordered = Printed(value, value - step / 2, top + top_step / 2, kind, top, step)
        return ordered if top >= value else None
    if any(word in text for word in AT_LEAST):
        high = value + _last_digit(found[0], step)
        return Printed(value, value, high, kind, None, step, "at_least")
    if any(word in text for word in ABOUT):
        return Printed(value, value - step, value + step, kind, None, step, "about")
    return Printed(value, value - step / 2, value + step / 2, kind, None, step)


def kind_named(unit: str) -> str:
    """The kind of number a unit names, e.g. "亿元" and "billion CNY" are CNY; "" = unknown."""
    rest = unit.strip()
    if rest in TIMES:
        return "fraction" if rest == "%" else "number"
    for times in TIMES:
        rest = rest.removeprefix(times).strip()
    return str(_KINDS.get(rest, ""))


def _sized(digits: str, times: str) -> tuple[float, float]:
    """A number in base units, and the size of its last digit."""
    plain = digits.replace(",", "").replace("−", MINUS).replace(MINUS, "-")
    size = TIMES.get(times, 1.0)
    decimals = len(plain.partition(".")[2])
    return float(plain) * size, size / 10**decimals


def _last_digit(found: tuple[str, str | None], step: float) -> float:
    """Size of the last digit that is not zero."""
    digits = found[0].replace(",", "")
    zeros = len(digits) - len(digits.rstrip("0")) if "." not in digits and digits != "0" else 0
    return float(step * 10**zeros)
