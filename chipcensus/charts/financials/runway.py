"""For how many months a company's cash would last at the rate it was losing money."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import Drawing, flag_texts, hover, period, safe
from chipcensus.charts.financials.absent import absent
from chipcensus.charts.financials.said import mark_notes
from chipcensus.charts.names import short
from chipcensus.charts.theme import HATCH, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say

ROOM = 1.45  # for the words behind the longest bar


def draw(result: Result, words: Words) -> Drawing:
    """A bar a company and day; where nothing is lost there is no bar but a word."""
    if not result.rows:
        return absent(result, words, "runway")
    rows = list(result.rows)
    longest = max((row["runway"] or 0 for row in rows), default=0) or 12
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(rows))),
        "x": [row["runway"] or 0 for row in rows],
        "width": 0.62,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "color": [company_colour(row["company_id"]) for row in rows],
            "pattern": {"shape": [_pattern(row) for row in rows]},
        },
        "text": [_label(row, words) for row in rows],
        "textposition": "outside",
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }
    layout = {
        "xaxis": {
            "title": {"text": words("label.financials.months_axis")},
            "range": [0, ROOM * longest],
            "automargin": True,
        },
        "yaxis": _names(rows, words),
        "showlegend": False,
    }
    finding = _finding(rows, words)
    notes = (words("note.financials.runway"), *mark_notes(rows, words, "bar"))
    return Drawing(
        {"data": [bars], "layout": layout},
        finding,
        _alt(rows, words, finding),
        notes,
        words("label.financials.months_axis"),
        height=100 + 44 * len(rows),
    )


def _pattern(row: Row) -> str:
    return HATCH if row["is_preliminary"] else "." if row["is_standardised"] else ""


def _names(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    return {
        "tickmode": "array",
        "tickvals": list(range(len(rows))),
        "ticktext": [
            f"{short(row['company_id'], words)}<br>{words.day(row['period_end'])}" for row in rows
        ],
        "range": [len(rows) - 0.4, -0.6],
        "automargin": True,
        "showgrid": False,
        "zeroline": False,
    }


def _label(row: Row, words: Words) -> str:
    if row["runway"] is not None:
        return words("label.financials.months", value=number(row["runway"], 2))
    key = "unknown_burn" if row["result"] is None else "no_burn"
    return words(f"label.financials.{key}")


def _hover(result: Result, row: Row, words: Words) -> str:
    def amount(column: str) -> str:
        return say(row[column], row["currency"], words.lang)

    burn = ""
    if row["result"] is not None:
        metric = words.code("metric", row["burn_metric"])
        burn = words("word.said", who=metric, value=amount("result"))
    months = ""
    if row["runway"] is not None:
        months = words(
            "label.financials.runway_from",
            burn=amount("burn"),
            months=f"<b>{_label(row, words)}</b>",
        )
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        words(
            "label.financials.cash_on",
            value=amount("cash"),
            day=words.day(row["period_end"]),
        ),
        burn,
        period(row, words),
        months,
        flag_texts(row, words),
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    """The shortest runway among the newest balances."""
    newest = {row["company_id"]: row for row in rows}
    burning = [row for row in newest.values() if row["runway"] is not None]
    if not burning:
        return words("finding.financials.no_burn", count=len(newest))
    least = min(burning, key=lambda row: row["runway"])
    return words(
        "finding.financials.runway",
        company=safe(words.company(least["company_id"])),
        day=words.day(least["period_end"]),
        cash=say(least["cash"], least["currency"], words.lang),
        metric=words.code("metric", least["burn_metric"]),
        burn=say(least["burn"], least["currency"], words.lang, digits=3),
        months=_label(least, words),
    )


def _alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    values = [
        words(
            "label.financials.alt_value",
            company=safe(words.company(row["company_id"])),
            period=words.day(row["period_end"]),
            value=_label(row, words),
        )
        for row in rows
    ]
    return words("alt.series", finding=finding, values=words.list(values))
