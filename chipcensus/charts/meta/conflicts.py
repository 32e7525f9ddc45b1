"""Figures on which sources disagree by more than rounding, the widest apart first."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Any

from chipcensus.charts.drawing import Drawing, period
from chipcensus.charts.listing import (
    Cell,
    column,
    flags,
    lead,
    leads,
    lines,
    long_table,
    nothing,
    share,
    text,
)
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say

COLUMNS = ("figure", "period", "disagreement", "printed", "shown_on")
# Where the figures of a table are drawn, the likeliest first, and the filters that show them there.
DRAWN = {
    "registrations": ("registrations/vintages", "registrations/by_year"),
    "deregistrations": ("deregistrations/by_year",),
    "company_stock": ("registrations/stock",),
    "financials": ("companies/results",),
    "funding_rounds": ("companies/deals",),
    "funding_totals": ("funding/totals_by_year",),
    "market": ("market/forecasts",),
}
INDICATORS = {
    "self_sufficiency": ("market/self_sufficiency",),
    "shipments": ("market/shipments",),
    "market_share": ("market/shares",),
    "ic_imports_value": ("market/circuits",),
    "ic_imports_volume": ("market/circuits",),
    "ic_exports_value": ("market/circuits",),
    "ic_production_volume": ("market/circuits",),
}
# Digits of a value where those of a shorter print would hide the difference.
DIGITS = 6
MOST_PRINTS = 8
Prints = Sequence[Row]


def draw(result: Result, words: Words) -> Drawing:
    """A figure a line, with what each source printed."""
    if not result.rows:
        return nothing(words("missing.meta.conflicts"))
    figures = [list(prints) for _, prints in groupby(result.rows, lambda row: row["figure_id"])]
    heads = [
        column(words(f"column.{name}"), numeric=name == "disagreement", sortable=name != "printed")
        for name in COLUMNS
    ]
    rows = [
        {"cells": _cells(result, prints, words), "group": words(f"table.{prints[0]['subject']}")}
        for prints in figures
    ]
    first = figures[0]
    finding = words(
        "finding.meta.conflicts",
        count=len(figures),
        what=what(first[0], words),
        period=_period(first[0], words),
        share=share(first[0]["disagreement"], words)["text"],
    )
    return Drawing(
        None,
        finding,
        words("alt.table", finding=finding),
        _notes(result.rows, words),
        listing=long_table(heads, rows, words("column.table_name")),
    )


def _notes(rows: Prints, words: Words) -> tuple[str, ...]:
    notes = [words("note.meta.conflicts"), words("note.preferred")]
    if any(row["what"].startswith("artificial_intelligence|country") for row in rows):
        notes.append(words("note.breadth_mixed"))
    return tuple(notes)


def _cells(result: Result, prints: Prints, words: Words) -> list[Cell]:
    row = prints[0]
    provider = words.code("provider", row["provider"]) if row["provider"] else ""
    return [
        text(what(row, words), note=provider),
        text(_period(row, words)) | {"sort": str(row["period_end"] or "") or None},
        share(row["disagreement"], words),
        lines(*_printed(result, prints, words)),
        leads(_ways(result, row, words)),
    ]


def _period(row: Row, words: Words) -> str:
    start, end = row["period_start"], row["period_end"]
    if start is None or end is None or start == end:
        return words.day(end or start)
    is_year = (start.month, start.day, end.month, end.day) == (1, 1, 12, 31)
    return str(end.year) if is_year and start.year == end.year else period(row, words)


def _printed(result: Result, prints: Prints, words: Words) -> tuple[list[dict[str, Any]], int]:
    """Who printed which value, the one that is drawn first; each value before any a second time."""
    order = sorted(prints, key=lambda row: (not row["is_preferred"], -row["value"]))
    firsts = {row["value"]: row for row in reversed(order)}
    chosen = [row for row in order if firsts[row["value"]] is row]
    chosen += [row for row in order if firsts[row["value"]] is not row]
    shown = sorted(chosen[:MOST_PRINTS], key=order.index)
    return [_line(result, row, words) for row in shown], len(order) - len(shown)


def _line(result: Result, row: Row, words: Words) -> dict[str, Any]:
    source = result.citations[row["source_ids"][0]]
    day = source.published_on.isoformat() if source.published_on else words("label.meta.undated")
    drawn = words("label.meta.drawn") if row["is_preferred"] else ""
    publisher = words.code("publisher", source.publisher)
    told = [publisher, day, flags(row, words, "is_preliminary", "is_standardised"), drawn]
    value = say(row["value"], row["unit"], words.lang, digits=DIGITS)
    note = " · ".join(filter(None, told))
    return {"text": value, "note": note, "url": source.url, "title": source.title}


def what(row: Row, words: Words) -> str:
    """The figure in words: whose or where, and what of it."""
    parts = row["what"].split("|")
    if row["subject"] == "financials":
        return words("word.said", who=words.company(parts[0]), value=words.code("metric", parts[1]))
    if row["subject"] == "funding_rounds":
        name = words.company(row["company_id"])
        return words("word.said", who=name, value=_deal(parts, words))
    if row["subject"] == "market":
        codes = (("indicator", parts[0]), ("geo", parts[1]), ("market_segment", parts[2]))
        return words.list([words.code(name, code) for name, code in codes])
    table = words(f"table.{row['subject']}")
    place = words.code("geo", parts[2 if row["measure"] == "companies" else 1])
    limits = [words.code("dimension_value", part) for part in parts[4:]]
    return words.list([table, words.code("scope", parts[0]), place, *limits])


def _deal(parts: Sequence[str], words: Words) -> str:
    """Which number of which round: "company-round-2020-12|whole_round|gross|HKD"."""
    if parts[1] == "valuation":
        return words("column.valuation")
    said = [words("column.amount"), words.code("covers", parts[1])]
    said += [words.code("proceeds", part) for part in parts[2:-1]]
    return words.list(said)


def _ways(result: Result, row: Row, words: Words) -> list[dict[str, Any]]:
    """To the page that draws the figure, with the filters that show it."""
    drawn = INDICATORS.get(row["what"].split("|")[0], DRAWN[row["subject"]])
    known = [name for name in drawn if name in result.figures]
    if not known:
        return []
    page = result.figures[known[0]].page
    parts, query = row["what"].split("|"), {}
    if row["company_id"]:
        query = {"id": row["company_id"]}
    elif row["measure"] == "companies":
        query = {"scope": parts[0], "provider": row["provider"] or "all"}
    elif row["subject"] == "funding_totals":
        query = {"scope": parts[0]}
    return [lead(words(f"page.{page}.title"), page, known[0], query)]
