"""A metric of each company, the first common year at 100."""

from __future__ import annotations

from collections.abc import Sequence

from chipcensus.charts.drawing import Drawing, flag_texts, hover, safe
from chipcensus.charts.financials.absent import OF_A_DAY, RATIOS, absent
from chipcensus.charts.financials.panels import is_wide, level
from chipcensus.charts.financials.said import alt, change, head, log_notes, mark_notes, subject
from chipcensus.charts.lines import Panel, Plot, by_company, figure
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
        year, (first, last) = rows[0]["base_year"], _span(result)
        if first is None and last is None:
            return absent(result, words, "indexed_one", "other", year=year)
        key = "indexed_year" if first == last else "indexed_span"
        return absent(result, words, key, "widen", year=year)
    if result.params["metric"] in {*RATIOS, *OF_A_DAY}:
        return absent(result, words, "indexed_kind", "metric")
    return absent(result, words, "indexed_base" if result.rows else "indexed")


def _span(result: Result) -> tuple[int | None, int | None]:
    return result.params.get("year_from"), result.params.get("year_to")


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
    """Who is not drawn: no figure of the base year, or one that is not above zero."""
    year, last = result.rows[0]["base_year"], max(row["year"] for row in result.rows)
    left = by_company([row for row in result.rows if row["base"] is None])
    below, lacking = [], []
    for company, rows in left.items():
        name, known = safe(words.company(company)), {row["year"] for row in rows}
        missing = [number for number in range(year, last + 1) if number not in known]
        if year in known:
            below.append(name)
        else:
            spans = words.list(_runs(missing))
            lacking.append(words("label.financials.lacking", company=name, years=spans))
    groups = {"no_base": below, "no_base_year": lacking}
    return tuple(
        words(f"note.financials.{key}", companies=words.list(names), year=year)
        for key, names in groups.items()
        if names
    )


def _runs(years: Sequence[int]) -> list[str]:
    """Years in a row as one span, two of them apart: 2018–2021, 2023."""
    starts = [year for year in years if year - 1 not in years]
    ends = [year for year in years if year + 1 not in years]
    spans = []
    for first, last in zip(starts, ends, strict=True):
        is_long = last - first > 1
        spans += [f"{first}–{last}"] if is_long else [str(y) for y in range(first, last + 1)]
    return spans
