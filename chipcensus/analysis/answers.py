"""Between a question on ages and its chart: the counts of an answer become survival."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Any

from chipcensus.analysis.survival import (
    Ages,
    ages_of,
    curve,
    log_rank,
    median,
    rate_bounds,
    risks,
)
from chipcensus.question import Field, fields
from chipcensus.result import Result, Row

# Of fewer companies a curve says more of chance than of companies.
LEAST = 30
COUNTED = ("age_months", "gone", "censored")
TRAIL = ("left_out", "snapshot_on", "is_synthetic", "row_ids", "source_ids")
COMPANIES = "companies      BIGINT   companies of the group, those left out not counted"


def _fields(block: str) -> tuple[Field, ...]:
    """Columns as the head of a question tells them, the companies of the group before them."""
    return fields("analysis", f"{COMPANIES}\n{block}")


OF_A_CURVE = _fields("""
    age_months     INTEGER  months; age
    at_risk        BIGINT   companies known to have become at least so old
    gone           BIGINT   companies gone at this age
    censored       BIGINT   companies still there at this age, the last one known
    survival       DOUBLE   fraction still there after this age; NULL = too few companies
    survival_low   DOUBLE   fraction; lower bound, 95 % confidence
    survival_high  DOUBLE   fraction; upper bound
    statistic      DOUBLE   chi-squared of the log-rank test of all groups
    p_value        DOUBLE   how often chance alone makes curves differ so much
""")
OF_A_MEDIAN = _fields("""
    gone           BIGINT   companies gone
    median_months  INTEGER  months until half are gone; NULL = not yet, or too few
    median_low     INTEGER  months; lower bound, 95 % confidence; NULL = not yet
    median_high    INTEGER  months; upper bound; NULL = open
    survival       DOUBLE   fraction still there at the greatest age; NULL = too few
    age_months     INTEGER  months; the greatest age known
""")
OF_A_HAZARD = _fields("""
    age_years      INTEGER  full years of age
    gone           BIGINT   companies gone at this age
    company_years  DOUBLE   years all companies of this age were under observation
    hazard         DOUBLE   fraction gone per company and year; NULL = too few companies
    hazard_low     DOUBLE   fraction; lower bound, 95 % confidence
    hazard_high    DOUBLE   fraction; upper bound
""")
NO_TEST: tuple[None, None] = (None, None)


def analysed(result: Result) -> Result:
    """The answer to one of ANALYSED as survival; an answer without a row stays as it is."""
    added, work = _ANALYSES[result.question.name]
    names = {field.name for field in added}
    kept = [f for f in result.question.columns if f.name not in {*COUNTED, *TRAIL, *names}]
    trail = [f for f in result.question.columns if f.name in TRAIL]
    columns = (*kept, *added, *trail)
    groups = [list(rows) for _, rows in groupby(result.rows, lambda r: [r[f.name] for f in kept])]
    order = [field.name for field in columns]
    rows = [{name: row[name] for name in order} for row in work(groups)] if groups else []
    return replace(result, question=replace(result.question, columns=columns), rows=rows)


def _curves(groups: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """Every group's curve, and the test whether they differ."""
    every = [ages_of(rows) for rows in groups]
    tested = [ages for ages in every if _is_enough(ages)]
    statistic, p_value = log_rank(tested) if len(tested) > 1 else NO_TEST
    test = {"statistic": statistic, "p_value": p_value}
    for rows, ages in zip(groups, every, strict=True):
        points = curve(ages) if _is_enough(ages) else [None] * len(rows)
        for row, point, at_risk in zip(rows, points, ages.at_risk, strict=True):
            ends = (point.survival, point.low, point.high) if point else (None,) * 3
            said = dict(zip(("survival", "survival_low", "survival_high"), ends, strict=True))
            yield row | test | said | {"companies": ages.companies, "at_risk": int(at_risk)}


def _medians(groups: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """A row a group."""
    for rows in groups:
        ages = ages_of(rows)
        points = curve(ages) if _is_enough(ages) else []
        said = dict(
            zip(("median_months", "median_low", "median_high"), median(points), strict=True)
        )
        yield (
            rows[-1]
            | said
            | {
                "companies": ages.companies,
                "gone": int(ages.gone.sum()),
                "survival": points[-1].survival if points else None,
            }
        )


def _hazards(groups: Sequence[Sequence[Row]]) -> Iterator[Row]:
    """A row a year of age, as long as there are enough companies."""
    for rows in groups:
        ages = ages_of(rows)
        for risk in risks(ages):
            reached = int(ages.every[ages.ages >= risk.age * 12].sum())
            is_enough = reached >= LEAST and risk.company_years > 0
            ends = rate_bounds(risk.gone, risk.company_years) if is_enough else NO_TEST
            yield rows[0] | {
                "companies": ages.companies,
                "age_years": risk.age,
                "gone": risk.gone,
                "company_years": risk.company_years,
                "hazard": risk.gone / risk.company_years if is_enough else None,
                "hazard_low": ends[0],
                "hazard_high": ends[1],
            }


def _is_enough(ages: Ages) -> bool:
    return ages.companies >= LEAST


_ANALYSES: Mapping[str, tuple[tuple[Field, ...], Callable[[Any], Iterator[Row]]]] = {
    "deregistrations/survival": (OF_A_CURVE, _curves),
    "deregistrations/compared": (OF_A_CURVE, _curves),
    "deregistrations/median_life": (OF_A_MEDIAN, _medians),
    "deregistrations/hazard": (OF_A_HAZARD, _hazards),
}
ANALYSED = tuple(_ANALYSES)
