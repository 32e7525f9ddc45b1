"""How many companies of a loaded registry are still there at each age, by years of founding."""

from __future__ import annotations

from collections.abc import Sequence

from chipcensus.charts.deregistrations.curves import (
    HEIGHT,
    MONTHS,
    censored_note,
    curves,
    few,
    known,
    span,
    survival_at,
    test_text,
)
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.registry import about, absent, left_out, marked
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say

# Years of age the finding speaks of, the first one that two cohorts have reached.
SPOKEN = (10, 5, 3, 1)


def draw(result: Result, words: Words) -> Drawing:
    """A Kaplan–Meier curve a cohort, with its band."""
    groups: dict[str, list[Row]] = {}
    for row in result.rows:
        groups.setdefault(span(row), []).append(row)
    large = {name: rows for name, rows in groups.items() if rows[0]["survival"] is not None}
    shown = {name: known(rows) for name, rows in large.items()}
    if not shown:
        return absent(result, words, "deregistrations.survival")
    small = [rows[0] for name, rows in groups.items() if name not in shown]
    finding = marked(result, words, _finding(list(shown.values()), words))
    return Drawing(
        curves(result, shown, words),
        finding,
        words("alt.plain", finding=finding),
        about(
            result,
            words,
            words("note.survival"),
            censored_note(large, words),
            left_out([rows[0] for rows in groups.values()], words),
            few(small, [span(row) for row in small], words),
        ),
        "%",
        HEIGHT,
    )


def _finding(groups: Sequence[Sequence[Row]], words: Words) -> str:
    for years in SPOKEN:
        told = [(rows[0], survival_at(rows, years * MONTHS)) for rows in groups]
        old = [(row, value) for row, value in told if value is not None]
        if len(old) > 1 or (old and len(groups) == 1):
            (first, earlier), (last, later) = old[0], old[-1]
            text = words(
                "finding.deregistrations.survival",
                years=years,
                first=span(first, is_short=False),
                earlier=say(earlier, "fraction", words.lang, digits=3),
            )
            if len(old) > 1:
                text = words(
                    "finding.deregistrations.survival_both",
                    years=years,
                    first=span(first, is_short=False),
                    earlier=say(earlier, "fraction", words.lang, digits=3),
                    last=span(last, is_short=False),
                    later=say(later, "fraction", words.lang, digits=3),
                )
            return text + test_text(first, words)
    return words("finding.deregistrations.survival_young")
