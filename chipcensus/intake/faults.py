"""What is wrong, grouped: how often, and the first of each kind."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pyarrow as pa
import pyarrow.compute as pc

from chipcensus.errors import Problem
from chipcensus.i18n import Words
from chipcensus.intake.draft import EXAMPLES, Example, Group
from chipcensus.problems import shortened

# A refusal by a rule of the schema bears the rule itself.
RULE = "rule: "
Key = tuple[str, str | None, str, str]


class Faults:
    """Problems as they are met, grouped by code, column, what was expected and the way out."""

    def __init__(self) -> None:
        """Nothing is wrong yet."""
        self._groups: dict[Key, Group] = {}

    def add_refused(self, file: str, refused: pa.Table, words: Words) -> None:
        """Count refused rows of one file."""
        if refused.num_rows == 0:
            return
        pairs = refused.select(["code", "column"]).group_by(["code", "column"]).aggregate([])
        for code, column in zip(*(pairs[n].to_pylist() for n in ("code", "column")), strict=True):
            same = pc.equal(refused["code"], code)
            here = pc.is_null(refused["column"]) if column is None else None
            here = pc.equal(refused["column"], column) if here is None else here
            rows = refused.filter(pc.fill_null(pc.and_(same, here), fill_value=False))
            shown = rows.slice(0, EXAMPLES).to_pylist()
            examples = tuple(Example(file, r["row"], shortened(r["found"])) for r in shown)
            told = reason(code, words)
            self.add([Group(code, column, *told, rows.num_rows, examples)])

    def add_problems(self, problems: Iterable[Problem]) -> None:
        """Count problems of whole files, or told in words already."""
        for one in problems:
            example = Example(one.file, one.row, one.found)
            self.add([Group("", one.column, one.expected, one.remedy, 1, (example,))])

    def add(self, groups: Iterable[Group]) -> None:
        """Count what was grouped elsewhere."""
        for group in groups:
            key = (group.code, group.column, group.expected, group.remedy)
            before = self._groups.get(key)
            if before:
                examples = (*before.examples, *group.examples)[:EXAMPLES]
                group = replace(group, count=before.count + group.count, examples=examples)
            self._groups[key] = group

    def groups(self) -> tuple[Group, ...]:
        """All of them, the most frequent first."""
        return tuple(sorted(self._groups.values(), key=lambda g: (-g.count, g.code)))


def reason(code: str, words: Words) -> tuple[str, str]:
    """What was expected and the way out, by the code of a refusal."""
    if code.startswith(RULE):  # of the schema, as it says it
        return code.removeprefix(RULE), words("problem.rule.remedy")
    return words(f"problem.{code}.expected"), words(f"problem.{code}.remedy")


def as_problems(groups: Sequence[Group]) -> list[Problem]:
    """Every example as a problem of its own."""
    return [
        Problem(e.file, e.row, group.column, e.found, group.expected, group.remedy)
        for group in groups
        for e in group.examples
    ]
