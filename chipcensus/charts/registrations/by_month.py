"""Companies of a loaded registry by month of founding."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing, hover
from chipcensus.charts.registry import (
    about,
    absent,
    marked,
    month_axis,
    month_bars,
    month_name,
    undated,
)
from chipcensus.charts.theme import ACCENT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say, scale


def draw(result: Result, words: Words) -> Drawing:
    """A bar a month; the month in which the list ends is hatched."""
    if not result.rows:
        return absent(result, words, "registrations.by_month")
    size = scale(result.column("companies"), "companies", words.lang)
    hovers = [_hover(result, row, words) for row in result.rows]
    name = words("word.registered")
    layout = {
        "xaxis": month_axis(result),
        "yaxis": {"title": {"text": size.unit}, "rangemode": "tozero"},
        "showlegend": False,
    }
    finding = marked(result, words, _finding(result, words))
    return Drawing(
        {
            "data": [month_bars(result, "companies", size, hovers, ACCENT, name)],
            "layout": layout,
        },
        finding,
        words("alt.plain", finding=finding),
        about(result, words, _partial(result, words), undated(result, words, "entered")),
        size.unit,
        time="day",
    )


def _finding(result: Result, words: Words) -> str:
    most = max(result.rows, key=lambda row: row["companies"])
    return words(
        "finding.registrations.by_month",
        first=month_name(result.rows[0]["month"], words),
        last=month_name(result.rows[-1]["month"], words),
        total=say(sum(result.column("companies")), "companies", words.lang),
        month=month_name(most["month"], words),
        value=say(most["companies"], "companies", words.lang),
    )


def _partial(result: Result, words: Words) -> str:
    return words("note.partial_month") if result.rows[-1]["is_partial"] else ""


def _hover(result: Result, row: Row, words: Words) -> str:
    value = f"<b>{say(row['companies'], 'companies', words.lang)}</b>"
    return hover(result, row, words, month_name(row["month"], words), value)
