"""Named companies that closed down, each on its day, or over the month or year that is known."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from chipcensus.charts.counting import nothing
from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.names import short
from chipcensus.charts.theme import CONTEXT, LOSS, OPEN_MARK
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

ROW = 34  # pixels of a happening
GRID = "rgba(133,139,148,0.25)"  # for light and dark alike
DAY = 86_400_000  # milliseconds: the length of a bar on an axis of dates
SHOWN = {"day": 10, "month": 7, "year": 4}  # letters of an ISO day that are known


def draw(result: Result, words: Words) -> Drawing:
    """One row a happening, the first on top."""
    rows = result.rows
    if not rows:
        return nothing(result, words, "deregistrations.closures")
    first = min(row["happened_on"] for row in rows)
    last = max(row["happened_to"] for row in rows)
    room = max((last - first) * 0.06, timedelta(days=60))
    layout = {
        "xaxis": {
            "type": "date",
            "range": [(first - room).isoformat(), (last + 2.5 * room).isoformat()],
            "showgrid": True,
            "gridcolor": GRID,
            "nticks": 6,
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "ticktext": [_name(row, words) for row in rows],
            "range": [len(rows) - 0.4, -0.6],
            "zeroline": False,
            "griddash": "dot",
            "automargin": True,
        },
        "showlegend": False,
    }
    middle = first + (last - first) / 2
    spans = [(at, row) for at, row in enumerate(rows) if row["date_precision"] != "day"]
    days = [(at, row) for at, row in enumerate(rows) if row["date_precision"] == "day"]
    traces = [_spans(result, spans, words)] if spans else []
    traces += [_days(result, days, middle, words)] if days else []
    finding = _finding(rows, words)
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        words("alt.series", finding=finding, values=words.list([_said(r, words) for r in rows])),
        (words("note.closures"),),
        words("unit.happenings"),
        max(240, 110 + ROW * len(rows)),
        time="day",
    )


def _spans(result: Result, placed: Sequence[tuple[int, Row]], words: Words) -> dict[str, Any]:
    """Happenings of which only the month or year is known: bars over all of it."""
    rows = [row for _, row in placed]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [row["happened_on"].isoformat() for row in rows],
        "x": [((row["happened_to"] - row["happened_on"]).days + 1) * DAY for row in rows],
        "y": [at for at, _ in placed],
        "width": 0.34,
        "marker": {
            "color": [_fill(row) for row in rows],
            "line": {"color": [_colour(row) for row in rows], "width": 1.5},
        },
        "text": [_when(row) for row in rows],
        "textposition": "outside",
    } | _shared(result, rows, words)


def _days(
    result: Result, placed: Sequence[tuple[int, Row]], middle: date, words: Words
) -> dict[str, Any]:
    rows = [row for _, row in placed]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "x": [row["happened_on"].isoformat() for row in rows],
        "y": [at for at, _ in placed],
        "marker": {
            "symbol": "diamond",
            "size": 11,
            "color": [_fill(row) for row in rows],
            "line": {"color": [_colour(row) for row in rows], "width": 1.5},
        },
        "text": [f" {_when(row)} " for row in rows],
        "textposition": [
            "middle left" if row["happened_on"] > middle else "middle right" for row in rows
        ],
    } | _shared(result, rows, words)


def _shared(result: Result, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    return {
        "customdata": [row["row_ids"] for row in rows],
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _colour(row: Row) -> str:
    return LOSS if row["happening"] == "closure" else CONTEXT


def _fill(row: Row) -> str:
    """Filled where the directory, too, has the company closed."""
    return _colour(row) if row["status"] == "closed" else OPEN_MARK


def _title(row: Row, words: Words) -> str:
    return safe(row[f"title_{words.lang}"] or words("word.closed_in_directory"))


def _name(row: Row, words: Words) -> str:
    """The company; one outside the directory is named by the head of the title."""
    name = row["company_id"] or str(row[f"title_{words.lang}"]).split(",")[0]
    text = short(name, words)
    if row["happening"] == "layoff":
        return words("word.name_of", name=text, what=words.code("happening", "layoff"))
    return text


def _when(row: Row) -> str:
    """The day as far as it is known."""
    return str(row["happened_on"].isoformat()[: SHOWN[row["date_precision"]]])


def _said(row: Row, words: Words) -> str:
    return words("word.on", text=_title(row, words), day=_when(row))


def _status(row: Row, words: Words) -> str:
    if row["status"] in (None, "closed"):
        return ""
    return words("word.status_today", status=words.code("status", row["status"]))


def _hover(result: Result, row: Row, words: Words) -> str:
    company = safe(words.company(row["company_id"])) if row["company_id"] else ""
    precision = words.code("date_precision", row["date_precision"])
    day = words("word.known_to", day=_when(row), precision=precision)
    title = f"<b>{_title(row, words)}</b>"
    return hover(result, row, words, title, company, day, _status(row, words))


def _finding(rows: Sequence[Row], words: Words) -> str:
    newest = max(rows, key=lambda row: row["happened_on"])
    closed = {row["company_id"] for row in rows if row["status"] == "closed"}
    return words(
        "finding.deregistrations.closures",
        happenings=len(rows),
        closed=len(closed),
        newest=_said(newest, words),
    )
