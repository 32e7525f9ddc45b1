"""Rounds of funding by the names data/schema.sql has for them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from chipcensus.importing.meaning.reading import Fault
from chipcensus.importing.meaning.vocabulary import is_blank, is_error, vocabulary

OTHER = "other"
NOT_RAISED = "not_raised"


@dataclass(frozen=True)
class Round:
    """A round, and the word for it where the name of the round does not tell all of it."""

    name: str
    word: str = ""


def read_round(text: str | None) -> Round | Fault:
    """A round; a blank one is other, a merger or a sale of old shares is none."""
    if is_error(text or ""):
        return Fault("cell_error")
    if text is None or is_blank(text):
        return Round(OTHER)
    name = _names().get(_plain(text))
    if name is None:
        return Fault("round_unknown")
    if name == NOT_RAISED:
        return Fault("round_not_raised")
    return Round(name, text.strip() if name == OTHER else "")


def _plain(text: str) -> str:
    """One width and case, no blanks; the signs + and - tell rounds apart and stay."""
    plain = re.sub(r"[\s_()]+", "", unicodedata.normalize("NFKC", text)).lower()
    plain = re.sub("[\u2010-\u2015]", "-", plain)
    for ending in vocabulary()["round_endings"]:
        plain = plain.removesuffix(ending) or plain
    return plain


@cache
def _names() -> dict[str, str]:
    rounds = vocabulary()["rounds"]
    return {_plain(word): name for name, words in rounds.items() for word in words}
