"""Companies of a loaded registry by year of founding: still there, gone, unclear."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing, year_axis
from chipcensus.charts.registry import (
    FATES,
    about,
    absent,
    bars,
    fate_hover,
    marked,
    part,
    undated,
)
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import say, scale

# Years after which a cohort has something to tell.
SETTLED = 5


def draw(result: Result, words: Words) -> Drawing:
    """A bar a year of founding, in parts by what became of the companies."""
    if not result.rows:
        return absent(result, words, "registrations.by_cohort")
    size = scale(result.column("companies"), "companies", words.lang)
    hovers = [fate_hover(result, row, words, _head(row, words)) for row in result.rows]
    traces = [
        bars(
            result,
            [size(row[fate]) for row in result.rows],
            hovers,
            colour,
            words(f"registry.{fate}"),
        )
        | {"x": result.column("year"), "width": 0.7}
        for fate, colour in FATES.items()
        if any(result.column(fate))
    ]
    layout = {
        "xaxis": year_axis(result.column("year"), words),
        "yaxis": {"title": {"text": size.unit}, "rangemode": "tozero"},
        "barmode": "stack",
        "showlegend": len(traces) > 1,
    }
    finding = marked(result, words, _finding(result, words))
    partial = words("note.partial_years") if any(result.column("is_partial")) else ""
    unclear = words("note.unclear") if any(result.column("unclear")) else ""
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        about(result, words, partial, unclear, undated(result, words, "entered")),
        size.unit,
        time="year",
    )


def _finding(result: Result, words: Words) -> str:
    newest = result.rows[-1]["snapshot_on"].year
    settled = [row for row in result.rows if row["year"] <= newest - SETTLED] or result.rows
    most = max(settled, key=lambda row: row["companies"])
    return words(
        "finding.registrations.by_cohort",
        year=most["year"],
        value=say(most["companies"], "companies", words.lang),
        gone=part(most["gone"], most["companies"], words),
        still_there=part(most["still_there"], most["companies"], words),
    )


def _head(row: Row, words: Words) -> str:
    value = say(row["companies"], "companies", words.lang)
    return words("registry.founded_in", year=row["year"], value=f"<b>{value}</b>")
