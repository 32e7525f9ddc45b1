"""How long companies took from founding to listing."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from chipcensus.charts import deals
from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.funding.missing import nothing
from chipcensus.charts.names import name_axis, short
from chipcensus.charts.theme import ACCENT, CONTEXT, OPEN_MARK
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number

LISTED = 12


def draw(result: Result, words: Words) -> Drawing:
    """A dot a company, the quickest on top; a founding known by its year alone is a span."""
    rows = [row for row in result.rows if row["years"] is not None]
    unknown = _unknown(result, words)
    if not rows:
        more = [words("missing.funding.days_unknown", companies=unknown)] if unknown else []
        return nothing("years_to_listing", result, words, *more)
    finding = _finding(rows, words)
    names = {"ticktext": [_tick(row, words) for row in rows]}
    layout = {
        "xaxis": {
            "title": {"text": words("axis.funding.years")},
            "range": [0, 1.15 * max(row["years_high"] for row in rows)],
            "automargin": True,
        },
        "showlegend": False,
        "yaxis": name_axis([row["company_id"] for row in rows], words) | names,
        **(_middle_line(rows, words) if len(rows) > 1 else {}),
    }
    said = [words("word.said", who=_tick(row, words), value=_length(row, words)) for row in rows]
    notes = [words("note.funding.years_span")]
    notes += [words("note.funding.days_unknown", companies=unknown)] if unknown else []
    return Drawing(
        {"data": [_spans(rows), _dots(result, rows, words), _labels(rows)], "layout": layout},
        finding,
        words("alt.series", finding=finding, values=words.list(said)),
        tuple(notes),
        words("axis.funding.years"),
        height=120 + 24 * len(rows),
    )


def _tick(row: Row, words: Words) -> str:
    return f"{short(row['company_id'], words)} {row['listed_on'].year}"


def _years(value: float) -> str:
    return number(round(value, 1), 3)


def _is_spread(row: Row) -> bool:
    """Known by its year on one side, so that the span can be seen."""
    return "year" in {row["founded_precision"], row["listed_precision"]}


def _length(row: Row, words: Words) -> str:
    """The years as exactly as the two days allow."""
    text = _years(row["years"])
    if _is_spread(row):
        text = f"{_years(row['years_low'])}–{_years(row['years_high'])}"
    return words("label.funding.years", value=text)


def _spans(rows: Sequence[Row]) -> dict[str, Any]:
    """What the precision of the days leaves open."""
    spread = [(place, row) for place, row in enumerate(rows) if _is_spread(row)]
    return {
        "type": "bar",
        "orientation": "h",
        "base": [row["years_low"] for _, row in spread],
        "x": [row["years_high"] - row["years_low"] for _, row in spread],
        "y": [place for place, _ in spread],
        "width": 0.4,
        "marker": {"color": ACCENT, "opacity": 0.3},
        "hoverinfo": "skip",
    }


def _dots(result: Result, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [row["years"] for row in rows],
        "y": list(range(len(rows))),
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "size": 9,
            "color": [OPEN_MARK if _is_spread(row) else ACCENT for row in rows],
            "line": {"width": 1.5, "color": ACCENT},
        },
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _labels(rows: Sequence[Row]) -> dict[str, Any]:
    """Right of the dot, or of the span around it."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [row["years_high"] if _is_spread(row) else row["years"] for row in rows],
        "y": list(range(len(rows))),
        "text": [f"   {_years(row['years'])}" for row in rows],
        "textposition": "middle right",
        "hoverinfo": "skip",
    }


def _hover(result: Result, row: Row, words: Words) -> str:
    founded, listed = (
        words(f"label.funding.{name}", day=_day(row, name, words)) for name in ("founded", "listed")
    )
    exchange = deals.exchange(row, words)
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        f"<b>{_length(row, words)}</b>",
        founded,
        " · ".join(filter(None, (listed, exchange))),
    )


def _day(row: Row, name: str, words: Words) -> str:
    """A day with no more of it than is known."""
    day = words.day(row[f"{name}_on"])
    return day[: {"year": 4, "month": 7}.get(row[f"{name}_precision"], 10)]


def _middle_line(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    middle = median(row["years"] for row in rows)
    line = {"width": 1, "dash": "dash", "color": CONTEXT}
    ends = {"y0": 0, "y1": 1, "yref": "paper", "type": "line"}
    return {
        "shapes": [{**ends, "x0": middle, "x1": middle, "line": line, "layer": "below"}],
        "annotations": [
            {
                "x": middle,
                "y": 1,
                "yref": "paper",
                "yanchor": "bottom",
                "showarrow": False,
                "text": words("label.funding.median", value=_years(middle)),
            }
        ],
    }


def _finding(rows: Sequence[Row], words: Words) -> str:
    quickest = rows[0]
    first = words(
        "finding.funding.years_to_listing",
        company=safe(words.company(quickest["company_id"])),
        value=_length(quickest, words),
        count=len(rows),
    )
    if len(rows) == 1:
        return first
    low, middle, high = (
        _years(median(row[column] for row in rows))
        for column in ("years_low", "years", "years_high")
    )
    span = words("label.funding.between", low=low, high=high) if low != high else ""
    return first + words("finding.funding.years_median", value=middle, span=span, count=len(rows))


def _unknown(result: Result, words: Words) -> str:
    """Listed companies of which one of the two days is unknown."""
    rows = [row for row in result.rows if row["years"] is None]
    names = words.list([safe(words.company(row["company_id"])) for row in rows[:LISTED]])
    more = words("label.funding.more_companies", count=len(rows)) if len(rows) > LISTED else ""
    return names + more
