"""Does a claim hold? One rule for the founding article's claims and for a reader's own.

The first that applies: cannot be checked, part of the period, only this source, differs, confirmed
within rounding. What a claim is compared with are answers of queries/claims/<claim_id>, in which
the claim's own source never counts.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from chipcensus.question import Field
from chipcensus.result import Result, Row
from chipcensus.units import Printed, read_printed

VERDICTS = ("uncheckable", "partial", "only", "differs", "confirmed")
VERDICTS_QUESTION, HEAD_COUNT_QUESTION = "claims/verdicts", "claims/head_count"
JUDGED = (VERDICTS_QUESTION, HEAD_COUNT_QUESTION)
# What floating point adds when a printed number is scaled and rounded again.
SLACK = 1e-9

JUDGEMENT = (
    Field(
        "verdict", "VARCHAR", "of the whole claim: uncheckable, partial, only, differs, confirmed"
    ),
    Field("part_verdict", "VARCHAR", "of this part of it; NULL = another period, for orientation"),
    Field("gap", "DOUBLE", "base unit of unit; the claim less what others say, where it differs"),
    Field("gap_days", "INTEGER", "days; the same between two days"),
)
# How the numbers of a judged claim follow (chipcensus.trail). The claim is its own print; what
# others say is the answer of the claim's own question, which its panel shows with its SQL.
DERIVED = {
    "reported_value": "printed(reported_as)",
    "gap": "printed(claimed_as) - value",
    "value": "answer(value)",
}
TALLY = (
    Field("verdict", "VARCHAR", "uncheckable, partial, only, differs or confirmed"),
    Field("claims", "BIGINT", "claims with this verdict"),
    Field("claim_ids", "VARCHAR[]", "which"),
    Field("row_ids", "VARCHAR[]", "rows behind them"),
    Field("source_ids", "VARCHAR[]", "data/sources.csv"),
)


@dataclass(frozen=True)
class Verdict:
    """What becomes of a claim or of a part of it.

    Attributes:
        code: one of VERDICTS.
        gap: the claim less what others say, base unit; of a verdict "differs" on a number.
        gap_days: the same between two days.
    """

    code: str
    gap: float | None = None
    gap_days: int | None = None


def judge(claimed: Printed | None, evidence: Row) -> Verdict:
    """The verdict on one part of a claim.

    Args:
        claimed: the number claimed; None for a day or a statement.
        evidence: a row of queries/claims/<claim_id>, with claimed_start and claimed_end.
    """
    if evidence["missing"]:
        return Verdict("uncheckable")
    known = [evidence[name] for name in ("value", "happened_on", "holds")]
    is_known = any(item is not None for item in known)
    if evidence["is_partial"] and is_known:
        return Verdict("partial")
    if evidence["own"]:
        return Verdict("only")
    if not is_known:
        return Verdict("uncheckable")
    if evidence["holds"] is not None:
        return Verdict("confirmed" if evidence["holds"] else "differs")
    if evidence["happened_on"] is not None:
        return _days(evidence)
    return _numbers(claimed, evidence)


def _days(evidence: Row) -> Verdict:
    """A day, month or year is confirmed where the other's days lie within the claimed ones."""
    first, last = evidence["claimed_start"], evidence["claimed_end"]
    before = (first - evidence["until"]).days
    after = (evidence["happened_on"] - last).days
    gap = before if before > 0 else -after if after > 0 else 0
    return Verdict("differs", gap_days=gap) if gap else Verdict("confirmed")


def _numbers(claimed: Printed | None, evidence: Row) -> Verdict:
    """Two numbers agree where their intervals meet."""
    if claimed is None:
        return Verdict("uncheckable")
    value, low, high = (evidence[name] for name in ("value", "value_low", "value_high"))
    low = value if low is None else low
    slack = SLACK * max(abs(claimed.value), abs(value))
    is_below = claimed.high is not None and claimed.high < low - slack
    is_above = high is not None and claimed.low > high + slack
    if is_below or is_above:
        return Verdict("differs", gap=claimed.value - value)
    return Verdict("confirmed")


def claimed_number(claim: Row, part: str | None) -> Printed | None:
    """What the claim, or a part of it, says as a number with its interval.

    A printed loss has no sign: the table's own value tells it.
    """
    whole = part is None or part == claim["reported_as"]
    printed = read_printed(claim["reported_as"] if whole else part or "")
    value = claim["reported_value"]
    if not whole or value is None:
        return printed
    for candidate in (printed, printed and printed.mirrored()):
        if candidate and abs(candidate.value - value) <= SLACK * abs(value):
            return candidate
    return Printed(value, value, value)


def judge_all(result: Result, answers: Mapping[str, Result], verdict: str | None) -> Result:
    """The claims with their verdicts and what these rest on, a row for each part of a claim.

    Args:
        result: an answer to claims/verdicts.
        answers: the answers to queries/claims/<claim_id> by claim.
        verdict: only claims with this verdict; None = all.
    """
    told = next(iter(answers.values())).question.columns if answers else ()
    names = {field.name for field in result.question.columns}
    added = [field for field in told if field.name not in names]
    own = [
        field for field in result.question.columns if field.name not in ("row_ids", "source_ids")
    ]
    trail = [field for field in result.question.columns if field.name in ("row_ids", "source_ids")]
    rows = [row for claim in result.rows for row in _judged(claim, answers[claim["claim_id"]])]
    kept = [row for row in rows if verdict in (None, row["verdict"])]
    question = replace(
        result.question,
        columns=(*own, *JUDGEMENT, *added, *trail),
        derived=DERIVED,
        params=(*result.question.params, Field("verdict", "VARCHAR", "only these; NULL = all")),
    )
    order = [field.name for field in question.columns]
    ordered = [{name: row.get(name) for name in order} for row in kept]
    return replace(
        result, question=question, params={**result.params, "verdict": verdict}, rows=ordered
    )


def _judged(claim: Row, answer: Result) -> list[Row]:
    """A claim's parts, each with its verdict and that of the whole: the first in order."""
    rows: list[Row] = []
    found: list[str] = []
    for evidence in answer.rows:
        row = {**claim, **evidence}
        if evidence["is_other_period"]:
            said: Mapping[str, Any] = {"part_verdict": None, "gap": None, "gap_days": None}
        else:
            of_part = judge(claimed_number(claim, evidence["claimed_as"]), row)
            found.append(of_part.code)
            said = {"part_verdict": of_part.code, "gap": of_part.gap, "gap_days": of_part.gap_days}
        rows.append(row | dict(said))
    whole = min(found, key=VERDICTS.index, default="uncheckable")
    return [row | {"verdict": whole} for row in rows or [claim]]


def tally(judged: Result) -> Result:
    """How many claims have each verdict, in the order of the verdicts."""
    rows: list[Row] = []
    for code in VERDICTS:
        of_code = [row for row in judged.rows if row["verdict"] == code]
        if of_code:
            rows.append(
                {
                    "verdict": code,
                    "claims": len(ids := sorted({row["claim_id"] for row in of_code})),
                    "claim_ids": ids,
                    **{name: _union(of_code, name) for name in ("row_ids", "source_ids")},
                }
            )
    return replace(judged, question=replace(judged.question, columns=TALLY), rows=rows)


def _union(rows: Sequence[Row], name: str) -> list[str]:
    return sorted({item for row in rows for item in row[name] or []})


def answered(
    result: Result, values: Mapping[str, Any], ask: Callable[[str, Mapping[str, Any]], Result]
) -> Result:
    """An answer to one of JUDGED with its verdicts; each claim's own question is asked by `ask`."""
    ids = [row["claim_id"] for row in result.rows]
    answers = {claim_id: ask(f"claims/{claim_id}", values) for claim_id in ids}
    judged = judge_all(result, answers, values.get("verdict"))
    return tally(judged) if result.question.name == HEAD_COUNT_QUESTION else judged
