"""Companies as numbers: where, when, how long, how much; the same ones for the same seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from bench.registry import phrases
from bench.registry.places import PROVINCES, Province

FIRST_YEAR, LAST_YEAR = 1993, 2025
SNAPSHOT = date(2025, 12, 31)
PART = 200_000  # rows made at once
NO_DAY = np.iinfo(np.int32).min
_EPOCH = date(1970, 1, 1)
_SNAPSHOT = (SNAPSHOT - _EPOCH).days
_SEASON = np.array([9.0, 5.2, 10.4, 9.0, 8.8, 8.9, 8.7, 8.3, 8.6, 7.4, 8.2, 7.5])
# Of those still there at an age in years, the share that goes within the next.
_HAZARD = (0.02, 0.055, 0.09, 0.1, 0.09, 0.07, 0.06, 0.052, 0.047, 0.043, *[0.038] * 30)
_CHIP_SHARE = np.array([0.97, 0.01, 0.004, 0.009, 0.005, 0.002])  # of FAMILIES
_WITHOUT_CODE, _OLD_NUMBER, _WITHOUT_END = 0.015, 0.005, 0.03
_PRIME = 99_999_989  # odd: multiplying by it shuffles the serial numbers below 2 ** 27


@dataclass(frozen=True)
class Plan:
    """What to make.

    Attributes:
        rows: of all files together.
        seed: the same plan gives the same bytes.
        duplicates: share of rows that tell a company once more, as it was earlier.
        bad_dates: share of rows whose day of founding nobody can read.
        wrong_codes: share of rows whose credit code fails its checksum.
        years: of founding, both included; from 1993 to 2025 at most.
        provinces: in short; none = all.
    """

    rows: int
    seed: int = 0
    duplicates: float = 0.0
    bad_dates: float = 0.0
    wrong_codes: float = 0.0
    years: tuple[int, int] = (FIRST_YEAR, LAST_YEAR)
    provinces: tuple[str, ...] = ()


@dataclass(frozen=True)
class Part:
    """Some rows of one year and province."""

    plan: Plan
    number: int
    year: int
    province: Province
    first: int  # number of the first row among all
    rows: int

    @property
    def chapter(self) -> int:
        """Every million rows begin a new one."""
        return self.first // 1_000_000

    def random(self) -> np.random.Generator:
        """Its own numbers, whatever was made before."""
        return np.random.default_rng([self.plan.seed, self.number])


@dataclass(frozen=True)
class Drawn:
    """Companies of a part as arrays, a place a row; days since 1970-01-01, NO_DAY = none.

    Rows from `originals` on repeat an earlier one (`of`).
    """

    part: Part
    originals: int
    of: np.ndarray
    serial: np.ndarray
    city: np.ndarray
    founded: np.ndarray
    ended: np.ndarray  # as told
    status: np.ndarray  # place in STATUSES
    spelling: np.ndarray  # of the status
    approved: np.ndarray
    capital: np.ndarray  # place in CAPITALS
    family: np.ndarray  # place in FAMILIES
    kind: np.ndarray  # place in TYPES
    code: np.ndarray  # 0 right, 1 wrong, 2 none, 3 a number of 15 digits
    bad_date: np.ndarray


STATUSES = tuple(name for name, _, _ in (*phrases.STAYING, *phrases.GOING))


def parts(plan: Plan) -> Iterator[Part]:
    """All rows of the plan, by year and province."""
    years = np.arange(plan.years[0], plan.years[1] + 1)
    provinces = [p for p in PROVINCES if p.short in plan.provinces or not plan.provinces]
    growth = 1.09 ** (years - FIRST_YEAR) * np.where(np.isin(years, (2020, 2022)), 0.93, 1.0)
    weights = np.outer(growth, [p.share for p in provinces])
    counts = _shared_out(plan.rows, weights.ravel()).reshape(weights.shape)
    number = first = 0
    for year, row in zip(years, counts, strict=True):
        for province, count in zip(provinces, row, strict=True):
            for start in range(0, int(count), PART):
                rows = min(PART, int(count) - start)
                yield Part(plan, number, int(year), province, first, rows)
                number, first = number + 1, first + rows


def _shared_out(total: int, weights: np.ndarray) -> np.ndarray:
    """Whole numbers in proportion to the weights that add up to the total."""
    exact = total * weights / weights.sum()
    whole = np.floor(exact).astype(np.int64)
    order = np.argsort(whole - exact, kind="stable")
    whole[order[: total - int(whole.sum())]] += 1
    return whole


def draw(part: Part) -> Drawn:
    """The companies of a part."""
    rng, plan = part.random(), part.plan
    copies = min(int(part.rows * plan.duplicates + rng.random()), part.rows // 2)
    n = part.rows - copies
    founded = _founded(rng, part.year, n)
    gone, ended = _ended(rng, founded)
    status, spelling = _status(rng, gone)
    approved = np.where(gone, ended, founded + (rng.random(n) * (_SNAPSHOT - founded)).astype(int))
    told = np.where(gone & (rng.random(n) >= _WITHOUT_END), ended, NO_DAY)
    arrays = {
        "serial": (part.first + np.arange(n)) * _PRIME % 2**27,
        "city": rng.choice(len(part.province.cities), n, p=part.province.weights),
        "founded": founded,
        "ended": told,
        "status": status,
        "spelling": spelling,
        "approved": approved,
        "capital": _weighted(rng, [row[2] for row in phrases.CAPITALS], n),
        "family": rng.choice(len(phrases.FAMILIES), n, p=_CHIP_SHARE),
        "kind": _weighted(rng, [row[2] for row in phrases.TYPES], n),
        "code": _codes(rng, plan.wrong_codes, n),
        "bad_date": rng.random(n) < plan.bad_dates,
    }
    return _with_copies(rng, part, arrays, copies)


def _founded(rng: np.random.Generator, year: int, n: int) -> np.ndarray:
    """Days of a year: seasons, and no day of the month oftener than another."""
    months = np.arange(f"{year}-01", f"{year + 1}-01", dtype="datetime64[M]")
    first = months.astype("datetime64[D]").astype(int)
    length = (months + 1).astype("datetime64[D]").astype(int) - first
    month = rng.choice(12, n, p=_SEASON / _SEASON.sum())
    return first[month] + (rng.random(n) * length[month]).astype(int)


def _ended(rng: np.random.Generator, founded: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    cumulated = np.concatenate([[0.0], np.cumsum(-np.log1p(-np.array(_HAZARD)))])
    age = np.interp(rng.exponential(size=len(founded)), cumulated, np.arange(len(cumulated)))
    ended = founded + (age * 365.25).astype(int) + 1
    return ended <= _SNAPSHOT, ended


def _status(rng: np.random.Generator, gone: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    stay = _weighted(rng, [share for _, share, _ in phrases.STAYING], len(gone))
    go = _weighted(rng, [share for _, share, _ in phrases.GOING], len(gone))
    status = np.where(gone, go + len(phrases.STAYING), stay)
    return status, rng.integers(0, 12, len(gone))


def _codes(rng: np.random.Generator, wrong: float, n: int) -> np.ndarray:
    shares = np.cumsum([wrong, _WITHOUT_CODE, _OLD_NUMBER])
    return np.array([1, 2, 3, 0])[np.searchsorted(shares, rng.random(n), side="right")]


def _weighted(rng: np.random.Generator, weights: list[int], n: int) -> np.ndarray:
    shares = np.array(weights, dtype=float)
    return rng.choice(len(weights), n, p=shares / shares.sum())


def _with_copies(
    rng: np.random.Generator, part: Part, arrays: dict[str, np.ndarray], copies: int
) -> Drawn:
    """Some companies that can be read once more, as they were when founded."""
    n = part.rows - copies
    later = arrays["approved"] > arrays["founded"]
    right = np.flatnonzero((arrays["code"] == 0) & ~arrays["bad_date"] & later)
    if copies and not len(right):
        right = _first_made_right(arrays)
    chosen = rng.choice(right, copies) if copies else right[:0]
    of = np.concatenate([np.arange(n), chosen])
    drawn = {name: values[of] for name, values in arrays.items()}
    drawn["ended"][n:] = NO_DAY
    drawn["status"][n:] = drawn["spelling"][n:] = 0
    drawn["approved"][n:] = drawn["founded"][n:]
    return Drawn(part, n, of, **drawn)


def _first_made_right(arrays: dict[str, np.ndarray]) -> np.ndarray:
    """Every company of a small part has a fault: take it from the first one."""
    arrays["code"][0], arrays["bad_date"][0] = 0, False
    arrays["founded"][0] = min(arrays["founded"][0], _SNAPSHOT - 1)
    arrays["approved"][0] = max(arrays["approved"][0], arrays["founded"][0] + 1)
    return np.array([0])
