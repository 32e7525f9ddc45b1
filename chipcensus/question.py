"""A .sql file as a Question: what it answers, its parameters, its columns, its statement."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from chipcensus.errors import BadParameter, QuestionBroken, UnknownQuestion

SECTIONS = ("question", "params", "columns", "derived", "notes", "severity")
_FIELD = re.compile(r"(?P<name>\w+)\s{2,}(?P<type>[A-Z]+(?:\[\])?)\s{2,}(?P<text>\S.*)")
_DERIVED = re.compile(r"(\w+)\s{2,}(\S.*)")


@dataclass(frozen=True)
class Field:
    """A parameter or a column: its name, SQL type and meaning (unit first).

    `is_own`: a column that a reader named in a statement of their own, and means what it says.
    """

    name: str
    type: str
    text: str
    is_own: bool = False


@dataclass(frozen=True)
class Question:
    """One file of `queries/`: one question, one SELECT.

    Attributes:
        name: folder and file without ending, e.g. "registrations/by_year".
        question: the question in words.
        params: declared parameters; all are bound, missing ones are NULL.
        columns: declared columns of the answer.
        notes: what a reader of the answer must know.
        sql: the statement.
        severity: "error" or "warning" for a check, else "".
        text: the whole file: a generation keeps it, so that it is asked the same way later.
        derived: formulas by column: how a value follows from others, see `chipcensus.trail`.
    """

    name: str
    question: str
    params: tuple[Field, ...]
    columns: tuple[Field, ...]
    notes: str
    sql: str
    severity: str = ""
    text: str = field(default="", repr=False, compare=False)
    derived: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def subject(self) -> str:
        """The folder: the page and the module of charts it belongs to."""
        return self.name.split("/")[0]

    @property
    def has_trail(self) -> bool:
        """Whether its answer names the rows of facts behind it; lists about the data do not."""
        return any(column.name == "row_ids" for column in self.columns)

    def bind(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return every declared parameter with its value from `values`, NULL where absent."""
        return {field.name: values.get(field.name) for field in self.params}

    def parse(self, texts: Mapping[str, str]) -> dict[str, Any]:
        """Read parameters given as text (command line, URL); lists are separated by commas.

        Raises:
            BadParameter: one line for each name or value that does not fit.
        """
        known = {field.name: field for field in self.params}
        problems = [
            f"{self.name}: no parameter {name!r}; it has {', '.join(known) or 'none'}."
            for name in texts
            if name not in known
        ]
        values: dict[str, Any] = {}
        for name, text in texts.items():
            if name in known:
                try:
                    values[name] = parse_value(text, known[name].type)
                except ValueError:
                    problems.append(
                        f"{self.name}, parameter {name}: found {text!r}; "
                        f"expected {known[name].type} ({known[name].text})."
                    )
        if problems:
            raise BadParameter("\n".join(problems))
        return values


def parse_value(text: str, kind: str) -> Any:
    """Read one parameter's text as SQL type `kind`; empty text is NULL. Raises ValueError."""
    if text == "":
        return None
    if kind.endswith("[]"):
        return [parse_value(part, kind[:-2]) for part in text.split(",") if part]
    if kind == "DATE":
        return date.fromisoformat(text)
    if kind in {"INTEGER", "BIGINT"}:
        return int(text)
    if kind == "DOUBLE":
        return float(text)
    if kind == "BOOLEAN":
        return (
            {"true": True, "false": False}[text.lower()]
            if text.lower() in {"true", "false"}
            else _refuse()
        )
    return text


def _refuse() -> Any:
    raise ValueError


def read_question(path: Path, folder: Path) -> Question:
    """Read the file at `path` below `folder`.

    Raises:
        QuestionBroken: the header lacks a section or has a line that is no field.
    """
    name = path.relative_to(folder).with_suffix("").as_posix()
    return parse_question(name, path.read_text(encoding="utf-8"))


def parse_question(name: str, text: str) -> Question:
    """Read a question's text, header and statement. Raises QuestionBroken, as above."""
    header, sections = _header(text), dict.fromkeys(SECTIONS, "")
    current = ""
    for line in header:
        head, _, rest = line.partition(":")
        if head in SECTIONS and not line.startswith(" "):
            current, sections[head] = head, rest.strip()
        elif current:
            sections[current] = f"{sections[current]}\n{line}".strip("\n")
    if not sections["question"] or not sections["columns"]:
        raise QuestionBroken(f"{name}.sql: the header needs 'question:' and 'columns:'.")
    return Question(
        name=name,
        question=" ".join(sections["question"].split()),
        params=fields(name, sections["params"]),
        columns=fields(name, sections["columns"]),
        notes=" ".join(sections["notes"].split()),
        sql="\n".join(text.splitlines()[len(header) :]).strip().rstrip(";"),
        severity=sections["severity"],
        text=text,
        derived=_formulas(name, sections["derived"]),
    )


def _header(text: str) -> list[str]:
    lines = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line[2:].removeprefix(" ").rstrip())
    return lines


def fields(name: str, block: str) -> tuple[Field, ...]:
    """Fields as a header tells them, a line each. Raises QuestionBroken, naming the file."""
    found = []
    for line in filter(None, map(str.strip, block.splitlines())):
        match = _FIELD.fullmatch(line)
        if not match:
            raise QuestionBroken(f"{name}.sql: {line!r} is not 'name  TYPE  meaning'.")
        found.append(Field(match["name"], match["type"], match["text"]))
    return tuple(found)


def _formulas(name: str, block: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for line in filter(None, map(str.strip, block.splitlines())):
        match = _DERIVED.fullmatch(line)
        if not match:
            raise QuestionBroken(f"{name}.sql: {line!r} is not 'column  formula'.")
        found[match[1]] = match[2]
    return found


class Catalogue(dict[str, Question]):
    """Questions by name; asking for an unknown one says which there are."""

    def __missing__(self, name: str) -> Question:
        """Raise UnknownQuestion with the nearest help there is: the list."""
        raise UnknownQuestion(f"No question {name!r}. There are: {', '.join(sorted(self))}.")


def read_questions(folder: Path) -> Catalogue:
    """Read every question below `folder`; the steps in `views/` are questions of that name."""
    return Catalogue(
        (question.name, question)
        for question in (read_question(path, folder) for path in sorted(folder.rglob("*.sql")))
    )
