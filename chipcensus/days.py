"""Days: against today's, and a span of them in short."""

from __future__ import annotations

from datetime import UTC, date, datetime


def is_to_come(day: date | None) -> bool:
    """Whether a day lies ahead: nothing is published later than on it that is not known today."""
    return day is not None and day > datetime.now(UTC).date()


def span(start: date | None, end: date | None) -> str:
    """A period, short: a whole year as the year, one day as the day."""
    if start is None or end is None or start == end:
        return str(end or start or "–")
    is_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return str(end.year) if is_year and start.year == end.year else f"{start}..{end}"
