"""Growth over the same period of the year before."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median
from typing import Any

from chipcensus.charts.drawing import Drawing, flag_texts, hover, safe
from chipcensus.charts.financials.absent import RATIOS, absent
from chipcensus.charts.financials.said import (
    alt,
    change,
    finest_growth,
    flags,
    head,
    mark_notes,
    percent,
    subject,
)
from chipcensus.charts.lines import Panel, Plot, figure
from chipcensus.charts.names import short
from chipcensus.charts.periods import STEP, fiscal, ticks
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, say, say_range, scale

STEEP = 5.0  # sixfold: from here on equal steps are equal factors
FACTORS = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
NAMED = 6


def draw(result: Result, words: Words) -> Drawing:
    """Growth by company and period; not drawn where the year before was zero or a loss."""
    rows = [row for row in result.rows if row["growth"] is not None]
    frequency = result.params["frequency"]
    if not rows:
        return _absent(result, words)
    is_steep = _is_steep(rows)
    panel = _factors(rows) if is_steep else Panel(scale([], "fraction", words.lang), rows)
    is_dated = rows[0]["fiscal_label"] == "DATE"
    plot = Plot(
        "factor" if is_steep else "growth",
        lambda row: _hover(result, row, words),
        [panel],
        None if is_dated else STEP.get(frequency),
    )
    axis = ticks(rows, None if is_dated else frequency, words)
    drawn, height = figure(plot, words, axis)
    if is_steep:
        drawn["layout"]["yaxis"] |= _in_percent(panel.rows, words)
    finding = _finding(result, rows, words)
    percents = [Panel(scale([], "fraction", words.lang), rows)]
    said = alt("growth", percents, words, finding)
    notes = _notes(result, rows, words, is_steep=is_steep)
    return Drawing(drawn, finding, said, notes, "%", height, time="day")


def _absent(result: Result, words: Words) -> Drawing:
    if result.params["metric"] in RATIOS:
        return absent(result, words, "growth_kind", "metric")
    if result.rows:
        return absent(result, words, "growth_base", "metric")
    return absent(result, words, "growth")


def _is_steep(rows: Sequence[Row]) -> bool:
    """Whether one growth dwarfs the others and none is a fall below zero."""
    values: list[float] = [row["growth"] for row in rows]
    return max(values) > STEEP and min(values) > -1


def _factors(rows: Sequence[Row]) -> Panel:
    factors = [row | {"factor": 1 + row["growth"]} for row in rows]
    return Panel(Scale(1.0, "%"), factors, is_log=True)


def _in_percent(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    """Ticks of a logarithmic axis of factors, printed as the growth they are."""
    low, high = (bound(row["factor"] for row in rows) for bound in (min, max))
    shown = [f for f in FACTORS if low / 3 <= f <= high * 1.3]
    return {
        "tickmode": "array",
        "tickvals": shown,
        "ticktext": [say(f - 1, "fraction", words.lang, sign=True) for f in shown],
        "title": {"text": ""},
    }


def _hover(result: Result, row: Row, words: Words) -> str:
    span = say_range(row["growth_low"], row["growth_high"], "fraction", words.lang)
    what = words("label.financials.growth_of", metric=words.code("metric", result.params["metric"]))
    printed = row["growth_printed"]
    return hover(
        result,
        row,
        words,
        head(row, words, what, percent(row["growth"], words)),
        "" if row["is_printed"] else change(row, words),
        flag_texts(row, words),
        words("word.interval", range=span) if "–" in span and not row["is_printed"] else "",
        "" if printed is None else words("word.growth_printed", value=percent(printed, words)),
        words("label.financials.two_sources") if row["is_same_source"] is False else "",
    )


def _finding(result: Result, rows: Sequence[Row], words: Words) -> str:
    row = subject(result, rows, "growth", words)
    text = words(
        "finding.financials.grown",
        company=safe(words.company(row["company_id"])),
        period=fiscal(row, words),
        metric=words.code("metric", result.params["metric"]),
        growth=percent(finest_growth(row), words),
        flags=flags(row, words),
    )
    peers = [r for r in rows if _period(r) == _period(row)]
    if len(peers) < 3:
        return text
    fastest = max(peers, key=lambda r: r["growth"])
    return text + words(
        "finding.financials.growth_peers",
        count=len(peers),
        median=percent(median(finest_growth(r) for r in peers), words),
        company=safe(words.company(fastest["company_id"])),
        growth=percent(finest_growth(fastest), words),
    )


def _period(row: Row) -> object:
    """What two companies have in common: a fiscal period of one name, or one day."""
    return row["period_end"] if row["fiscal_label"] == "DATE" else row["fiscal_label"]


def _notes(result: Result, rows: Sequence[Row], words: Words, *, is_steep: bool) -> tuple[str, ...]:
    unmeant = Counter(row["company_id"] for row in result.rows if row["growth"] is None)
    names = [
        words("label.financials.periods", company=short(company, words), count=count)
        for company, count in unmeant.most_common(NAMED)
    ]
    more = len(unmeant) - NAMED
    said = words.list(names) + (words("filter.more", count=more) if more > 0 else "")
    return (
        *((words("note.financials.steep"),) if is_steep else ()),
        *((words("note.financials.not_meaningful", companies=said),) if unmeant else ()),
        *((words("note.financials.printed"),) if any(r["is_printed"] for r in rows) else ()),
        *mark_notes(rows, words, "mark"),
    )
