"""Counts of companies by year: what registrations and deregistrations draw alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from chipcensus.charts.drawing import (
    Drawing,
    disagreement,
    hover,
    period,
    safe,
    short_day,
    whiskers,
    year_axis,
)
from chipcensus.charts.theme import ACCENT, ACCENT_PALE, CONTEXT, HATCH
from chipcensus.filters import span_of
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, say_range, scale

STYLES = {"chosen": ACCENT, "fallback": ACCENT_PALE}


def nothing(result: Result, words: Words, name: str) -> Drawing:
    """No figure `subject.question`: what was asked for, and what would show something."""
    return Drawing(None, missing=words(f"missing.{name}", asked=_asked(result.params, words)))


def _asked(params: Mapping[str, Any], words: Words) -> str:
    """The parameters in words, also those that hold by default."""
    first, last, day = (params.get(name) for name in ("year_from", "year_to", "as_of"))
    years = span_of(first, last) if first or last else ""
    said = [
        words.code("scope", params["scope"]) if params.get("scope") else "",
        words.code("provider", params["provider"] or "all") if "provider" in params else "",
        words("word.in_years", years=years) if years else "",
        words("word.published_by", day=day.isoformat()) if day else "",
    ]
    return words.list([text for text in said if text]) or words("filter.none")


def yearly(result: Result, words: Words, subject: str) -> Drawing:
    """Bars by year: parts of a year hatched, the range a whisker, other providers open marks."""
    shown = [row for row in result.rows if row["role"] in STYLES]
    others = [row for row in result.rows if row["role"] == "other" and not _agrees(row, shown)]
    if not result.rows:
        return nothing(result, words, f"{subject}.by_year")
    size = scale([row["companies"] for row in result.rows], "companies", words.lang)
    traces = _bars(result, shown, words, size)
    if others:
        traces.append(_others(result, others, words, size))
    layout: dict[str, Any] = {
        "xaxis": year_axis(result.column("year"), words),
        "yaxis": {"title": {"text": size.unit}, "rangemode": "tozero"},
        "barmode": "group" if result.params.get("provider") is None else "overlay",
        # One provider needs no legend, unless it is not the one chosen.
        "showlegend": len(traces) > 1 or any(r["role"] != "chosen" for r in result.rows),
    }
    late = _late(shown)
    layout["shapes"] = _shade(late)
    finding = yearly_finding(shown or others, words, subject)
    notes = [words("note.partial_years")] if any(r["is_partial"] for r in shown) else []
    if late:
        days = max(row["late_days"] for row in late)
        notes.append(words("note.late_years", days=number(days)))
    if result.params.get("scope") == "artificial_intelligence":
        notes.append(words("note.breadth_mixed"))
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        _alt(shown or others, words, finding),
        tuple(notes),
        size.unit,
        time="year",
    )


def _late(rows: Sequence[Row]) -> list[Row]:
    """The newest years whose counts may still be raised; an older one has settled by now."""
    settled = max((r["year"] for r in rows if not r["is_late"]), default=0)
    return [r for r in rows if r["year"] > settled]


def _shade(late: Sequence[Row]) -> list[dict[str, Any]]:
    """A shade behind the years of `late`."""
    if not late:
        return []
    years = [r["year"] for r in late]
    place = {"x0": min(years) - 0.5, "x1": max(years) + 0.5, "y0": 0, "y1": 1}
    shade = {"fillcolor": CONTEXT, "opacity": 0.1, "line": {"width": 0}, "layer": "below"}
    return [{"type": "rect", "xref": "x", "yref": "paper", **place, **shade}]


def _agrees(row: Row, shown: Sequence[Row]) -> bool:
    """Whether a bar of the same year says the same within rounding."""
    return any(
        r["year"] == row["year"]
        and r["companies_low"] <= row["companies_high"]
        and row["companies_low"] <= r["companies_high"]
        for r in shown
    )


def _bars(result: Result, rows: Sequence[Row], words: Words, size: Scale) -> list[dict[str, Any]]:
    groups: dict[tuple[str, str | None], list[Row]] = {}
    for row in sorted(rows, key=lambda r: (r["role"], r["provider"] or "", r["year"])):
        groups.setdefault((row["role"], row["provider"]), []).append(row)
    return [_bar(result, group, role, words, size) for (role, _), group in groups.items()]


def _bar(
    result: Result, rows: Sequence[Row], role: str, words: Words, size: Scale
) -> dict[str, Any]:
    provider = safe(words.code("provider", rows[0]["provider"]))
    trace: dict[str, Any] = {
        "type": "bar",
        "name": provider,
        "x": [r["year"] for r in rows],
        "y": [size(r["companies"]) for r in rows],
        "customdata": [r["row_ids"] for r in rows],
        "marker": {"pattern": {"shape": [HATCH if r["is_partial"] else "" for r in rows]}},
        "error_y": whiskers(rows, "companies", size.divisor),
        "text": [label(r, size) for r in rows],
        "textposition": "outside",
        "hovertemplate": [count_hover(result, r, words) for r in rows],
    }
    if result.params.get("provider") is not None:
        trace["marker"]["color"] = STYLES[role]
        trace["width"] = 0.7
    else:  # bars of several providers stand too close for labels
        del trace["text"]
    return trace


def _others(result: Result, rows: Sequence[Row], words: Words, size: Scale) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words("word.other_providers"),
        "x": [r["year"] for r in rows],
        "y": [size(r["companies"]) for r in rows],
        "customdata": [r["row_ids"] for r in rows],
        "marker": {"symbol": "diamond-open", "size": 9, "color": CONTEXT, "line": {"width": 1.5}},
        "hovertemplate": [count_hover(result, r, words) for r in rows],
    }


def label(row: Row, size: Scale, column: str = "companies") -> str:
    """The number over a bar; a partial period says its last day."""
    value = size(row[column]) or 0
    text = f"{value:,.0f}" if size.divisor == 1 else f"{value:.3g}"
    return f"{text}<br>→{short_day(row['period_end'])}" if row["is_partial"] else text


def said_count(row: Row, words: Words) -> str:
    """Who counted how many, for a hover text."""
    value = f"<b>{say(row['companies'], 'companies', words.lang)}</b>"
    return words("word.said", who=safe(words.code("provider", row["provider"])), value=value)


def count_interval(row: Row, words: Words) -> str:
    """What the print leaves open, for a hover text."""
    span = say_range(row["companies_low"], row["companies_high"], "companies", words.lang)
    return words("word.interval", range=span)


def count_hover(result: Result, row: Row, words: Words, *lines: str) -> str:
    """Provider and count, period, range, further lines, sources."""
    partial = words("flag.is_partial") if row.get("is_partial") else ""
    said = (
        said_count(row, words),
        period(row, words),
        partial,
        disagreement(row, "companies", words),
    )
    return hover(result, row, words, *said, *lines)


def yearly_finding(rows: Sequence[Row], words: Words, subject: str) -> str:
    """The newest year in a sentence, and the year on which sources disagree most."""
    newest = max(rows, key=lambda r: (r["year"], r["provider"] is not None))
    until = words("word.until", day=words.day(newest["period_end"])) if newest["is_partial"] else ""
    text = words(
        f"finding.{subject}.by_year",
        year=newest["year"],
        provider=words.code("provider", newest["provider"]),
        value=say(newest["companies"], "companies", words.lang),
        until=until,
    )
    disputed = [r for r in rows if r["is_disputed"]]
    if disputed:
        worst = max(disputed, key=lambda r: (r["range_high"] - r["range_low"]) / r["companies"])
        span = say_range(worst["range_low"], worst["range_high"], "companies", words.lang)
        text += words("finding.disputed_year", year=worst["year"], range=span)
    return text


def _alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    values = [
        words("word.year_value", year=r["year"], value=say(r["companies"], "companies", words.lang))
        for r in rows
    ]
    return words("alt.series", finding=finding, values=words.list(values))
