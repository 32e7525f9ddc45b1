"""A list in place of a chart: what its cells say, sort by and lead to. Links are made by the card.

A listing is `{"kind": "table" or "facts", "columns", "rows"}`; a row is `{"cells"}` with `"id"`
(a company that can be ticked) and `"marked"` where they apply. The first cell names the row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.i18n import Words
from chipcensus.result import Citation, Result, Row
from chipcensus.units import MISSING, say

MOST_COMPARED = 6
LINKED_SOURCES = 3
EMPTY_HEIGHT = 110  # pixels
Cell = dict[str, Any]
DAY_LENGTH = {"year": 4, "month": 7, "day": 10}


def column(label: str, *, numeric: bool = False, sortable: bool = True) -> dict[str, Any]:
    """A column's head."""
    return {"label": label, "numeric": numeric, "sortable": sortable}


def text(value: str | None, **more: Any) -> Cell:
    """A cell of text; `sort`, `note` (small, below), `company` or `url` (where it leads).

    `companies` are ids and names of companies, which lead to their pages from below.
    """
    return {"text": value or MISSING, "sort": value, **more}


def amount(
    value: float | None, kind: str | None, words: Words, note: str = "", **more: Any
) -> Cell:
    """A number with its unit, sorted by its value; what is unknown has no note."""
    said = say(value, kind or "number", words.lang, **more)
    return {"text": said, "sort": value, "note": "" if value is None else note}


def share(value: float | None, words: Words, *, sign: bool = False) -> Cell:
    """A fraction in per cent."""
    return amount(value, "fraction", words, digits=3, sign=sign)


def day(value: date | None, precision: str | None) -> Cell:
    """A day as exactly as it is known."""
    return text(value.isoformat()[: DAY_LENGTH[precision or "day"]] if value else None)


def name(row: Row, words: Words) -> Cell:
    """A company's name, which leads to its page, with its other name and ticker below."""
    shown = words.company(row["company_id"])
    others = [n for n in (row["name_zh"], row["name_en"], row["ticker"]) if n and n != shown]
    return text(shown, company=row["company_id"], note=" · ".join(others))


def company(company_id: str, words: Words) -> Cell:
    """A company's name, which leads to its page."""
    return text(words.company(company_id), company=company_id)


def spark(years: Sequence[float], values: Sequence[float], currency: str, words: Words) -> Cell:
    """A small line from zero, read out by its ends; a single year is no line."""
    if len(years) < 2:
        return text(None)
    ends = [
        words(
            "label.companies.point",
            year=int(years[end]),
            value=say(values[end], currency, words.lang, digits=3),
        )
        for end in (0, -1)
    ]
    points = [list(pair) for pair in zip(years, values, strict=True)]
    return {"text": " → ".join(ends), "sort": values[-1] / values[0], "spark": points}


def cited(result: Result, source_ids: Sequence[str], words: Words) -> Cell:
    """Publishers as links to their pages, the first few."""
    found = [result.citations[i] for i in source_ids if i in result.citations]
    links = [_link(source, words) for source in found[:LINKED_SOURCES]]
    more = len(found) - len(links)
    names = ", ".join(link["text"] for link in links)
    return {"text": names, "sort": names or None, "links": links, "more": more if more > 0 else 0}


def _link(source: Citation, words: Words) -> Mapping[str, Any]:
    name = words.code("publisher", source.publisher)
    return {"text": name, "url": source.url, "title": source.title}


def flags(row: Row, words: Words, *names: str) -> str:
    """What a reader must know of a figure, in words."""
    return words.list([words(f"flag.{name}") for name in names if row[name]])


def nothing(missing: str) -> Drawing:
    """A sentence in place of a list or chart, in a box of its size."""
    return Drawing(None, missing=missing, height=EMPTY_HEIGHT)


def table(columns: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """A listing of rows under heads."""
    return {"kind": "table", "columns": list(columns), "rows": list(rows)}


def long_table(
    columns: Sequence[dict[str, Any]], rows: Sequence[dict[str, Any]], group: str
) -> dict[str, Any]:
    """A table that is searched and fetched by pieces; rows may have a `group`, named `group`."""
    groups = list(dict.fromkeys(row["group"] for row in rows if row.get("group")))
    long = {"count": len(rows), "group": group, "groups": groups}
    return table(columns, rows) | {"long": long, "stacks": True}


def code(value: str, **more: Any) -> Cell:
    """A name as machines spell it."""
    return text(value, code=True, **more)


def lines(parts: Sequence[Mapping[str, Any]], more: int = 0) -> Cell:
    """Several lines, `{"text", "note", "url"}` each; `more` of them are left out."""
    if not parts:
        return text(None)
    joined = "; ".join(part["text"] for part in parts)
    return {"text": joined, "sort": joined, "lines": list(parts), "more": more}


def lead(
    label: str, page: str, figure: str = "", query: Mapping[str, str] | None = None
) -> dict[str, Any]:
    """Where a cell leads within the site: a page, a figure on it, filters."""
    return {"text": label, "page": page, "figure": figure, "query": dict(query or {})}


def leads(parts: Sequence[Mapping[str, Any]], more: int = 0) -> Cell:
    """Several ways within the site; `more` of them are left out."""
    if not parts:
        return text(None)
    shown = [part["text"] for part in parts]
    return {
        "text": "; ".join(shown),
        "sort": len(shown) + more,
        "leads": list(parts),
        "more": more,
    }
