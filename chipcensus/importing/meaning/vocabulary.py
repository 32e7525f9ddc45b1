"""What Chinese lists write for status, rounds, places and metrics: vocabulary.toml, read once."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

# What files leave around a cell: blanks of any width, marks of order, quotes that make it text.
AROUND = " \t\r\n\u00a0\u3000\u200b\ufeff"
QUOTES = "'`\"="
_BETWEEN = re.compile(r"[\s()\[\]{}<>,.、，。;；:：/|\\'\"“”‘’·_\u200b\ufeff]+")


def fold(text: str) -> str:
    """One width and case, without blanks, brackets and stops: two spellings of one word agree."""
    return _BETWEEN.sub("", unicodedata.normalize("NFKC", text)).lower()


def tidy(text: str) -> str:
    """One width, outer blanks and invisible signs away."""
    return unicodedata.normalize("NFKC", text).strip(AROUND + QUOTES)


@cache
def vocabulary() -> dict[str, Any]:
    """The whole file."""
    path = Path(__file__).with_name("vocabulary.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def blanks() -> frozenset[str]:
    """Cells that say nothing, tidy and in lower case; those that failed too (`is_error`)."""
    words = ("", *vocabulary()["blank"], *vocabulary()["errors"])
    return frozenset(word.lower() for word in words)


def is_blank(text: str) -> bool:
    """Whether a cell says nothing."""
    return tidy(text).lower() in blanks()


@cache
def errors() -> frozenset[str]:
    """What spreadsheets show where a formula failed, in lower case."""
    return frozenset(vocabulary()["errors"])


def is_error(text: str) -> bool:
    """Whether a formula failed in a cell."""
    return text.startswith("#") and tidy(text).lower() in errors()


def by_word(groups: dict[str, list[str]]) -> dict[str, str]:
    """What each word stands for, by the word folded."""
    return {fold(word): meaning for meaning, words in groups.items() for word in words}
