"""Revenue of the Chinese companies beside NVIDIA's and AMD's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from statistics import median

from chipcensus.charts.drawing import Drawing, flag_texts, hover, period, safe
from chipcensus.charts.financials.absent import absent
from chipcensus.charts.financials.said import alt, head, mark_notes
from chipcensus.charts.lines import Panel, Plot, figure
from chipcensus.charts.periods import STEP, ticks
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range, scale

ENOUGH = 0.8  # of the companies of the year before


def draw(result: Result, words: Words) -> Drawing:
    """One line a company on a logarithmic axis."""
    rows = [row for row in result.rows if row["revenue_low"] > 0]
    if all(row["is_reference"] for row in rows):
        return absent(result, words, "world")
    middle = median(row["revenue"] for row in rows)
    panels = [Panel(scale([middle], rows[0]["currency"], words.lang), rows, is_log=True)]
    plot = Plot("revenue", lambda row: _hover(result, row, words), panels, STEP["year"])
    drawn, height = figure(plot, words, ticks(rows, "year", words))
    finding = _finding(rows, words)
    notes = (
        words("note.financials.log_lines"),
        words("note.financials.converted"),
        *mark_notes(rows, words, "mark"),
    )
    said = alt("revenue", panels, words, finding)
    return Drawing(drawn, finding, said, notes, panels[0].size.unit, height, time="day")


def _hover(result: Result, row: Row, words: Words) -> str:
    value = say(row["revenue"], row["currency"], words.lang)
    span = say_range(row["revenue_low"], row["revenue_high"], row["currency"], words.lang)
    rate = row["rate"]
    return hover(
        result,
        row,
        words,
        head(row, words, words.code("metric", "revenue"), value),
        period(row, words),
        words("label.financials.rate", rate=number(rate)) if rate is not None else "",
        flag_texts(row, words),
        words("word.interval", range=span) if span != value else "",
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    """The largest reference against the Chinese companies together, in the newest full year."""
    ours = [row for row in rows if not row["is_reference"]]
    year = _newest(ours)
    known = [row["revenue"] for row in ours if row["year"] == year]
    total, currency = sum(known), rows[0]["currency"]
    others = [row for row in rows if row["is_reference"] and row["year"] == year]
    text = words(
        "finding.financials.world",
        year=year,
        count=len(known),
        value=say(total, currency, words.lang),
    )
    if not others:
        return text
    top = max(others, key=lambda row: row["revenue"])
    return text + words(
        "finding.financials.world_times",
        company=safe(words.company(top["company_id"])),
        value=say(top["revenue"], currency, words.lang),
        times=say(top["revenue"] / total, "multiple", words.lang, digits=3),
    )


def _newest(rows: Sequence[Row]) -> int:
    """The newest year with at least 80 % as many companies as the year before."""
    counts: Counter[int] = Counter(row["year"] for row in rows)
    return max(year for year in counts if counts[year] >= ENOUGH * counts.get(year - 1, 0))
