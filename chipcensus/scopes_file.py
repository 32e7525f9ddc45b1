"""The rules of data/scopes.toml read, or every slip in them told at once with its place."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from chipcensus.errors import Problem, ProblemsFound
from chipcensus.i18n import Words, read_words
from chipcensus.problems import problem
from chipcensus.scopes import BREADTHS, FIELDS, SCOPES, Rule, Scopes, lowered, parts

FILE = "scopes.toml"
_STRUCK = {f"not_{name}": name for name in FIELDS}
_SHORTEST = 1
_AT_LINE = re.compile(r"at line (\d+)")


def read_scopes(text: str, words: Words | None = None, file: str = FILE) -> Scopes:
    """Read rules as data/scopes.toml explains them.

    Args:
        text: TOML.
        words: language of the problems; None = English.
        file: name they bear.

    Raises:
        ProblemsFound: every slip, with line, place, what stands there and what was expected.
    """
    checked = _Checked(text, words or read_words("en"), file)
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = _AT_LINE.search(str(error))
        row = int(line[1]) if line else max(1, len(text.splitlines()))
        raise ProblemsFound([checked.told("scopes_unreadable", str(error), row)]) from None
    checked.check(told)
    if checked.problems:
        raise ProblemsFound(sorted(checked.problems, key=lambda p: p.row or 0))
    return Scopes({scope: _breadths(told[scope]) for scope in SCOPES})


def _breadths(told: Mapping[str, Any]) -> dict[str, dict[str, Rule]]:
    return {
        breadth: {
            name: _rule(told, told[breadth], name) for name in FIELDS if told[breadth].get(name)
        }
        for breadth in BREADTHS
        if breadth in told
    }


def _rule(scope: Mapping[str, Any], breadth: Mapping[str, Any], name: str) -> Rule:
    struck = [*scope.get(f"not_{name}", []), *breadth.get(f"not_{name}", [])]
    words = (" & ".join(parts(lowered(word))) for word in breadth[name])
    return Rule(tuple(words), tuple(dict.fromkeys(lowered(word.strip()) for word in struck)))


class _Checked:
    """A file being checked: it collects its problems."""

    def __init__(self, text: str, words: Words, file: str) -> None:
        self.lines, self.words, self.file = text.splitlines(), words, file
        self.problems: list[Problem] = []

    def check(self, told: Mapping[str, Any]) -> None:
        for name in told.keys() - set(SCOPES):
            self._slip("scope_unknown", name, name)
        for name in SCOPES:
            if isinstance(told.get(name), dict):
                self._scope(name, told[name])
            else:
                self._slip("scope_missing", name, name)

    def told(self, code: str, found: str, row: int | None, place: str | None = None) -> Problem:
        """A problem at a line."""
        return problem(self.file, self.words, code, found, row, place)

    def _scope(self, scope: str, told: Mapping[str, Any]) -> None:
        looked_for = 0
        for key, value in told.items():
            if key in _STRUCK:
                self._list(scope, key, value)
            elif key in BREADTHS and isinstance(value, dict):
                looked_for += self._breadth(f"{scope}.{key}", value)
            else:
                self._slip("breadth_unknown", key, scope, key)
        if not looked_for:
            self._slip("rule_empty", scope, scope)

    def _breadth(self, section: str, told: Mapping[str, Any]) -> int:
        """Check a breadth; return how many words it looks for."""
        for key, value in told.items():
            if key in FIELDS or key in _STRUCK:
                self._list(section, key, value)
            else:
                self._slip("rule_unknown", key, section, key)
        return sum(len(told[name]) for name in FIELDS if isinstance(told.get(name), list))

    def _list(self, section: str, key: str, value: Any) -> None:
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self._slip("rule_not_words", str(value), section, key)
            return
        seen: set[str] = set()
        for word in value:
            if any(len(part) < _SHORTEST for part in parts(word)):
                self._slip("rule_word_short", word or self.words("problem.nothing"), section, key)
            if lowered(word) in seen:
                self._slip("rule_word_twice", word, section, key)
            seen.add(lowered(word))

    def _slip(self, code: str, found: str, section: str, key: str = "") -> None:
        place = ".".join(part for part in (section, key) if part)
        self.problems.append(self.told(code, found, self._line(section, key), place))

    def _line(self, section: str, key: str) -> int | None:
        """The line of a key in its section, else of a section's head."""
        inside = False
        heads: dict[str, int] = {}
        for number, line in enumerate(self.lines, start=1):
            plain = line.split("#")[0].strip()
            if plain.startswith("["):
                inside = plain == f"[{section}]"
                heads.setdefault(plain.strip("[]"), number)
            elif inside and key and re.match(rf"\"?{re.escape(key)}\"?\s*=", plain):
                return number
        below = (number for head, number in heads.items() if head.startswith(f"{section}."))
        return heads.get(f"{section}.{key}") or heads.get(section) or next(below, None)
