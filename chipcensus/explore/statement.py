"""A shipped question as a statement that runs as it stands: its parameters filled in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chipcensus.engine import compose
from chipcensus.question import Catalogue, Question

# What quotes or comments is passed over: a sign in it is no parameter.
_PARAMETER = re.compile(r"'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|\$(?P<name>[a-z_]\w*)")


def statement(
    question: Question, questions: Catalogue, values: Mapping[str, Any], remarks: Sequence[str]
) -> str:
    """A question with `values` in the place of its parameters, under `remarks`.

    The steps are tables of the generation; for an as-of day they stand in front, as texts.
    """
    params = question.bind(values)
    sql = compose(question, questions) if params.get("as_of") else question.sql
    lines = [line for remark in remarks for line in remark.splitlines()]
    return "\n".join([*(f"-- {line}" for line in lines), filled(sql, params)])


def filled(sql: str, params: Mapping[str, Any]) -> str:
    """A statement with literals in the place of its parameters."""

    def put(match: re.Match[str]) -> str:
        name = match["name"]
        return match[0] if name is None else literal(params[name])

    return _PARAMETER.sub(put, sql)


def literal(value: Any) -> str:
    """A value as SQL spells it."""
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, date):
        return f"DATE '{value.isoformat()}'"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    if isinstance(value, int | float):
        return repr(value)
    return "'" + str(value).replace("'", "''") + "'"
