"""Companies registered from January to the same month of several years."""

from __future__ import annotations

from typing import Any

from chipcensus.charts.counting import count_hover, nothing
from chipcensus.charts.drawing import Drawing, safe, whiskers
from chipcensus.charts.theme import ACCENT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, say, scale


def draw(result: Result, words: Words) -> Drawing:
    """The same months of several years side by side, one group a period, one bar a year."""
    if not result.rows:
        return nothing(result, words, "registrations.year_to_date")
    size = scale(result.column("companies"), "companies", words.lang)
    rows = sorted(result.rows, key=lambda r: r["through_month"])
    layout = {
        "xaxis": {"type": "multicategory", "showdividers": False, "automargin": True},
        "yaxis": {"title": {"text": size.unit}, "rangemode": "tozero"},
        "showlegend": False,
    }
    finding = _months_finding(rows, words)
    across = any(r["is_same_source"] is False and r["growth"] is not None for r in rows)
    return Drawing(
        {"data": [_months_bars(result, rows, size, words)], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        (words("note.like_for_like"), *([words("note.across_sources")] if across else [])),
        size.unit,
    )


def _months_bars(result: Result, rows: list[Row], size: Scale, words: Words) -> dict[str, Any]:
    many = len(set(result.column("provider"))) > 1
    years = sorted(set(result.column("year")))
    return {
        "type": "bar",
        "x": [[_months(r, words, many=many) for r in rows], [str(r["year"]) for r in rows]],
        "y": [size(r["companies"]) for r in rows],
        "customdata": [r["row_ids"] for r in rows],
        "marker": {
            "color": ACCENT,
            "opacity": [0.3 + 0.7 * (years.index(r["year"]) + 1) / len(years) for r in rows],
        },
        "error_y": whiskers(rows, "companies", size.divisor),
        "text": [f"{size(r['companies']):,.3g}<br>{_growth(r, words)}" for r in rows],
        "textposition": "outside",
        "hovertemplate": [_growth_hover(result, r, words) for r in rows],
    }


def _months(row: Row, words: Words, *, many: bool) -> str:
    text = words("word.first_months", month=words(f"month.{row['through_month']}"))
    return f"{text}<br>{safe(words.code('provider', row['provider']))}" if many else text


def _growth(row: Row, words: Words) -> str:
    """The change over a year; a star where no one source prints both figures."""
    if row["growth"] is None:
        return ""
    star = "" if row["is_same_source"] else "*"
    return say(row["growth"], "fraction", words.lang, digits=3, sign=True) + star


def _months_finding(rows: list[Row], words: Words) -> str:
    grown = [r for r in rows if r["growth"] is not None]
    if not grown:
        return words("finding.registrations.year_to_date_none")
    newest = max(grown, key=lambda r: (r["year"], r["through_month"]))
    return words(
        "finding.registrations.year_to_date",
        year=newest["year"],
        month=words(f"month.{newest['through_month']}"),
        value=say(newest["companies"], "companies", words.lang),
        before=newest["year"] - 1,
        growth=_growth(newest, words),
        provider=words.code("provider", newest["provider"]),
    )


def _growth_hover(result: Result, row: Row, words: Words) -> str:
    said = [
        words(key, value=say(row[column], "fraction", words.lang, sign=True))
        for key, column in (("word.growth", "growth"), ("word.growth_printed", "growth_printed"))
        if row[column] is not None
    ]
    return count_hover(result, row, words, *said)
