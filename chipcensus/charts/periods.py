"""Fiscal periods: their names in a sentence and their ticks on an axis."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chipcensus.i18n import Words
from chipcensus.result import Row

STEP = {"year": 365.0, "nine_months": 365.0, "half": 183.0, "quarter": 91.5}
MANY = 5
LAST_MONTH = {"FY": 12, "Q1": 3, "Q2": 6, "Q3": 9, "Q4": 12, "H1": 6, "H2": 12, "9M": 9}
NEAR = timedelta(days=40)  # fiscal years end near the calendar's
_LABEL = re.compile(r"(?:(Q\d|H\d|9M)-)?(?:FY)?(\d{4})")


def fiscal(row: Row, words: Words) -> str:
    """A period in a sentence; one that is not the calendar's says its last day."""
    end: date = row["period_end"]
    match = _LABEL.fullmatch(row["fiscal_label"] or "")
    if not match:
        return words.day(end)
    part, year = match[1] or "FY", int(match[2])
    is_calendar = (end.year, end.month) == (year, LAST_MONTH[part]) and end.day >= 30
    kind = f"label.financials.{'calendar' if is_calendar else 'fiscal'}.{part}"
    return words(kind, year=year) if is_calendar else words(kind, year=year, day=words.day(end))


def ticks(rows: Sequence[Row], frequency: str | None, words: Words) -> dict[str, Any]:
    """A date axis whose ticks stand at the ends of periods, where the marks are."""
    if frequency not in STEP:
        return {"type": "date", "title": {"text": words("axis.year")}}
    first, last = min(r["period_end"] for r in rows), max(r["period_end"] for r in rows)
    months = {"year": (12,), "nine_months": (9,), "half": (6, 12), "quarter": (3, 6, 9, 12)}[
        frequency
    ]
    ends = [
        date(y, m, 30 if m in {6, 9} else 31)
        for y in range(first.year, last.year + 1)
        for m in months
    ]
    ends = [end for end in ends if first - NEAR <= end <= last + NEAR]
    if len(ends) > MANY:  # so that a phone shows those that stay, counted from the newest
        ends = [end for end in ends if end.month == months[-1]]
        ends = ends[::-1][:: -(-len(ends) // MANY)][::-1]
    return {
        "type": "date",
        "title": {"text": words("axis.year")},
        "tickmode": "array",
        "tickvals": [end.isoformat() for end in ends],
        "ticktext": [_text(end, frequency, words) for end in ends],
    }


def _text(end: date, frequency: str, words: Words) -> str:
    if frequency not in {"half", "quarter"}:
        return str(end.year)
    part = end.month // (6 if frequency == "half" else 3)
    return words(f"label.financials.tick.{frequency}", part=part, year=end.year)
