"""A reader's own claims: each asks a question of the catalogue, and is judged like the article's.

They live in the memory of one visit: nothing here writes, and nothing is shared.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from chipcensus.claims import judge
from chipcensus.question import Field, Question
from chipcensus.result import Citation, Result, Row
from chipcensus.units import Printed

MONEY = ("CNY", "USD", "HKD", "EUR")
_TEXTS = ("claim_id", "claim", "reported_as", "unit", "question", "parameters", "column")
_NUMBERS = ("value", "value_low", "value_high", "range_low", "range_high", "gap")
COLUMNS = (
    Field("verdict", "VARCHAR", "uncheckable, partial, only, differs or confirmed"),
    *(Field(name, "VARCHAR", "as given in the file") for name in _TEXTS),
    *(Field(name, "DOUBLE", "base unit of unit; what the answer says") for name in _NUMBERS),
    Field("provider", "VARCHAR", "who counted; NULL = not named"),
    Field("period_start", "DATE", "first day really covered"),
    Field("period_end", "DATE", "last day really covered"),
    Field("row_ids", "VARCHAR[]", "rows behind the answer"),
    Field("source_ids", "VARCHAR[]", "data/sources.csv"),
)
Ask = Callable[[str, Mapping[str, Any]], Result]


@dataclass(frozen=True)
class OwnClaim:
    """One row of a reader's file, checked.

    Attributes:
        row: row as a spreadsheet counts it.
        claim_id: the file's id, else the row's number.
        text: the claim.
        reported_as: value and unit as given.
        printed: the value with its interval.
        question: name of the question.
        params: parameters to bind.
        picks: columns of the answer with the value that picks a row.
        column: the answer's column to compare with.
        source_id: where the claim comes from; it never counts for it. "" = not said.
    """

    row: int
    claim_id: str
    text: str
    reported_as: str
    printed: Printed
    question: str
    params: Mapping[str, Any]
    picks: Mapping[str, str]
    column: str
    source_id: str = ""


def picked(claim: OwnClaim, result: Result) -> list[Row]:
    """The answer's rows that the claim's file picks."""
    return [
        row
        for row in result.rows
        if all(_is_same(row[name], text) for name, text in claim.picks.items())
    ]


def _is_same(value: Any, text: str) -> bool:
    if isinstance(value, bool):
        return str(value).lower() == text.lower()
    if isinstance(value, int | float):
        try:
            return bool(value == float(text))
        except ValueError:
            return False
    return (value.isoformat() if isinstance(value, date) else str(value)) == text


def check(claims: Sequence[OwnClaim], ask: Ask) -> Result:
    """The claims with their verdicts, as an answer: shown and exported like any other."""
    answers = [(claim, ask(claim.question, claim.params)) for claim in claims]
    rows = [_judged(claim, answer) for claim, answer in answers]
    cited: dict[str, Citation] = {}
    for _, answer in answers:
        cited |= {i: answer.citations[i] for i in answer.source_ids if i in answer.citations}
    question = Question("claims/own", "A reader's own claims", (), COLUMNS, "", "")
    generation = answers[0][1].generation if answers else ""
    return Result(question, {}, rows, generation, "", cited)


def _judged(claim: OwnClaim, answer: Result) -> Row:
    evidence = _evidence(claim, answer)
    verdict = judge(claim.printed, evidence)
    listed = "; ".join(f"{k}={v}" for k, v in {**claim.params, **claim.picks}.items())
    return {
        **evidence,
        "claim_id": claim.claim_id,
        "claim": claim.text,
        "reported_as": claim.reported_as,
        "question": claim.question,
        "parameters": listed,
        "column": claim.column,
        "verdict": verdict.code,
        "part_verdict": verdict.code,
        "gap": verdict.gap,
        "gap_days": None,
    }


def _evidence(claim: OwnClaim, answer: Result) -> Row:
    """The one row picked, in the columns of queries/claims."""
    rows = picked(claim, answer)
    row = rows[0] if len(rows) == 1 else {}
    value, currency = row.get(claim.column), row.get("currency")
    kind = claim.printed.kind
    has_interval = f"{claim.column}_low" in row
    is_other_money = kind in MONEY and currency in MONEY and currency != kind
    missing = ["currency"] if is_other_money else ["answer"] if value is None else []
    source_ids = row.get("source_ids") or []
    is_own = bool(claim.source_id) and set(source_ids) == {claim.source_id}
    end = row.get("period_end")
    return {
        "part": None,
        "claimed_as": claim.reported_as,
        "unit": kind or currency or "number",
        "value": value,
        "value_low": row[f"{claim.column}_low"] if has_interval else value,
        "value_high": row[f"{claim.column}_high"] if has_interval else value,
        "range_low": row.get("range_low") if has_interval else None,
        "range_high": row.get("range_high") if has_interval else None,
        **dict.fromkeys(("happened_on", "until", "holds")),
        "provider": row.get("provider"),
        "is_direct": not row.get("is_derived"),
        "is_forecast": bool(row.get("is_forecast")),
        "period_start": row.get("period_start"),
        "period_end": end,
        "claimed_end": date(end.year, 12, 31) if end else None,
        "is_partial": bool(row.get("is_partial")),
        "is_other_period": False,
        "missing": missing,
        "own": ["answer"] if is_own else [],
        "row_ids": row.get("row_ids") or [],
        "source_ids": source_ids,
    }
