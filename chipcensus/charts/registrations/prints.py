"""The prints of one year's count in the order of days, and what they say in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say

FLAT, TALL = 56, 168  # pixels of a panel: one number only, several


@dataclass(frozen=True)
class Panel:
    """The dated prints of one year's count by one provider, whole years in the order of days."""

    rows: Sequence[Row]

    @property
    def whole(self) -> list[Row]:
        """Prints of the whole year: only these are joined."""
        return [row for row in self.rows if not row["is_partial"]]

    @property
    def height(self) -> int:
        """Pixels: a number that never changed needs no more than a line."""
        return TALL if len({row["companies"] for row in self.rows}) > 1 else FLAT

    @property
    def revision(self) -> float | None:
        """Change from the first print to the last, a fraction; None within rounding."""
        if not self.whole:
            return None
        first, last = self.whole[0], self.whole[-1]
        is_within = (
            first["companies_low"] <= last["companies_high"]
            and last["companies_low"] <= first["companies_high"]
        )
        return None if is_within else float(last["companies"] / first["companies"] - 1)


def panels_of(rows: Sequence[Row]) -> list[Panel]:
    """The dated prints, one panel a year and provider, as they come."""
    groups: dict[tuple[int, str | None], list[Row]] = {}
    for row in rows:
        if row["published_on"] is not None:
            groups.setdefault((row["year"], row["provider"]), []).append(row)
    return [Panel(group) for group in groups.values()]


def bounds(panel: Panel) -> tuple[float, float]:
    """Ends of a panel's value axis: it shows changes, so it need not start at zero."""
    low = min(row["companies_low"] for row in panel.rows)
    high = max(row["companies_high"] for row in panel.rows)
    room = 0.16 * (high - low) if panel.height == TALL else 0.1 * high
    return low - room, high + room


def finding(panels: Sequence[Panel], words: Words) -> str:
    """The largest revision, first print to last."""
    revised = [panel for panel in panels if panel.revision is not None]
    years = len({panel.rows[0]["year"] for panel in panels})
    if not revised:
        return words("finding.registrations.vintages_none", years=years)
    most = max(revised, key=lambda panel: abs(panel.revision or 0))
    first, last = most.whole[0], most.whole[-1]
    return words(
        "finding.registrations.vintages",
        year=first["year"],
        provider=words.code("provider", first["provider"]),
        first=say(first["companies"], "companies", words.lang),
        first_day=words.day(first["published_on"]),
        last=say(last["companies"], "companies", words.lang),
        last_day=words.day(last["published_on"]),
        change=say(most.revision, "fraction", words.lang, digits=3, sign=True),
    )


def prints_said(panels: Sequence[Panel], words: Words) -> list[str]:
    """What was printed when, each number once a year and provider."""
    texts: dict[str, date] = {}
    for panel in panels:
        for row in panel.rows:
            value = say(row["companies"], "companies", words.lang)
            texts.setdefault(
                words("word.year_value", year=row["year"], value=value), row["published_on"]
            )
    return [words("word.on_day", text=text, day=words.day(day)) for text, day in texts.items()]


def undated(result: Result, words: Words) -> tuple[str, ...]:
    """The prints on pages without a date: they have no place on the axis."""
    texts = [
        words("word.year_value", year=r["year"], value=say(r["companies"], "companies", words.lang))
        for r in result.rows
        if r["published_on"] is None
    ]
    return (words("note.undated", values=words.list(texts)),) if texts else ()
