"""What listings raised: gross as a bar, net as a mark on it, never added."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts import deals
from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import Drawing, disagreement, hover, safe, whiskers
from chipcensus.charts.funding.missing import nothing
from chipcensus.charts.names import name_axis, short
from chipcensus.charts.theme import CONTEXT, OPEN_MARK
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale

# By what the source says: the first that a listing has is its bar.
KINDS = ("gross", "not_said", "net")
COLOURS = {"gross": deals.IPO_COLOUR, "not_said": CONTEXT, "net": OPEN_MARK}


def draw(result: Result, words: Words) -> Drawing:
    """The largest on top; a listing whose net proceeds alone are known has an open bar."""
    known = [row for row in result.rows if row["amount"] is not None]
    rows, left_out = one_currency(known, words)
    unknown = _unknown(result, words)
    if not rows:
        return nothing("ipo_proceeds", result, words, *unknown)
    size = scale([row["amount"] for row in rows], rows[0]["currency"], words.lang)
    bars = sorted(_bars(rows), key=lambda row: -row["amount"])
    places = {row["deal_id"]: place for place, row in enumerate(bars)}
    nets = [r for r in rows if _kind(r) == "net" and r not in bars]
    longest = max(size(row["range_high"]) or 0 for row in bars)
    names = {"ticktext": [_tick(row, words) for row in bars], "showgrid": False}
    layout = {
        "barmode": "overlay",
        "xaxis": {"title": {"text": size.unit}, "range": [0, 1.2 * longest], "automargin": True},
        "showlegend": True,
        "legend": {"traceorder": "normal"},
        "yaxis": name_axis([row["company_id"] for row in bars], words) | names,
    }
    traces = [
        _bar(result, group, kind, places, size, words)
        for kind in KINDS
        if (group := [row for row in bars if _kind(row) == kind])
    ]
    traces += [_net(result, nets, places, size, words)] if nets else []
    finding = _finding(bars, rows, words)
    said = [f"{_tick(row, words)} {_amount(row, words)}" for row in rows]
    notes = [words("note.funding.gross_net")]
    notes += [words("note.funding.converted")] if any(row["rate"] for row in rows) else []
    return Drawing(
        {"data": [*traces, _labels(bars, size)], "layout": layout},
        finding,
        words("alt.series", finding=finding, values=words.list(said)),
        (*notes, *unknown, *left_out),
        size.unit,
        height=110 + 26 * len(bars),
    )


def _unknown(result: Result, words: Words) -> list[str]:
    """Listed companies of which no amount is known."""
    left = [row["company_id"] for row in result.rows if row["amount"] is None]
    names = words.list([safe(words.company(company)) for company in left])
    return [words("note.funding.proceeds_unknown", companies=names)] if left else []


def _kind(row: Row) -> str:
    return row["proceeds"] or "not_said"


def _bars(rows: Sequence[Row]) -> list[Row]:
    best: dict[str, Row] = {}
    for row in sorted(rows, key=lambda row: KINDS.index(_kind(row))):
        best.setdefault(row["deal_id"], row)
    return list(best.values())


def _tick(row: Row, words: Words) -> str:
    year = row["announced_on"].year if row["announced_on"] else words("word.unknown")
    return f"{short(row['company_id'], words)} {year}"


def _bar(
    result: Result,
    rows: Sequence[Row],
    kind: str,
    places: dict[str, int],
    size: Scale,
    words: Words,
) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "name": words(f"label.funding.proceeds.{kind}"),
        "y": [places[row["deal_id"]] for row in rows],
        "x": [size(row["amount"]) for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "marker": {"color": COLOURS[kind], "line": {"width": 1.5, "color": deals.IPO_COLOUR}},
        "error_x": whiskers(rows, "amount", size.divisor),
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _net(
    result: Result, rows: Sequence[Row], places: dict[str, int], size: Scale, words: Words
) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": words("label.funding.proceeds.net"),
        "y": [places[row["deal_id"]] for row in rows],
        "x": [size(row["amount"]) for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "symbol": "diamond",
            "size": 9,
            "color": "#ffffff",
            "line": {"width": 2, "color": "#5a3e10"},
        },
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _labels(rows: Sequence[Row], size: Scale) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "text",
        "x": [size(row["range_high"] if row["is_disputed"] else row["amount"]) for row in rows],
        "y": list(range(len(rows))),
        "text": [
            f"   {number(size(row['amount']) or 0, 3)}" + "+" * bool(row["is_at_least"])
            for row in rows
        ],
        "textposition": "middle right",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _amount(row: Row, words: Words) -> str:
    return words(
        "word.said",
        who=words(f"label.funding.proceeds.{_kind(row)}"),
        value=deals.amount(row, words),
    )


def _hover(result: Result, row: Row, words: Words) -> str:
    value = say(row["amount"], row["currency"], words.lang) + "+" * bool(row["is_at_least"])
    exchange, kind = deals.exchange(row, words), words(f"label.funding.proceeds.{_kind(row)}")
    day = deals.when(row, words)
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        words("word.said", who=kind, value=f"<b>{value}</b>"),
        " · ".join(filter(None, (day, exchange))),
        disagreement(row, row["currency"], words),
        words("label.funding.rate", rate=number(row["rate"])) if row["rate"] else "",
    )


def _finding(bars: Sequence[Row], rows: Sequence[Row], words: Words) -> str:
    top = bars[0]
    nets = [r for r in rows if _kind(r) == "net" and r["deal_id"] == top["deal_id"]]
    known_net = _kind(top) != "net" and bool(nets)
    return words(
        "finding.funding.ipo_proceeds",
        company=safe(words.company(top["company_id"])),
        value=_amount(top, words),
        net=words("label.funding.and_net", value=deals.amount(nets[0], words)) if known_net else "",
        count=len(bars),
    )
