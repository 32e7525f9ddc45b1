"""What a cell of a column looks like: by this a broken record is put together, or given up.

A column without a rule can hold anything. `anchors` are so unlike other text that they tell where
a record begins.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

NOTHING = {
    "",
    "-",
    "--",
    "—",
    "/",
    "n/a",
    "na",
    "null",
    "none",
    "nan",
    "无",
    "暂无",
    "未公开",
    "未知",
}
CODE = re.compile(r"[0-9A-Za-z]{15}|[0-9A-Za-z]{18}")
LENGTH_OF_CODE = 18
DAY = re.compile(
    r"(?:1[89]|2[01])\d\d(?:[-/.年](?:0?[1-9]|1[0-2])[-/.月](?:0?[1-9]|[12]\d|3[01])日?|"
    r"(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01]))(?:[ T]\d{1,2}:\d\d(?::\d\d)?(?:\.\d+)?)?"
)
TICKER = re.compile(r"(?:sh|sz|bj)?\d{5,6}(?:\.[a-z]{2})?", re.I)
STATUS = re.compile(
    r"存续|在业|在营|在册|开业|正常|注销|吊销|迁出|迁入|撤销|停业|清算|歇业|登记|"
    r"active|cancel|revoke|dissol|exist",
    re.I,
)
PROVINCE = re.compile(
    r"(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|"
    r"海南|四川|贵州|云南|陕西|甘肃|青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门)"
    r"(?:省|市|自治区|壮族自治区|回族自治区|维吾尔自治区|特别行政区)?"
)
SENTENCE = re.compile(r"[,;，。；、:：\"“”\n]")
LONGEST_NAME, LONGEST_PLACE, LONGEST_AMOUNT, LONGEST_STATUS = 120, 20, 40, 40
NUMBER = re.compile(r"[-+]?[\d,]*\.?\d+(?:e[-+]?\d+)?%?", re.I)

Rule = Callable[[str], bool]


def is_nothing(text: str) -> bool:
    """Whether a cell says nothing."""
    return text.strip().casefold() in NOTHING


def codes_in(pieces: Iterable[str]) -> int:
    """How many pieces are a company's code: with more than one they are no one company's."""
    bare = (piece.strip(' "\n') for piece in pieces)
    return sum(len(text) == LENGTH_OF_CODE and CODE.fullmatch(text) is not None for text in bare)


def _amount(text: str) -> bool:
    return len(text) <= LONGEST_AMOUNT and any(c.isdigit() for c in text) and "\n" not in text


def _name(text: str) -> bool:
    return len(text) <= LONGEST_NAME and "\n" not in text


def _place(text: str) -> bool:
    return len(text) <= LONGEST_PLACE and SENTENCE.search(text) is None


def _status(text: str) -> bool:
    return len(text) <= LONGEST_STATUS and STATUS.search(text) is not None


ANCHORS: dict[str, Rule] = {
    "credit_code": lambda text: CODE.fullmatch(text) is not None,
    "ticker": lambda text: TICKER.fullmatch(text) is not None,
} | dict.fromkeys(
    ("founded_on", "ended_on", "approved_on", "announced_on", "period_end"),
    lambda text: DAY.fullmatch(text) is not None,
)
RULES: dict[str, Rule] = ANCHORS | {
    "name": _name,
    "company": _name,
    "status": _status,
    "province": lambda text: PROVINCE.fullmatch(text) is not None,
    "city": _place,
    "capital": _amount,
    "amount": lambda text: len(text) <= LONGEST_AMOUNT,
    "valuation": lambda text: len(text) <= LONGEST_AMOUNT,
    "value": lambda text: NUMBER.fullmatch(text) is not None,
}
