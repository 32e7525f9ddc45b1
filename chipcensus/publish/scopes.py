"""The rules for scopes as one expression of SQL."""

from __future__ import annotations

from collections.abc import Mapping

from chipcensus.scopes import BREADTHS, GAP, Rule, Scopes, least_words, parts, pattern

# Capitals do not matter.
CASELESS = "'i'"
NONE = "CAST([] AS VARCHAR[])"
TEXTS = "concat_ws(chr(10), name, business_scope)"


def tagged_sql(scopes: Scopes) -> tuple[str, dict[str, str]]:
    """An expression giving VARCHAR[] of "scope/breadth", and its bound parameters.

    It reads the columns name and business_scope. A row in which no word stands at all costs one
    test; the rules are asked of the others only.
    """
    bound = _Bound()
    lists = [_scope(scope, breadths, bound) for scope, breadths in scopes.rules.items()]
    tags = f"list_concat({', '.join(lists)})" if len(lists) > 1 else "".join(lists)
    anything = _stands(TEXTS, pattern(scopes.least_words()), bound)
    return f"CASE WHEN {anything} THEN {tags} ELSE {NONE} END", bound.values


class _Bound:
    """Parameters being named, one for each text."""

    def __init__(self) -> None:
        self.values: dict[str, str] = {}

    def __call__(self, text: str) -> str:
        known = {value: name for name, value in self.values.items()}
        name = known.get(text, f"scope_{len(self.values)}")
        self.values[name] = text
        return f"${name}"


def _scope(scope: str, breadths: Mapping[str, Mapping[str, Rule]], bound: _Bound) -> str:
    """The breadths of one scope that a row is in: its narrowest and all wider ones."""
    whens = []
    for place, breadth in enumerate(BREADTHS):
        tests = [_test(text, rule, bound) for text, rule in breadths.get(breadth, {}).items()]
        if tests:
            tags = ", ".join(f"'{scope}/{wider}'" for wider in BREADTHS[place:])
            whens.append(f"WHEN {' OR '.join(tests)} THEN [{tags}]")
    rules = [rule for rules in breadths.values() for rule in rules.values()]
    anything = pattern(least_words(rules))
    tags = f"CASE {' '.join(whens)} ELSE {NONE} END"
    return f"CASE WHEN {_stands(TEXTS, anything, bound)} THEN {tags} ELSE {NONE} END"


def _test(text: str, rule: Rule, bound: _Bound) -> str:
    """Whether a rule holds: the words are looked for before anything is struck out of a text."""
    found = _found(text, rule, bound)
    if not rule.struck:
        return f"({found})"
    struck = f"{bound(pattern(rule.struck))}, {bound(GAP)}, 'gi'"
    left = _found(f"regexp_replace({text}, {struck})", rule, bound)
    return f"(({found}) AND ({left}))"


def _found(text: str, rule: Rule, bound: _Bound) -> str:
    single = tuple(word for word in rule.words if len(parts(word)) == 1)
    tests = [_stands(text, pattern(single), bound)] if single else []
    for word in rule.words:
        if word not in single:
            both = (_stands(text, pattern((part,)), bound) for part in parts(word))
            tests.append(f"({' AND '.join(both)})")
    return " OR ".join(tests)


def _stands(text: str, words: str, bound: _Bound) -> str:
    return f"regexp_matches({text}, {bound(words)}, {CASELESS})"
