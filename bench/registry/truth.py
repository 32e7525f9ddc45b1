"""What counting a made-up registry must give, added up while it is made."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from bench.registry import phrases
from bench.registry.companies import FIRST_YEAR, LAST_YEAR, NO_DAY, SNAPSHOT, STATUSES, Drawn
from bench.registry.places import PROVINCES

_MONTHS = 12 * (LAST_YEAR + 1 - FIRST_YEAR)
_FIRST = 12 * (FIRST_YEAR - 1970)


def _month(days: np.ndarray) -> np.ndarray:
    """Months since January of the first year; those without a day come last."""
    found = days.astype("datetime64[D]").astype("datetime64[M]").astype(int) - _FIRST
    return np.where(days == NO_DAY, _MONTHS, found)


def month_name(month: int) -> str:
    """2015-03, of months since January of the first year."""
    return f"{FIRST_YEAR + month // 12}-{month % 12 + 1:02d}"


@dataclass
class Truth:
    """Companies as they stand after refused rows and duplicates are left out.

    Attributes:
        has_status: whether the files say what became of a company (an open dump does not).
        rows, refused, duplicates: rows of the files, rows refused by fault, rows told twice.
        gone_without_day: cancelled or revoked, nobody says when.
        spells: companies by province, month entered, month left (the last place: still there,
            or gone without a day).
        untold: those gone without a day or in liquidation, by province and month entered.
        status, capital, families, cities: companies by each.
    """

    has_status: bool
    rows: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    duplicates: int = 0
    gone_without_day: int = 0
    spells: np.ndarray = field(
        default_factory=lambda: np.zeros((len(PROVINCES), _MONTHS, _MONTHS + 1), np.int64)
    )
    untold: np.ndarray = field(
        default_factory=lambda: np.zeros((len(PROVINCES), _MONTHS), np.int64)
    )
    status: Counter[str] = field(default_factory=Counter)
    capital: Counter[tuple[float | None, str | None]] = field(default_factory=Counter)
    families: Counter[str] = field(default_factory=Counter)
    cities: Counter[tuple[str, str]] = field(default_factory=Counter)

    def add(self, drawn: Drawn, lost: int = 0) -> None:
        """Count a part; its last `lost` rows were cut off."""
        count = len(drawn.of) - lost
        stands = np.arange(count)[: drawn.originals]
        wrong, unread = drawn.code[stands] == 1, drawn.bad_date[stands]
        self.rows += count
        self.refused["credit_code"] += int(wrong.sum())
        self.refused["founded_on"] += int(unread.sum())
        self.refused["rows"] += int((wrong | unread).sum())
        self.duplicates += count - len(stands)
        self._companies(drawn, stands[~wrong & ~unread])

    def _companies(self, drawn: Drawn, rows: np.ndarray) -> None:
        place = PROVINCES.index(drawn.part.province)
        entered = _month(drawn.founded[rows])
        left = _month(drawn.ended[rows]) if self.has_status else np.full(len(rows), _MONTHS)
        np.add.at(self.spells[place], (entered, left), 1)
        gone = drawn.status[rows] >= len(phrases.STAYING)
        if self.has_status:
            without_day = gone & (left == _MONTHS)
            self.gone_without_day += int(without_day.sum())
            in_doubt = without_day | (drawn.status[rows] == STATUSES.index("other"))
            np.add.at(self.untold[place], entered[in_doubt], 1)
            _count(self.status, STATUSES, drawn.status[rows])
        capital = [row[:2] for row in phrases.CAPITALS]
        _count(self.capital, capital, drawn.capital[rows])
        _count(self.families, phrases.FAMILIES, drawn.family[rows])
        cities = [(drawn.part.province.short, name.removesuffix("市"))
                  for name in drawn.part.province.cities]  # fmt: skip
        _count(self.cities, cities, drawn.city[rows])

    @property
    def companies(self) -> int:
        """All that stand."""
        return int(self.spells.sum())

    def entered(self) -> dict[str, int]:
        """Companies by month of founding."""
        return _named(self.spells.sum(axis=(0, 2)))

    def left(self) -> dict[str, int]:
        """Companies by month in which they went, of those whose day is told."""
        return _named(self.spells.sum(axis=(0, 1))[:-1])

    def by_province(self) -> dict[str, int]:
        """Companies by province, in short."""
        counts = self.spells.sum(axis=(1, 2)).tolist()
        return {p.short: n for p, n in zip(PROVINCES, counts, strict=True) if n}

    def by_spell(self) -> dict[tuple[str, str, str | None], int]:
        """Companies by province, month entered, month left (None = still there).

        Nobody knows how long those lived that are gone without a day or in liquidation.
        """
        counts = self.spells.copy()
        counts[:, :, -1] -= self.untold
        found = zip(*np.nonzero(counts), strict=True)
        return {
            (PROVINCES[p].short, month_name(a), None if b == _MONTHS else month_name(b)): int(
                counts[p, a, b]
            )
            for p, a, b in found
        }

    def write(self, file: Path) -> None:
        """The counts as JSON, without spells."""
        told = {
            "synthetic": phrases.NOTICE,
            "snapshot": SNAPSHOT.isoformat(),
            "rows": self.rows,
            "companies": self.companies,
            "duplicates": self.duplicates,
            "refused": dict(self.refused),
            "gone_without_day": self.gone_without_day,
            "status": dict(self.status),
            "families": dict(self.families),
            "by_province": self.by_province(),
            "entered": self.entered(),
            "left": self.left(),
        }
        file.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", "utf-8")


def _count(counter: Counter, names: list | tuple, places: np.ndarray) -> None:
    counts = np.bincount(places, minlength=len(names)).tolist()
    for name, count in zip(names, counts, strict=True):
        if count:
            counter[name] += count


def _named(counts: np.ndarray) -> dict[str, int]:
    return {month_name(month): n for month, n in enumerate(counts.tolist()) if n}
