"""The quick chart as an ordinary card: what its front end is given, what it asks, its files."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.explore import Chart, draw
from chipcensus.charts.theme import template
from chipcensus.exhibits import source_line_of, told_sources
from chipcensus.explore.files import cut
from chipcensus.explore.own import NAME
from chipcensus.explore.runs import Run
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.files import Heading
from chipcensus.export.table import table
from chipcensus.i18n import Words

# Drawn by the server, then the data: as in the menu of every figure.
DRAWN = ("pdf", "pptx", "html")
DATA = ("xlsx", "csv", "parquet", "json")


def card(run: Run, chart: Chart, words: Words, address: str) -> dict[str, Any]:
    """What the card is given (docs/CARD.md); `address` is that of the run."""
    made = exhibit(run, chart, words)
    query = urlencode({**vars(chart), "lang": words.lang})
    drawn = DRAWN if made.figure else ()
    return {
        "id": NAME,
        "title": made.heading.title,
        "finding": made.heading.finding,
        "caption": made.heading.filters,
        "sources": made.sources,
        "figure": made.figure,
        "listing": None,
        "headline": None,
        "empty": made.empty or None,
        "page": "",
        "alt": made.alt,
        "notes": list(made.heading.notes),
        "height": made.height,
        "file": made.file,
        "report": None,
        "links": {
            "details": f"{address}/details.json?{query}",
            **{end: f"{address}/figure.{end}?{query}" for end in (*drawn, *DATA)},
        },
        "cite": None,
        "uncited": words("explore.uncited"),
        "lang": words.lang,
    }


def exhibit(run: Run, chart: Chart, words: Words) -> Exhibit:
    """The chart with all that is said of it, as every file takes it."""
    result, drawing = run.result, draw(run.result, words, chart)
    heading = _heading(run, chart, drawing, words)
    return Exhibit(
        name=NAME,
        heading=heading,
        figure=drawing.figure,
        listing=None,
        empty=drawing.missing,
        alt=drawing.alt or heading.title,
        height=drawing.height,
        sources=source_line_of(result, words, is_private=run.census.is_private),
        result=result,
        reported=run.census.reported(result),
        file=run.stem,
        words=words,
        template=template("light"),
    )


def details(run: Run, words: Words) -> dict[str, Any]:
    """What the card shows when asked: table, sources, statement."""
    result = run.result
    shown = table(result, words)
    columns = zip(shown.labels, shown.numeric, strict=True)
    return {
        "table": {
            "columns": [{"label": label, "numeric": numeric} for label, numeric in columns],
            "rows": shown.rows,
            "origins": [{"row_ids": [], "sources": []} for _ in shown.rows],
        },
        "sources": told_sources(run.census, result, words),
        "sql": result.sql,
        "params": [],
        "notes": [],
    }


def _heading(run: Run, chart: Chart, drawing: Drawing, words: Words) -> Heading:
    by = {"x": chart.x, "y": chart.y, "colour": chart.colour}
    key = "explore.chart_title_by" if chart.colour else "explore.chart_title"
    caption = words("explore.caption", rows=f"{len(run.result.rows):,}")
    notes = tuple(filter(None, (*drawing.notes, cut(run, words))))
    return Heading(words(key, **by), drawing.finding, caption, "", notes)
