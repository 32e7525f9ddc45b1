"""Chinese names in Latin letters, for whoever types 寒武纪 as hanwuji or hwj."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

# A Chinese character, or a run of Latin letters and digits: search_match.js cuts texts alike.
PIECE = re.compile(r"[\u3400-\u9fff]|[A-Za-z0-9]+")
CHINESE = re.compile(r"[\u3400-\u9fff]+")
# Names in which a character with several readings is read otherwise than the library thinks.
READINGS = {
    "长三角": [["cháng"], ["sān"], ["jiǎo"]],
    "长鑫": [["cháng"], ["xīn"]],
    "长电": [["cháng"], ["diàn"]],
    "长飞": [["cháng"], ["fēi"]],
    "国调": [["guó"], ["tiáo"]],
    "浩珩": [["hào"], ["héng"]],
}


@cache
def syllables(text: str) -> str:
    """One syllable a Chinese character, runs of Latin letters as they are, separated by spaces.

    Returns "" for a text without Chinese. The readings of neighbours count (银行 is yin hang).
    """
    spelt = CHINESE.sub(lambda run: f" {_read(run[0])} ", text)
    return " ".join(PIECE.findall(spelt)).lower() if spelt != text else ""


def _read(run: str) -> str:
    # ü is typed as v, except before e, where everybody types u.
    return " ".join(s.replace("ve", "ue") for s in _library()(run))


@cache
def _library() -> Callable[[str], list[str]]:
    """The reader of the library. Its dictionaries take 60 MB: only who needs them loads them."""
    from pypinyin import lazy_pinyin, load_phrases_dict

    load_phrases_dict(READINGS)
    return lazy_pinyin
