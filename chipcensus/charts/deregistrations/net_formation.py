"""Companies registered, gone and the difference."""

from __future__ import annotations

from chipcensus.charts.counting import label, nothing
from chipcensus.charts.deregistrations.rates import pair_hover, partial_note, year_bars
from chipcensus.charts.drawing import Drawing, year_axis
from chipcensus.charts.theme import ACCENT, CONTEXT, LOSS, NET
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say, scale


def draw(result: Result, words: Words) -> Drawing:
    """Registered above zero, gone below, the difference as a mark."""
    if not result.rows:
        return nothing(result, words, "deregistrations.net_formation")
    rows = result.rows
    size = scale([r["registered"] for r in rows], "companies", words.lang)
    hovers = [pair_hover(result, row, words, _net(row, words)) for row in rows]
    nets = [
        label(r | {"period_end": min(r["registered_end"], r["deregistered_end"])}, size, "net")
        for r in rows
    ]
    born = year_bars(rows, [size(r["registered"]) for r in rows], nets, hovers, ACCENT)
    gone = year_bars(
        rows, [-(size(r["deregistered"]) or 0) for r in rows], [""] * len(rows), hovers, LOSS
    )
    net = {
        "type": "scatter",
        "mode": "markers",
        "name": words("word.net_formation"),
        "x": [r["year"] for r in rows],
        "y": [size(r["net"]) for r in rows],
        "customdata": [r["row_ids"] for r in rows],
        "hovertemplate": hovers,
        "marker": {
            "symbol": "diamond",
            "size": 9,
            "color": NET,
            "line": {"width": 1, "color": CONTEXT},
        },
    }
    born["name"], gone["name"] = words("word.registered"), words("word.deregistered")
    newest = rows[-1]
    finding = words(
        "finding.deregistrations.net_formation",
        year=newest["year"],
        value=say(newest["net"], "companies", words.lang, sign=True),
        registered=say(newest["registered"], "companies", words.lang),
        deregistered=say(newest["deregistered"], "companies", words.lang),
    )
    layout = {
        "xaxis": year_axis(result.column("year"), words),
        "yaxis": {"title": {"text": size.unit}},
        "barmode": "relative",
        "showlegend": True,
    }
    return Drawing(
        {"data": [born, gone, net], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        (*partial_note(rows, words), words("note.pairs")),
        size.unit,
        time="year",
    )


def _net(row: Row, words: Words) -> str:
    value = say(row["net"], "companies", words.lang, sign=True)
    return words("word.net", year=row["year"], value=f"<b>{value}</b>")
