"""Survival by hand: a textbook's sample, and companies counted instead of listed."""

from __future__ import annotations

import math
import subprocess
import sys

import numpy as np
import pytest

from chipcensus.analysis.survival import (
    Ages,
    curve,
    log_rank,
    median,
    rate_bounds,
    risks,
)

# Freireich and others, 1963: weeks in remission of 21 patients each; + = censored.
TREATED = "6 6 6 6+ 7 9+ 10 10+ 11+ 13 16 17+ 19+ 20+ 22 23 25+ 32+ 32+ 34+ 35+"
UNTREATED = "1 1 2 2 3 4 4 5 5 8 8 8 8 11 11 12 12 15 17 22 23"


def sample(text: str) -> Ages:
    found: dict[int, list[int]] = {}
    for item in text.split():
        counts = found.setdefault(int(item.rstrip("+")), [0, 0])
        counts[item.endswith("+")] += 1
    ages = sorted(found)
    return Ages(np.array(ages), *(np.array([found[a][i] for a in ages]) for i in (0, 1)))


def at(points, age):
    return next(p for p in points if p.age == age)


def test_kaplan_meier_is_what_the_textbook_has():
    points = curve(sample(TREATED))
    wanted = {6: 18 / 21, 7: 18 / 21 * 16 / 17, 10: 0.8067 * 14 / 15, 13: 0.6902, 23: 0.4482}
    for age, survival in wanted.items():
        assert at(points, age).survival == pytest.approx(survival, abs=1e-4)
    assert at(points, 9).survival == at(points, 7).survival


def test_the_band_is_greenwoods_on_the_log_log_scale():
    point = at(curve(sample(TREATED)), 7)
    variance = 3 / (21 * 18) + 1 / (17 * 16)
    width = 1.959964 * math.sqrt(variance) / abs(math.log(point.survival))
    assert point.low == pytest.approx(point.survival ** math.exp(width), rel=1e-6)
    assert point.high == pytest.approx(point.survival ** math.exp(-width), rel=1e-6)


def test_the_median_is_the_first_age_at_which_half_are_gone():
    assert median(curve(sample(TREATED)))[:2] == (23, 13)
    assert median(curve(sample(TREATED)))[2] is None
    assert median(curve(sample(UNTREATED)))[0] == 8
    exactly_half = Ages(np.array([1, 2]), np.array([5, 0]), np.array([0, 5]))
    assert median(curve(exactly_half))[0] == 1
    assert median(curve(sample("1 2+ 3+ 4+")))[0] is None


def by_hand(one: Ages, other: Ages) -> float:
    """Chi-squared of the log-rank test: observed less expected, and its variance."""
    excess = variance = 0.0
    for age in sorted({*one.ages[one.gone > 0], *other.ages[other.gone > 0]}):
        n1, n2 = (g.every[g.ages >= age].sum() for g in (one, other))
        d1, d2 = (g.gone[g.ages == age].sum() for g in (one, other))
        n, d = n1 + n2, d1 + d2
        excess += d1 - d * n1 / n
        if n > 1:
            variance += d * (n1 / n) * (n2 / n) * (n - d) / (n - 1)
    return excess**2 / variance


def test_log_rank_is_what_the_textbook_has():
    one, other = sample(TREATED), sample(UNTREATED)
    statistic, p_value = log_rank([one, other])
    assert statistic == pytest.approx(16.79, abs=0.01)
    assert statistic == pytest.approx(by_hand(one, other), rel=1e-9)
    assert p_value == pytest.approx(math.erfc(math.sqrt(statistic / 2)), rel=1e-6)


def test_groups_alike_do_not_differ():
    statistic, p_value = log_rank([sample(TREATED), sample(TREATED)])
    assert statistic == pytest.approx(0, abs=1e-9)
    assert p_value == pytest.approx(1, abs=1e-6)


def test_counts_give_what_the_companies_one_by_one_give():
    from lifelines import KaplanMeierFitter
    from lifelines.statistics import logrank_test

    random = np.random.default_rng(7)
    groups = []
    for scale in (40, 60):
        months = random.exponential(scale, 3000).astype(int)
        ends = random.integers(0, 90, 3000)
        groups.append((np.minimum(months, ends), months <= ends))
    counted = []
    for ages, is_gone in groups:
        known = np.unique(ages)
        gone = np.array([(is_gone & (ages == a)).sum() for a in known])
        left = np.array([(~is_gone & (ages == a)).sum() for a in known])
        counted.append(Ages(known, gone, left))
        one_by_one = KaplanMeierFitter().fit(ages, is_gone)
        wanted = one_by_one.survival_function_at_times(known).to_numpy()
        assert [p.survival for p in curve(counted[-1])] == pytest.approx(wanted, rel=1e-9)
    (a, gone_a), (b, gone_b) = groups
    wanted_test = logrank_test(a, b, gone_a, gone_b)
    assert log_rank(counted)[0] == pytest.approx(wanted_test.test_statistic, rel=1e-9)


def test_a_hundred_million_companies_are_a_matter_of_ages():
    ages = np.arange(360)
    group = Ages(ages, np.full(360, 200_000), np.full(360, 100_000))
    assert group.companies == 108_000_000
    points = curve(group)
    assert points[0].survival == pytest.approx(1 - 200_000 / 108_000_000, rel=1e-12)
    statistic, _ = log_rank([group, Ages(ages, np.full(360, 210_000), np.full(360, 90_000))])
    assert math.isfinite(statistic)
    assert statistic > 1000


def test_nobody_gone_has_a_band_without_width():
    points = curve(Ages(np.array([12]), np.array([0]), np.array([40])))
    assert [(p.survival, p.low, p.high) for p in points] == [(1, 1, 1)]


def test_a_hazard_is_who_is_gone_by_the_time_under_observation():
    # Gone at 6 months; still there at 18; gone at 24, in the third year of age.
    group = Ages(np.array([6, 18, 24]), np.array([2, 0, 1]), np.array([0, 4, 0]))
    found = [(r.age, r.gone, r.company_years) for r in risks(group)]
    assert found == [(0, 2, (2 * 6 + 5 * 12) / 12), (1, 0, (4 * 6 + 12) / 12), (2, 1, 0.0)]


@pytest.mark.parametrize(
    ("gone", "low", "high"),
    [(0, 0, 3.689), (1, 0.0253, 5.572), (10, 4.795, 18.39), (100, 81.36, 121.63)],
)
def test_rate_bounds_are_near_the_exact_poisson_ones(gone, low, high):
    bounds = rate_bounds(gone, 1.0)
    assert bounds == pytest.approx((low, high), rel=0.05, abs=0.02)


def test_what_is_heavy_is_loaded_only_for_a_curve():
    code = (
        "import sys, chipcensus.census, chipcensus.analysis.answers;"
        "assert not {'lifelines', 'scipy', 'matplotlib'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
