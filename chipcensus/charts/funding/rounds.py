"""Single deals: who raised how much, when and in which round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import sqrt
from typing import Any

from chipcensus.charts import deals
from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.funding.missing import nothing
from chipcensus.charts.names import name_axis
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, scale

LARGEST = 46  # pixels across
SMALLEST = 6
LABELLED = 8


def draw(result: Result, words: Words) -> Drawing:
    """Bubbles by company and day, their area the amount; undated deals are listed, never placed."""
    rows, left_out = one_currency([row for row in result.rows if row["announced_on"]], words)
    undated = deals.undated(result, lambda row: deals.amount(row, words), words)
    if not rows:
        more = [words("missing.funding.undated_only", deals=undated)] if undated else []
        return nothing("rounds", result, words, *more)
    amounts = [row["amount"] for row in rows if row["amount"]]
    currency = next((row["currency"] for row in rows if row["currency"]), "number")
    size = scale(amounts, currency, words.lang)
    companies = list(dict.fromkeys(row["company_id"] for row in rows))
    places = {company: place for place, company in enumerate(companies)}
    largest = max(amounts, default=1.0)
    traces = [
        _bubbles(result, group, stage, places, largest, words)
        for stage in deals.STAGES
        if (group := [row for row in rows if deals.stage(row) == stage])
    ]
    traces.append(_labels(_largest(rows), places, size))
    layout = {
        "xaxis": {"type": "date", "range": _span(rows), "title": {"text": words("axis.year")}},
        "showlegend": True,
        "yaxis": name_axis(companies, words) | {"range": [len(companies) - 0.3, -0.9]},
    }
    finding = _finding(rows, words)
    notes = (
        words("note.funding.area", unit=size.unit),
        *_undisclosed(rows, words),
        *([words("note.funding.undated", deals=undated)] if undated else []),
        *left_out,
    )
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        _alt(rows, words, finding),
        notes,
        size.unit,
        height=120 + 24 * len(companies),
        time="day",
    )


def _largest(rows: Sequence[Row]) -> list[Row]:
    """The largest deals, one a company."""
    best: dict[str, Row] = {}
    for row in sorted((row for row in rows if row["amount"]), key=lambda row: -row["amount"]):
        best.setdefault(row["company_id"], row)
    return list(best.values())[:LABELLED]


def _span(rows: Sequence[Row]) -> list[str]:
    first, last = rows[0]["announced_on"], rows[-1]["announced_on"]
    room = max((last - first) * 0.05, timedelta(days=60))
    return [(first - room).isoformat(), (last + room).isoformat()]


def _bubbles(
    result: Result,
    rows: Sequence[Row],
    stage: str,
    places: dict[str, int],
    largest: float,
    words: Words,
) -> dict[str, Any]:
    rows = sorted(rows, key=lambda row: -(row["amount"] or 0))  # the small on top
    colour = deals.STAGES[stage][0]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words(f"label.funding.stage.{stage}"),
        "x": [row["announced_on"].isoformat() for row in rows],
        "y": [places[row["company_id"]] for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "color": colour,
            "opacity": 0.75,
            "line": {"width": 1.2, "color": colour},
            "symbol": ["circle" if row["amount"] else "circle-open" for row in rows],
            "size": [max(SMALLEST, LARGEST * sqrt((row["amount"] or 0) / largest)) for row in rows],
        },
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _labels(rows: Sequence[Row], places: dict[str, int], size: Scale) -> dict[str, Any]:
    """Above all bubbles, so that none covers them."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [row["announced_on"].isoformat() for row in rows],
        "y": [places[row["company_id"]] for row in rows],
        "hoverinfo": "skip",
        "showlegend": False,
        "text": [
            number(size(row["amount"]) or 0, 3) + "+" * bool(row["is_at_least"]) for row in rows
        ],
    }


def _hover(result: Result, row: Row, words: Words) -> str:
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        f"{words.code('round', row['round'])} <b>{deals.amount(row, words)}</b>",
        deals.when(row, words),
        *deals.details(row, words),
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    known = [row for row in rows if row["amount"]]
    if not known:
        return words("finding.funding.rounds_none", count=len(rows))
    top = max(known, key=lambda row: row["amount"])
    return words(
        "finding.funding.rounds",
        count=len(rows),
        company=safe(words.company(top["company_id"])),
        round=words.code("round", top["round"]),
        value=deals.amount(top, words),
        when=deals.when(top, words),
    )


def _undisclosed(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    count = sum(row["amount"] is None for row in rows)
    return (words("note.funding.undisclosed", count=count),) if count else ()


def _alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    largest = sorted((row for row in rows if row["amount"]), key=lambda row: -row["amount"])[
        : deals.LISTED
    ]
    values = [
        f"{deals.when(row, words)} {safe(words.company(row['company_id']))} "
        f"{deals.amount(row, words)}"
        for row in largest
    ]
    return words("alt.series", finding=finding, values=words.list(values))
