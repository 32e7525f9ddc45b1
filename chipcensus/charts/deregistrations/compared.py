"""Two groups of a loaded registry: their survival, and whether it differs beyond chance."""

from __future__ import annotations

from chipcensus.charts.deregistrations.curves import (
    HEIGHT,
    MONTHS,
    censored_note,
    curves,
    known,
    span,
    survival_at,
    test_text,
)
from chipcensus.charts.drawing import Drawing, safe
from chipcensus.charts.registry import about, absent, left_out, marked
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say

SPOKEN = (10, 5, 3, 1)


def draw(result: Result, words: Words) -> Drawing:
    """Two curves with their bands, and the log-rank test in the finding."""
    groups: dict[str, list[Row]] = {}
    for row in result.rows:
        groups.setdefault(_name(result, row, words), []).append(row)
    if len(groups) < 2 or any(rows[0]["survival"] is None for rows in groups.values()):
        return absent(result, words, "deregistrations.compared")
    shown = {name: known(rows) for name, rows in groups.items()}
    finding = marked(result, words, _finding(shown, words))
    return Drawing(
        curves(result, shown, words),
        finding,
        words("alt.plain", finding=finding),
        about(
            result,
            words,
            words("note.log_rank"),
            _overlap(result, words),
            censored_note(groups, words),
            left_out([rows[0] for rows in groups.values()], words),
        ),
        "%",
        HEIGHT,
    )


def _name(result: Result, row: Row, words: Words) -> str:
    """What tells a group from the other."""
    kind = (result.params.get("against") or "").partition(":")[0]
    if kind == "province":
        whole = row["group_province"] == "all"
        place = words("registry.country") if whole else words.code("geo", row["group_province"])
        return safe(place)
    if kind == "scope":
        whole = row["group_scope"] == "all"
        return words("registry.every") if whole else words.code("scope", row["group_scope"])
    return span(row)


def _said(name: str, row: Row, words: Words) -> str:
    """The same in a sentence, where years stand in full."""
    is_years = name == span(row)
    return words("registry.founded", years=span(row, is_short=False)) if is_years else name


def _overlap(result: Result, words: Words) -> str:
    """Two scopes, or a province and the country, share companies: the test takes them for two."""
    kind = (result.params.get("against") or "").partition(":")[0]
    within = kind == "province" and not result.params.get("province")
    return words("note.overlapping") if kind == "scope" or within else ""


def _finding(groups: dict[str, list[Row]], words: Words) -> str:
    first, second = groups.values()
    one, other = (_said(name, rows[0], words) for name, rows in groups.items())
    for years in SPOKEN:
        ends = survival_at(first, years * MONTHS), survival_at(second, years * MONTHS)
        if None not in ends:
            said = [say(value, "fraction", words.lang, digits=3) for value in ends]
            text = words(
                "finding.deregistrations.compared",
                years=years,
                one=one,
                first=said[0],
                other=other,
                second=said[1],
            )
            return text + test_text(first[0], words)
    return words("finding.deregistrations.compared_young") + test_text(first[0], words)
