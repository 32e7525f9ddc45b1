"""A metric of each company, the first common year at 100."""

from __future__ import annotations

from collections.abc import Sequence

from chipcensus.charts.drawing import Drawing, flag_texts, hover, safe
from chipcensus.charts.financials.absent import OF_A_DAY, RATIOS, absent
from chipcensus.charts.financials.panels import is_wide, level
from chipcensus.charts.financials.said import alt, change, head, log_notes, mark_notes, subject
from chipcensus.charts.lines import Panel, Plot, figure
from chipcensus.charts.periods import STEP, fiscal, ticks
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say_range


def draw(result: Result, words: Words) -> Drawing:
    """One line a company from 100; who has no base is named, never bent to fit."""
    rows = [row for row in result.rows if row["indexed"] is not None]
    if not any(row["year"] > row["base_year"] for row in rows):
        return _absent(result, rows, words)
    year = rows[0]["base_year"]
    values = [row["indexed"] for row in rows]
    size = Scale(1.0, words("label.financials.base", year=year))
    panels = [Panel(size, rows, is_wide(values))]
    plot = Plot("indexed", lambda row: _hover(result, row, words), panels, STEP["year"])
    drawn, height = figure(plot, words, ticks(rows, "year", words))
    drawn["layout"]["shapes"] = [level(100)]
    finding = _finding(result, rows, words)
    notes = (
        *_left_out(result, words),
        *log_notes(panels, words),
        *mark_notes(rows, words, "mark"),
    )
    said = alt("indexed", panels, words, finding)
    return Drawing(drawn, finding, said, notes, size.unit, height, time="day")


def _absent(result: Result, rows: Sequence[Row], words: Words) -> Drawing:
    if rows:
        return absent(result, words, "indexed_one", "other", year=rows[0]["base_year"])
    if result.params["metric"] in {*RATIOS, *OF_A_DAY}:
        return absent(result, words, "indexed_kind", "metric")
    return absent(result, words, "indexed_base" if result.rows else "indexed")


def _hover(result: Result, row: Row, words: Words) -> str:
    unit = words("label.financials.base", year=row["base_year"])
    span = say_range(row["indexed_low"], row["indexed_high"], "number", words.lang)
    return hover(
        result,
        row,
        words,
        head(row, words, unit, number(row["indexed"])),
        change(row, words),
        flag_texts(row, words),
        words("word.interval", range=span) if "–" in span else "",
    )


def _finding(result: Result, rows: Sequence[Row], words: Words) -> str:
    row = subject(result, rows, "indexed", words)
    text = words(
        "finding.financials.indexed",
        company=safe(words.company(row["company_id"])),
        period=fiscal(row, words),
        metric=words.code("metric", result.params["metric"]),
        year=row["base_year"],
        value=number(row["indexed"]),
    )
    newest = {r["company_id"]: r for r in rows}
    top = max(newest.values(), key=lambda r: r["indexed"])
    if top is row or len(newest) < 2:
        return text
    return text + words(
        "finding.financials.indexed_top",
        count=len(newest),
        company=safe(words.company(top["company_id"])),
        period=fiscal(top, words),
        value=number(top["indexed"]),
    )


def _left_out(result: Result, words: Words) -> tuple[str, ...]:
    left = dict.fromkeys(row["company_id"] for row in result.rows if row["base"] is None)
    if not left:
        return ()
    names = words.list([safe(words.company(company)) for company in left])
    year = result.rows[0]["base_year"]
    return (words("note.financials.no_base", companies=names, year=year),)
