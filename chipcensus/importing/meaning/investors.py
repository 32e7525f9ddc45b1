"""Investors of a deal, lead and others: firms and funds only, private persons are not kept.

A name counts as a person's where it says so (先生, 个人), or where it has the length of one, begins
with a surname (a given name, in Latin letters) and holds no word that firms and funds have in their
names, unless `aliases` or the vocabulary knows it as a firm. In doubt it is left out.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from chipcensus.importing.meaning.vocabulary import fold, is_blank, vocabulary
from chipcensus.pinyin import CHINESE

_SEPARATORS = re.compile(r"[,;|/\n\t\r+]+|(?<=[\u3400-\u9fff)]) +(?=[\u3400-\u9fff])")
_LIMITED = re.compile(r",\s*(?=(?:ltd|inc|llc|l\.?p|co|corp)\b)", re.I)
_BRACKETED = re.compile(r"\(([^()]*)\)")
_LONGEST_PERSON = 3


@dataclass(frozen=True)
class Investors:
    """Lead investors and the others, each joined by semicolons; None = none named."""

    lead: str | None = None
    others: str | None = None


def read_investors(text: str | None, firms: frozenset[str]) -> Investors:
    """Firms and funds of a cell, in its order, each once.

    Args:
        text: names with any separator; a mark such as 领投 behind, before or in brackets.
        firms: spellings that are known to be investors, folded.
    """
    if text is None or is_blank(text):
        return Investors()
    lead: dict[str, None] = {}
    others: dict[str, None] = {}
    standing = others
    for piece in _pieces(text):
        name, mark, is_heading = _marked(piece)
        if mark == "adviser":
            if is_heading and not name:
                standing = {}
            continue
        here = lead if mark == "lead" else others if mark else standing
        if is_heading:
            standing = here
        if name and _is_firm(name, firms):
            here.setdefault(name)
    return Investors(_joined(lead), _joined({n: None for n in others if n not in lead}))


def _joined(names: dict[str, None]) -> str | None:
    return ";".join(names) or None


def _pieces(text: str) -> list[str]:
    plain = _LIMITED.sub(" ", unicodedata.normalize("NFKC", text))
    # A heading begins a piece: 领投方:红杉 跟投方:高瓴.
    plain = re.sub(rf"\s+((?:{_marks()}):)", r";\1", plain)
    plain = re.sub(rf"[{vocabulary()['investors']['stops']}]", ";", plain)
    pieces = [piece.strip() for piece in _SEPARATORS.split(plain)]
    return [piece for piece in pieces if piece]


def _marked(piece: str) -> tuple[str, str, bool]:
    """The name in a piece, its mark (lead, follow, adviser, none), and whether it is a heading."""
    heading = re.match(rf"({_marks()})\s*:\s*", piece)
    mark = _kinds()[heading[1]] if heading else ""
    name = piece[heading.end() :] if heading else piece
    for inside in _BRACKETED.findall(name):
        found = _kinds().get(inside.strip())
        if found:
            mark, name = found, name.replace(f"({inside})", "")
    behind = re.search(rf"({_marks()})$", name)
    if behind:
        mark, name = _kinds()[behind[1]], name[: behind.start()]
    return _bare(name), mark, bool(heading)


def _bare(name: str) -> str:
    """A name without what joins it to its neighbours."""
    said = vocabulary()["investors"]
    bare = name.strip(" .:'\"")
    for word in said["filler"]:
        bare = bare.removeprefix(word).removesuffix(word).strip()
    for word in said["tail"]:
        bare = bare.removesuffix(word).strip()
    return "" if is_blank(bare) or bare in said["nobody"] else bare


def _is_firm(name: str, firms: frozenset[str]) -> bool:
    said = vocabulary()["investors"]
    if any(name.endswith(word) for word in said["person"]):
        return False
    if fold(name) in firms or any(name.startswith(word) for word in said["short"]):
        return True
    return not (_is_chinese_person(name) if CHINESE.search(name) else _is_latin_person(name))


def _is_chinese_person(name: str) -> bool:
    if CHINESE.fullmatch(name) is None or any(w in name for w in vocabulary()["investors"]["firm"]):
        return False
    double = name.startswith(tuple(vocabulary()["investors"]["double_surnames"]))
    return (double and len(name) <= _LONGEST_PERSON + 1) or (
        2 <= len(name) <= _LONGEST_PERSON and name[0] in _surnames()
    )


def _is_latin_person(name: str) -> bool:
    words = re.findall(r"[a-z]+", name.lower())
    said = _latin()
    if not 2 <= len(words) <= _LONGEST_PERSON or set(words) & said["latin_firm"]:
        return False
    if re.search(r"[\d&]", name):
        return False
    return words[0] in said["given_names"] or bool({words[0], words[-1]} & said["pinyin_surnames"])


@cache
def _kinds() -> dict[str, str]:
    said = vocabulary()["investors"]
    return {word: mark for mark in ("lead", "follow", "adviser") for word in said[mark]}


@cache
def _marks() -> str:
    return "|".join(re.escape(word) for word in sorted(_kinds(), key=len, reverse=True))


@cache
def _surnames() -> frozenset[str]:
    return frozenset("".join(vocabulary()["investors"]["surnames"].split()))


@cache
def _latin() -> dict[str, frozenset[str]]:
    said = vocabulary()["investors"]
    names = ("latin_firm", "given_names", "pinyin_surnames")
    return {name: frozenset(said[name].split()) for name in names}
