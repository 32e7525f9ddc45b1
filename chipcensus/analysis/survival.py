"""How long companies live, from counts by age: what SQL cannot work out.

Kaplan–Meier curves and the log-rank test are lifelines' (imported only here and only when asked
for: it is heavy). Counts are weights, so that 100 million companies cost what a few hundred ages
do; what comes out is what the companies one by one would give.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from chipcensus.result import Row

CONFIDENCE = 0.95
MONTHS = 12
# What floating point adds to a product of fractions that comes to a half.
SLACK = 1e-12
Z = 1.959963984540054  # of a two-sided interval of 95 %


@dataclass(frozen=True)
class Ages:
    """A group of companies by age.

    Attributes:
        ages: months, ascending.
        gone: companies gone at each age.
        censored: companies still there at each age, the last one known.
    """

    ages: NDArray[np.int64]
    gone: NDArray[np.int64]
    censored: NDArray[np.int64]

    @property
    def every(self) -> NDArray[np.int64]:
        """Companies at each age, gone or not."""
        return self.gone + self.censored

    @property
    def companies(self) -> int:
        """How many there are."""
        return int(self.every.sum())

    @property
    def at_risk(self) -> NDArray[np.int64]:
        """Companies that became at least so old, and are known to have."""
        return np.asarray(self.every[::-1].cumsum()[::-1])

    @property
    def observed(self) -> tuple[NDArray[np.float64], NDArray[np.int64], NDArray[np.float64]]:
        """Ages, whether gone (1, 0), and how many companies: only where there are any."""
        ages = np.concatenate([self.ages, self.ages]).astype(float)
        is_gone = np.repeat([1, 0], len(self.ages))
        weights = np.concatenate([self.gone, self.censored]).astype(float)
        some = weights > 0
        return ages[some], is_gone[some], weights[some]


@dataclass(frozen=True)
class Point:
    """Survival just after an age: fraction still there, with its 95 % bounds."""

    age: int
    survival: float
    low: float
    high: float


@dataclass(frozen=True)
class Risk:
    """What a year of age is like.

    Attributes:
        age: full years.
        gone: companies gone at that age.
        company_years: years all companies of that age were under observation.
    """

    age: int
    gone: int
    company_years: float


def ages_of(rows: Sequence[Row]) -> Ages:
    """The counts of one group, a row an age."""
    names = ("age_months", "gone", "censored")
    return Ages(*(np.array([row[name] for row in rows], dtype=np.int64) for name in names))


def curve(group: Ages) -> list[Point]:
    """Kaplan–Meier at each age of the group, with the log-log band."""
    from lifelines import KaplanMeierFitter

    ages, is_gone, weights = group.observed
    fitted = KaplanMeierFitter(alpha=1 - CONFIDENCE).fit(ages, is_gone, weights=weights)
    shown = group.ages.astype(float)
    after = fitted.survival_function_["KM_estimate"].loc[shown].to_numpy()
    band = fitted.confidence_interval_.loc[shown].to_numpy()
    return [
        Point(int(age), float(value), *_bounds(value, *ends))
        for age, value, ends in zip(group.ages, after, band, strict=True)
    ]


def median(points: Sequence[Point]) -> tuple[int | None, int | None, int | None]:
    """Months until half are gone, and the interval; None where the curve stays above a half."""
    half = 0.5 + SLACK
    return (
        next((p.age for p in points if p.survival <= half), None),
        next((p.age for p in points if p.low <= half), None),
        next((p.age for p in points if p.high <= half), None),
    )


def risks(group: Ages) -> list[Risk]:
    """Companies gone and time under observation by full years of age."""
    found = []
    for year in range(int(group.ages.max()) // MONTHS + 1):
        months = np.clip(group.ages - year * MONTHS, 0, MONTHS)
        gone = int(group.gone[group.ages // MONTHS == year].sum())
        found.append(Risk(year, gone, float((months * group.every).sum()) / MONTHS))
    return found


def rate_bounds(gone: int, company_years: float) -> tuple[float, float]:
    """95 % bounds of gone per company and year (Poisson, by Byar's approximation)."""
    low = gone * _byar(gone, -Z) if gone else 0.0
    return low / company_years, (gone + 1) * _byar(gone + 1, Z) / company_years


def log_rank(groups: Sequence[Ages]) -> tuple[float, float]:
    """Chi-squared and p of the log-rank test of two or more groups."""
    from lifelines.statistics import multivariate_logrank_test

    parts = [group.observed for group in groups]
    ages, is_gone, weights = (np.concatenate(values) for values in zip(*parts, strict=True))
    names = np.repeat(np.arange(len(parts)), [len(part[0]) for part in parts])
    tested = multivariate_logrank_test(ages, names, is_gone, weights=weights)
    return float(tested.test_statistic), float(tested.p_value)


def _byar(count: int, z: float) -> float:
    return (1 - 1 / (9 * count) + z / (3 * math.sqrt(count))) ** 3


def _bounds(value: float, low: float, high: float) -> tuple[float, float]:
    """Where nobody, or everybody, is gone the log-log band is not defined: it has no width."""
    known = math.isfinite(low) and math.isfinite(high)
    return (float(low), float(high)) if known else (float(value), float(value))
