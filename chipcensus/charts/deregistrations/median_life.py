"""After how long half of the companies of a loaded registry are gone, by year of founding."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.deregistrations.curves import MONTHS, age_text
from chipcensus.charts.drawing import NO_BAR, Drawing, hover, year_axis
from chipcensus.charts.registry import about, absent, left_out, marked
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say


def draw(result: Result, words: Words) -> Drawing:
    """A mark a year with its interval; open where more than half are still there."""
    known = [row for row in result.rows if row["survival"] is not None]
    if not known:
        return absent(result, words, "deregistrations.median_life")
    halved = [row for row in known if row["median_months"] is not None]
    going = [row for row in known if row["median_months"] is None]
    traces = [_medians(result, halved, words)] if halved else []
    traces += [_open(result, going, words)] if going else []
    oldest = max(row["median_high"] or row["age_months"] for row in known) / MONTHS
    layout = {
        "xaxis": year_axis([row["cohort"] for row in known], words)
        | {"title": {"text": words("axis.founded_year")}},
        "yaxis": {"title": {"text": words("axis.years_lived")}, "range": [0, 1.15 * oldest]},
        "margin": {"b": 48},
        "showlegend": len(traces) > 1,
    }
    few = [str(row["cohort"]) for row in result.rows if row["survival"] is None]
    small = words("note.few_companies", names=words.list(few)) if few else ""
    finding = marked(result, words, _finding(known, halved, words))
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        about(result, words, words("note.median"), left_out(result.rows, words), small),
        words("axis.years_lived"),
    )


def _medians(result: Result, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    up = [_gap(row["median_high"], row["median_months"]) for row in rows]
    down = [_gap(row["median_months"], row["median_low"]) for row in rows]
    bars = {"type": "data", "symmetric": False, "array": up, "arrayminus": down}
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words("registry.halved"),
        "x": [row["cohort"] for row in rows],
        "y": [row["median_months"] / MONTHS for row in rows],
        "error_y": bars,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {"color": ACCENT, "size": 9},
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _gap(high: int | None, low: int | None) -> float | str:
    return NO_BAR if high is None or low is None else (high - low) / MONTHS


def _open(result: Result, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    """The greatest age known, from which the median can only be above."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words("registry.not_halved"),
        "x": [row["cohort"] for row in rows],
        "y": [row["age_months"] / MONTHS for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "marker": {"symbol": "triangle-up-open", "color": CONTEXT, "size": 9},
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _said(row: Row, words: Words) -> str:
    if row["median_months"] is not None:
        return words("registry.half_gone", age=age_text(row["median_months"], words))
    share = say(row["survival"], "fraction", words.lang, digits=3)
    return words("registry.still_above", age=age_text(row["age_months"], words), share=share)


def _bounds(row: Row, words: Words) -> str:
    if row["median_low"] is None:
        return ""
    low = age_text(row["median_low"], words)
    if row["median_high"] is None:
        return words("registry.bounds_open", low=low)
    return words("registry.bounds", low=low, high=age_text(row["median_high"], words))


def _hover(result: Result, row: Row, words: Words) -> str:
    value = say(row["companies"], "companies", words.lang)
    head = words("registry.founded_in", year=row["cohort"], value=value)
    return hover(result, row, words, head, f"<b>{_said(row, words)}</b>", _bounds(row, words))


def _finding(known: Sequence[Row], halved: Sequence[Row], words: Words) -> str:
    if not halved:
        oldest = max(known, key=lambda row: row["age_months"])
        return (
            words("finding.deregistrations.median_none", year=oldest["cohort"])
            + _said(oldest, words)
            + words("registry.stop")
        )
    first, last = halved[0], halved[-1]
    text = words(
        "finding.deregistrations.median_life",
        year=first["cohort"],
        age=age_text(first["median_months"], words),
    )
    if last is first:
        return text + words("registry.stop")
    age = age_text(last["median_months"], words)
    then = words("finding.deregistrations.median_then", year=last["cohort"], age=age)
    return text + then
