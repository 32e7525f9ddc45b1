"""Single deals: who raised how much, when and in which round."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from math import sqrt
from typing import Any

from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.funding import deals
from chipcensus.charts.funding.missing import nothing
from chipcensus.charts.names import name_axis
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, say_range, scale

LARGEST = 46  # pixels across
SMALLEST = 6
LABELLED = 8
LISTED = 12


def draw(result: Result, words: Words) -> Drawing:
    """Bubbles by company and day, their area the amount; undated deals are listed, never placed."""
    rows, left_out = one_currency([row for row in result.rows if row["announced_on"]], words)
    if not rows:
        listed = _listed(result, words)
        more = [words("missing.funding.undated_only", deals=listed)] if listed else []
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
        *_undated(result, words),
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
    lines = [words("label.funding.at_least")] if row["is_at_least"] else []
    lines += [
        words.code(name, row[name])
        for name in ("proceeds", "covers")
        if row[name] and row[name] != "whole_round"
    ]
    if row["range_low"] is not None and row["range_low"] != row["range_high"]:
        lines.append(
            words(
                "word.range",
                range=say_range(row["range_low"], row["range_high"], row["currency"], words.lang),
            )
        )
    if row["rate"] is not None:
        lines.append(words("label.funding.rate", rate=number(row["rate"])))
    if row["valuation"] is not None:
        lines.append(
            words(
                "label.funding.valuation",
                value=say(row["valuation"], row["valuation_currency"], words.lang),
            )
        )
    if row["lead_investors"]:
        lines.append(
            words(
                "label.funding.investors",
                names=words.list([safe(name) for name in row["lead_investors"].split(";")]),
            )
        )
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        f"{words.code('round', row['round'])} <b>{deals.amount(row, words)}</b>",
        deals.when(row, words),
        *lines,
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


def _undated(result: Result, words: Words) -> tuple[str, ...]:
    listed = _listed(result, words)
    return (words("note.funding.undated", deals=listed),) if listed else ()


def _listed(result: Result, words: Words) -> str:
    """The deals no source dates, the first few by name."""
    rows = [row for row in result.rows if row["announced_on"] is None]
    items = [
        words(
            "label.funding.deal",
            company=safe(words.company(row["company_id"])),
            round=words.code("round", row["round"]),
            value=deals.amount(row, words),
        )
        for row in rows[:LISTED]
    ]
    more = words("label.funding.more", count=len(rows)) if len(rows) > LISTED else ""
    return words.list(items) + more


def _alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    largest = sorted((row for row in rows if row["amount"]), key=lambda row: -row["amount"])[
        :LISTED
    ]
    values = [
        f"{deals.when(row, words)} {safe(words.company(row['company_id']))} "
        f"{deals.amount(row, words)}"
        for row in largest
    ]
    return words("alt.series", finding=finding, values=words.list(values))
