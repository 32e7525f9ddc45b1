"""Companies of one year side by side; the card's table is the full comparison."""

from __future__ import annotations

from collections.abc import Sequence
from math import log10
from statistics import median
from typing import Any

from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import Drawing, flag_texts, hover, period, safe
from chipcensus.charts.financials.absent import absent
from chipcensus.charts.lines import LOG_AXIS
from chipcensus.charts.names import name_axis
from chipcensus.charts.theme import CONTEXT, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import MISSING, Scale, number, say, scale

RATIOS = ("gross_margin", "rd_intensity", "net_margin")


def draw(result: Result, words: Words) -> Drawing:
    """Revenue as dots on a logarithmic axis, value and growth in a column at the right."""
    if not result.rows:
        return absent(result, words, "comparables")
    rows, left_out = one_currency(result.rows, words)
    size = scale([row["revenue"] for row in rows], rows[0]["currency"], words.lang)
    places = list(range(len(rows)))
    revenues = [size(row["revenue"]) or 0.0 for row in rows]
    dots = {
        "type": "scatter",
        "mode": "markers",
        "x": revenues,
        "y": places,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {"size": 11, "color": [_colour(row) for row in rows]},
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }
    # Names and values are ticks, whose margins fit at any width; an axis needs a trace.
    column = {
        "type": "scatter",
        "mode": "markers",
        "x": revenues,
        "y": places,
        "yaxis": "y2",
        "opacity": 0,
        "hoverinfo": "skip",
    }
    names = name_axis([row["company_id"] for row in rows], words)
    layout = {
        "xaxis": _values(revenues, size.unit),
        "yaxis": names,
        "yaxis2": names
        | {
            "ticktext": [_value(row, size, words) for row in rows],
            "showgrid": False,
            "overlaying": "y",
            "matches": "y",
            "side": "right",
        },
        "showlegend": False,
    }
    finding = _finding(rows, words)
    notes = (words("note.financials.comparables"), words("note.financials.log_dots"), *left_out)
    return Drawing(
        {"data": [dots, column], "layout": layout},
        finding,
        _alt(rows, words, finding),
        notes,
        size.unit,
        height=70 + 24 * len(rows),
    )


def _values(values: Sequence[float], unit: str) -> dict[str, Any]:
    return LOG_AXIS | {
        "title": {"text": unit},
        "automargin": True,
        "range": [log10(min(values)) - 0.25, log10(max(values)) + 0.25],
    }


def _colour(row: Row) -> str:
    """Overseas companies are the context, where the answer says which they are."""
    return company_colour(row["company_id"]) if row.get("country", "CN") == "CN" else CONTEXT


def _value(row: Row, size: Scale, words: Words) -> str:
    growth = say(row["growth"], "fraction", words.lang, digits=3, sign=True)
    return f"{number(size(row['revenue']) or 0, 3)}  <b>{growth}</b>"


def _hover(result: Result, row: Row, words: Words) -> str:
    pairs = [(name, say(row[name], "fraction", words.lang, digits=3)) for name in RATIOS]
    pairs.insert(0, ("growth", say(row["growth"], "fraction", words.lang, digits=3, sign=True)))
    pairs.append(("net_profit", say(row["net_profit"], row["currency"], words.lang)))
    lines = [
        words(
            "word.said",
            who=words("label.financials.growth")
            if name == "growth"
            else words.code("metric", name),
            value=value,
        )
        for name, value in pairs
        if value != MISSING
    ]
    if row["market_cap"] is not None:
        value = say(row["market_cap"], row["market_currency"], words.lang)
        lines.append(words("label.financials.market", value=value, day=words.day(row["market_on"])))
    if row["value_to_revenue"] is not None:
        lines.append(
            words(
                "word.said",
                who=words.code("metric", "price_to_sales"),
                value=say(row["value_to_revenue"], "multiple", words.lang, digits=3),
            )
        )
    head = words(
        "word.said",
        who=words.code("metric", "revenue"),
        value=f"<b>{say(row['revenue'], row['currency'], words.lang)}</b>",
    )
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        period(row, words),
        head,
        *lines,
        flag_texts(row, words),
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    top = rows[0]
    text = words(
        f"finding.financials.comparables{'' if len(rows) > 1 else '_one'}",
        year=top["year"],
        company=safe(words.company(top["company_id"])),
        value=say(top["revenue"], top["currency"], words.lang),
    )
    grown = [row for row in rows if row["growth"] is not None]
    # Of one company there is no middle and no fastest.
    if len(grown) < 2:
        return text
    fastest = max(grown, key=lambda row: row["growth"])
    middle = median(row["growth"] for row in grown)
    return text + words(
        "finding.financials.comparables_growth",
        count=len(grown),
        median=say(middle, "fraction", words.lang, digits=3, sign=True),
        company=safe(words.company(fastest["company_id"])),
        growth=say(fastest["growth"], "fraction", words.lang, digits=3, sign=True),
    )


def _alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    values = [
        words(
            "word.said",
            who=safe(words.company(row["company_id"])),
            value=say(row["revenue"], row["currency"], words.lang),
        )
        for row in rows
    ]
    return words("alt.series", finding=finding, values=words.list(values))
