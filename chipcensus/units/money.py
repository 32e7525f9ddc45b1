"""Amounts of money as Chinese lists print them: 50(万元人民币), 数千万人民币, 近亿元, 1.5亿美元."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace

from chipcensus.units.numerals import in_digits
from chipcensus.units.reading import CURRENCY_NAMES, TIMES, Printed, by_name, read_printed

CURRENCIES = by_name(CURRENCY_NAMES)
_STEPS = "|".join(name for name in TIMES if not name.isascii() and TIMES[name] >= 1e4)
_DIGITS = dict(zip("一二两三四五六七八九壹贰叁肆伍陆柒捌玖", "1223456789123456789", strict=True))

# One spelling for each way to say how firmly a figure is known.
_OVER = re.compile("超过|超出|不低于|不少于|至少|及以上|以上|逾|超|过|上(?=[千百十亿万])|[多余]")
_UNDER = re.compile("不超过|不足|不到|小于|低于|以内|以下|最多")
_NEARLY = re.compile("大约|约合|约为|将近|接近|约|近|左右|~(?!.*\\d.*~.*\\d)")
_FEW = re.compile(f"(?:好几|数|几|多个)({_STEPS})|(?<![\\d.])({_STEPS})(?=元?级)")
_BARE = re.compile(f"(?<![\\d.十百千万亿])({_STEPS})")
_JOINED = re.compile(r"(\d+(?:\.\d+)?)亿元?(\d+(?:\.\d+)?)万")
_TO = re.compile(r"(?<=[\d元万亿])\s*(?:-|–|—|~|至|到|to)\s*(?=\d)")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[eE]\+?\d{1,2}")
# What may stand beside an amount without changing it.
_BESIDE = re.compile("注册资本|融资|总额|总计|合计|金额|折合|等值|整|级|[的共计为元圆::超约\\s]")


def read_money(text: str, unit: str = "") -> Printed | None:
    """Read an amount with nothing but its own words around it; kind is its currency or "".

    Words count as they are meant: 数千万 is at least ten million and less than a hundred million,
    近亿元 about a hundred million, 超1亿 at least that, 不超过1亿 at most.

    Args:
        text: as printed.
        unit: what the heading says, e.g. 万元; acts where the text has no unit itself.

    Returns:
        None where no amount, or more than one, stands, and where anything else stands beside it.
    """
    plain = plain_print(text)
    under = _UNDER.search(plain)
    plain, few = _firmness(_UNDER.sub("", plain))
    if unit and not _has_unit(plain):
        plain += unit
    elif unit and not currency_of(plain):
        plain += currency_of(unit)
    printed = read_printed(plain)
    if printed is None or not _alone(plain, printed):
        return None
    printed = replace(printed, kind=currency_of(plain))
    if few:
        high = printed.value * 10
        return replace(printed, low=printed.value, high=high, qualifier="at_least")
    if under:
        return replace(printed, low=0.0, high=printed.value, qualifier="at_most")
    return printed


def currency_of(text: str) -> str:
    """The currency a print names, ISO 4217; "" = none."""
    return str(next((code for name, code in CURRENCIES.items() if name in text), ""))


def plain_print(text: str) -> str:
    """A print in one width, in digits, no brackets: 3千万 for 三千万, 15000万 for 1亿5000万."""
    plain = unicodedata.normalize("NFKC", text).strip()
    plain = re.sub(r"[()\[\]{}]", "", plain).translate(str.maketrans("億萬", "亿万"))
    plain = re.sub(r"(?<=\d)\s*[wW](?![A-Za-z])", "万", plain)
    plain = re.sub(r"(?<=\d)[,](?=\d{3})", "", plain)
    plain = re.sub(r"(?<=\d)\s+(?=[十百千万亿])", "", plain)
    plain = in_digits(plain)
    plain = re.sub("[一二两三四五六七八九壹贰叁肆伍陆柒捌玖](?=[十百千万亿])", _digit, plain)
    if _SCIENTIFIC.fullmatch(plain):
        plain = f"{float(plain):f}".rstrip("0").rstrip(".")
    return _JOINED.sub(lambda m: f"{float(m[1]) * 1e4 + float(m[2]):.12g}万", plain)


def _digit(found: re.Match[str]) -> str:
    return _DIGITS[found[0]]


def _firmness(plain: str) -> tuple[str, bool]:
    """The same in the words read_printed knows, and whether "several" stood there."""
    joined = _TO.sub("~", plain)
    is_range = "~" in joined
    marked = joined
    for mark, pattern in (("超", _OVER), ("约", _NEARLY)):
        if not is_range and pattern.search(marked):
            marked = pattern.sub("", marked) + mark
    few = bool(_FEW.search(marked))
    marked = _FEW.sub(lambda m: f"1{m[1] or m[2]}", marked)
    return _BARE.sub(r"1\1", marked), few


def _has_unit(plain: str) -> bool:
    return bool(re.search(f"{_STEPS}|[KMBTkmbt]", plain)) or bool(currency_of(plain))


def _alone(plain: str, printed: Printed) -> bool:
    """Whether the amount is all there is: of two numbers, a sign between them says from and to."""
    rest = re.sub(r"[-+]?\d[\d,]*(?:\.\d+)?", "#", plain)
    if rest.count("#") == 2 and (printed.top is None or "~" not in rest):
        return False
    for name in (*CURRENCIES, *TIMES):
        rest = rest.replace(name, "")
    return not _BESIDE.sub("", rest).replace("~", "").strip("#,.")
