"""What the figures of a loaded registry share: what is missing, what must be known of the list."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.theme import ACCENT, CONTEXT, HATCH, LOSS
from chipcensus.filters import span_of
from chipcensus.i18n import Words
from chipcensus.pinyin import syllables
from chipcensus.result import Result, Row
from chipcensus.units import Scale, say

# What became of a company, in the order bars are stacked, with its colour.
FATES = {"still_there": ACCENT, "gone": LOSS, "unclear": CONTEXT}
MONTH_BAR = 26 * 86_400_000  # milliseconds
MANY_MONTHS = 6 * 12


def absent(result: Result, words: Words, name: str) -> Drawing:
    """No figure `subject.question`: what was asked of the list."""
    return Drawing(None, missing=words(f"missing.{name}", asked=asked(result, words)))


def asked(result: Result, words: Words) -> str:
    """Scope, breadth, place, years and day in words."""
    scope, place, day = (result.params.get(name) for name in ("scope", "province", "as_of"))
    first, last = result.params.get("year_from"), result.params.get("year_to")
    said = [
        words.code("scope", scope) if scope else words("filter.every_company"),
        words.code("breadth", result.params.get("breadth")) if scope else "",
        words.code("geo", place) if place else "",
        words("word.in_years", years=span_of(first, last)) if first or last else "",
        words("word.published_by", day=day.isoformat()) if day else "",
    ]
    return words.list([text for text in said if text])


def marked(result: Result, words: Words, finding: str) -> str:
    """A finding that says so where the companies are made up."""
    is_made_up = any(row["is_synthetic"] for row in result.rows)
    return words("registry.synthetic", finding=finding) if is_made_up else finding


def about(result: Result, words: Words, *notes: str) -> tuple[str, ...]:
    """The notes of a figure, and what must be known of every figure of the list."""
    first = result.rows[0]
    made_up = [words("note.synthetic")] if first["is_synthetic"] else []
    place = result.params.get("province")
    of = words("note.registry_place", place=words.code("geo", place)) if place else ""
    rules = words(f"note.registry_rules_{'own' if result.has_own_rules else 'shared'}")
    of_list = words("note.registry", day=words.day(first["snapshot_on"]), place=of, rules=rules)
    return (*made_up, *filter(None, notes), of_list)


def undated(result: Result, words: Words, kind: str) -> str:
    """How many companies have no day and stand in no month or year."""
    count = result.rows[0]["undated"]
    return words(f"note.undated_{kind}", value=say(count, "companies", words.lang)) if count else ""


def left_out(rows: Sequence[Row], words: Words) -> str:
    """How many companies survival leaves out; `rows` has one of each group."""
    count, known = (sum(row[name] for row in rows) for name in ("left_out", "companies"))
    if not count:
        return ""
    share = say(count / (count + known), "fraction", words.lang, digits=2)
    return words("note.left_out", value=say(count, "companies", words.lang), share=share)


def bars(
    result: Result,
    values: Sequence[float | None],
    hovers: Sequence[str],
    colour: str,
    name: str,
) -> dict[str, Any]:
    """Upright bars, a row each, hatched where the list ends within the period."""
    shapes = [HATCH if row["is_partial"] else "" for row in result.rows]
    return {
        "type": "bar",
        "name": name,
        "y": list(values),
        "customdata": [row["row_ids"] for row in result.rows],
        "marker": {"color": colour, "pattern": {"shape": shapes}},
        "hovertemplate": list(hovers),
    }


def month_bars(
    result: Result, column: str, size: Scale, hovers: Sequence[str], colour: str, name: str
) -> dict[str, Any]:
    """Upright bars, one in the middle of each month."""
    drawn = bars(result, [size(row[column]) for row in result.rows], hovers, colour, name)
    return drawn | {
        "x": [(row["month"] + timedelta(days=14)).isoformat() for row in result.rows],
        "width": MONTH_BAR,
    }


def month_axis(result: Result) -> dict[str, Any]:
    """An axis of days that begins and ends with the first and last month."""
    months = result.column("month")
    first, last = months[0] - timedelta(days=20), months[-1] + timedelta(days=50)
    is_short = len(months) < MANY_MONTHS
    every = "M12" if is_short else "M24" if len(months) < 2 * MANY_MONTHS else "M60"
    step = {"dtick": every, "tick0": date(months[0].year, 1, 1).isoformat(), "tickformat": "%Y"}
    return {"type": "date", "range": [first.isoformat(), last.isoformat()], **step}


def month_name(month: date, words: Words) -> str:
    """A month as ISO 8601 prints it, in a sentence."""
    return words("registry.month", year=month.year, month=month.month)


def fate_hover(result: Result, row: Row, words: Words, head: str) -> str:
    """How many companies, and what became of them."""
    said = [
        words(
            "word.name_value",
            name=words(f"registry.{fate}") + words("registry.colon"),
            value=part(row[fate], row["companies"], words),
        )
        for fate in FATES
        if row[fate]
    ]
    return hover(result, row, words, head, *said)


def place_name(place: str, words: Words) -> str:
    """A province or city; one without a name in the reader's language as it is spelt out."""
    name = words.code("geo", place)
    if words.lang == "zh" or name != place:
        return safe(name)
    return safe(syllables(place).replace(" ", "").capitalize() or place)


def part(count: int, whole: int, words: Words) -> str:
    """A count and its share of the whole."""
    share = say(count / whole if whole else None, "fraction", words.lang, digits=3)
    value = say(count, "companies", words.lang)
    return words("registry.part", value=value, share=share)
