"""A company among those of its segment, in the year that most of them have reported."""

from __future__ import annotations

from collections.abc import Sequence

from chipcensus.charts.drawing import Drawing, flag_texts
from chipcensus.charts.listing import Cell, amount, column, company, nothing, share, table, text
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say

TEXTS = ("company_id", "country", "status")
FIGURES = ("revenue", "growth", "gross_margin", "net_margin", "rd_intensity", "net_profit")


def draw(result: Result, words: Words) -> Drawing:
    """A line a company, the page's own marked; peers without figures come last."""
    if not result.rows:
        return nothing(words("missing.companies.no_company"))
    segment = words.code("segment", result.rows[0]["segment"])
    if len(result.rows) == 1:
        return nothing(words("missing.companies.peers", segment=segment))
    heads = [column(words(f"column.{name}")) for name in TEXTS]
    heads += [column(words(f"column.{name}"), numeric=True) for name in FIGURES]
    rows = [
        {"id": r["company_id"], "marked": r["is_chosen"], "cells": _cells(r, words)}
        for r in result.rows
    ]
    finding = _finding(result.rows, segment, words)
    listing = table(heads, rows) | {"pick": True}
    notes = (words("note.companies.peers"),)
    return Drawing(None, finding, words("alt.table", finding=finding), notes, listing=listing)


def _cells(row: Row, words: Words) -> list[Cell]:
    return [
        company(row["company_id"], words) | {"note": flag_texts(row, words)},
        text(words.code("country", row["country"])),
        text(words.code("status", row["status"])),
        amount(row["revenue"], row["currency"], words, digits=3),
        share(row["growth"], words, sign=True),
        share(row["gross_margin"], words),
        share(row["net_margin"], words),
        share(row["rd_intensity"], words),
        amount(row["net_profit"], row["currency"], words, digits=3),
    ]


def _finding(rows: Sequence[Row], segment: str, words: Words) -> str:
    known = [row for row in rows if row["revenue"] is not None]
    if not known:
        return words("finding.companies.peers_none", segment=segment, count=len(rows))
    text = words(
        "finding.companies.peers",
        segment=segment,
        count=len(rows),
        known=len(known),
        year=known[0]["year"],
    )
    place = next((n for n, row in enumerate(known, start=1) if row["is_chosen"]), None)
    if place is None or len({row["currency"] for row in known}) > 1:
        return text
    own = known[place - 1]
    return text + words(
        "finding.companies.peers_place",
        company=words.company(own["company_id"]),
        value=say(own["revenue"], own["currency"], words.lang),
        place=place,
    )
