"""A CSV of a reader's own claims: every row checked, every problem listed at once."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from chipcensus.choices import Choices
from chipcensus.errors import BadParameter, Problem
from chipcensus.filters import ALL
from chipcensus.i18n import Words
from chipcensus.importing.csv_file import Limits, Line, read_csv
from chipcensus.own_claims import MONEY, OwnClaim
from chipcensus.problems import problem
from chipcensus.question import Catalogue, Question
from chipcensus.question import Field as Column
from chipcensus.units import Printed, kind_named, read_printed

LIMITS = Limits(size=1_000_000, rows=1_000)
WANTED = ("claim", "value", "unit", "question", "parameters", "column")
NUMERIC = {"DOUBLE", "BIGINT", "INTEGER"}
# What the header of a column says first, and the kinds of number that fit it.
FITTING = (
    ("companies per day", {"per_day"}),
    ("companies", {"companies"}),
    ("fraction", {"fraction"}),
    ("multiple", {"multiple"}),
    ("deals", {"deals"}),
    ("base unit of currency", {*MONEY, "fraction", "number", "companies", "multiple"}),
)


@dataclass
class Checked:
    """What a file holds: its good rows, and everything that is wrong with the others."""

    claims: list[OwnClaim] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Known:
    """What a row can name: questions with their defaults, and the values of their parameters."""

    questions: Catalogue
    defaults: Mapping[str, Mapping[str, Any]]
    choices: Choices
    sources: frozenset[str] = frozenset()


def read_own_claims(file: str, content: bytes, known: Known, words: Words) -> Checked:
    """Check a file of claims; a claim is good only if its whole row is."""
    lines, problems = read_csv(file, content, WANTED, LIMITS, words)
    checked = Checked(problems=problems)
    taken: dict[str, int] = {}
    for line in lines:
        row = _Row(file, line, known, words)
        claim = row.claim(taken)
        checked.problems += row.problems
        if claim and not row.problems:
            checked.claims.append(claim)
    checked.problems.sort(key=lambda p: p.row or 0)
    return checked


def read_parameters(text: str) -> dict[str, str]:
    """Parameters as `a=b;c=d` (lists by commas) or as a JSON object. Raises ValueError."""
    if not text:
        return {}
    if text.startswith("{"):
        return {str(k): _as_text(v) for k, v in json.loads(text).items()}
    pairs = [part.partition("=") for part in text.split(";") if part.strip()]
    if any(not sign or not name.strip() for name, sign, _ in pairs):
        raise ValueError(text)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _as_text(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else "" if value is None else str(value)


class _Row:
    """One row being checked: it collects its problems."""

    def __init__(self, file: str, line: Line, known: Known, words: Words) -> None:
        self.file, self.line, self.known, self.words = file, line, known, words
        self.problems: list[Problem] = []

    def claim(self, taken: dict[str, int]) -> OwnClaim | None:
        cells = self.line.cells
        claim_id = self._id(cells.get("id", ""), taken)
        if not cells["claim"]:
            self._refuse("empty_cell", "–", "claim")
        printed = self._printed(cells["value"], cells["unit"])
        source_id = self._source(cells.get("source_id", ""))
        question = self._question(cells["question"])
        if question is None:
            return None
        params, picks = self._parameters(question, cells["parameters"])
        self._column(question, cells["column"], printed)
        if printed is None:
            return None
        given = f"{cells['value']} {cells['unit']}".strip()
        return OwnClaim(
            self.line.number, claim_id, cells["claim"], given, printed,
            question.name, params, picks, cells["column"], source_id,
        )  # fmt: skip

    def _refuse(self, code: str, found: str, column: str, **told: object) -> None:
        self.problems.append(
            problem(self.file, self.words, code, found, self.line.number, column, **told)
        )

    def _id(self, given: str, taken: dict[str, int]) -> str:
        if given and given in taken:
            self._refuse("id_twice", given, "id", taken=taken[given])
        taken.setdefault(given, self.line.number)
        return given or str(self.line.number)

    def _source(self, given: str) -> str:
        if given and given not in self.known.sources:
            self._refuse("unknown_source", given, "source_id")
        return given

    def _printed(self, value: str, unit: str) -> Printed | None:
        if unit and not kind_named(unit):
            self._refuse("unknown_unit", unit, "unit")
            return None
        printed = read_printed(f"{value} {unit if unit != 'fraction' else ''}")
        if printed is None:
            self._refuse("no_number", value or "–", "value")
            return None
        kind = "fraction" if unit == "fraction" else printed.kind
        return Printed(printed.value, printed.low, printed.high, kind)

    def _question(self, name: str) -> Question | None:
        names = sorted(self.known.defaults)
        if name in names:
            return self.known.questions[name]
        near = get_close_matches(name, names, 3, 0.5) or names[:3]
        self._refuse("unknown_question", name or "–", "question", near=", ".join(near))
        return None

    def _parameters(self, question: Question, text: str) -> tuple[dict[str, Any], dict[str, str]]:
        try:
            given = read_parameters(text)
        except (ValueError, AttributeError):
            self._refuse("no_parameters", text, "parameters")
            return {}, {}
        params = {field.name for field in question.params}
        columns = {column.name for column in question.columns}
        # A provider is only preferred by its parameter; as a column it picks the row.
        picks = {k: v for k, v in given.items() if k in columns - {"currency"} and v != ALL}
        for name in given.keys() - params - columns:
            listed = ", ".join([*sorted(params), *sorted(columns - params)])
            self._refuse("unknown_parameter", name, "parameters", known=listed)
        asked = {k: v for k, v in given.items() if k in params}
        values: dict[str, Any] = {}
        for name, value in asked.items():
            values |= self._value(question, name, value)
        return {"currency": "reported", **self.known.defaults[question.name], **values}, picks

    def _value(self, question: Question, name: str, text: str) -> dict[str, Any]:
        if text == ALL:
            return {name: None}
        try:
            value = question.parse({name: text})[name]
        except BadParameter:
            kind = next(field.type for field in question.params if field.name == name)
            self._refuse("bad_value", f"{name}={text}", "parameters", expected=kind)
            return {}
        known = self.known.choices.values.get(name)
        wrong = [v for v in _items(value) if known is not None and v not in known]
        if wrong:
            near = get_close_matches(str(wrong[0]), known or (), 3, 0.4) or list(known or ())[:5]
            self._refuse("unknown_value", f"{name}={wrong[0]}", "parameters", known=", ".join(near))
        return {name: value}

    def _column(self, question: Question, name: str, printed: Printed | None) -> None:
        columns = {c.name: c for c in question.columns if c.type in NUMERIC}
        if name not in columns:
            self._refuse("no_numeric_column", name or "–", "column", known=", ".join(columns))
        elif printed and printed.kind and not _fits(columns[name], printed.kind):
            unit = columns[name].text.split(";")[0]
            self._refuse("unit_of_column", printed.kind, "unit", unit=unit)


def _items(value: Any) -> Sequence[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _fits(column: Column, kind: str) -> bool:
    for head, kinds in FITTING:
        if column.text.startswith(head):
            return kind in kinds
    return True
