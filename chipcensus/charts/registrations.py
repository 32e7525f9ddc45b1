"""Registrations: how many companies are founded, when and where."""

from __future__ import annotations

from typing import Any

from chipcensus.charts.counting import count_hover, yearly
from chipcensus.charts.drawing import NOTHING, Drawing, disagreement, hover, safe, whiskers
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale


def by_year(result: Result, words: Words) -> Drawing:
    """Companies registered by year and provider."""
    return yearly(result, words, "registrations")


def year_to_date(result: Result, words: Words) -> Drawing:
    """The same months of several years side by side, one group a period, one bar a year."""
    if not result.rows:
        return NOTHING
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


def places(result: Result, words: Words) -> Drawing:
    """Provinces, then cities, each by the newest count, with provider and day."""
    if not result.rows:
        return NOTHING
    size = scale(result.column("companies"), "companies", words.lang)
    rows = list(reversed(result.rows))
    longest = max(size(r["companies"]) or 0 for r in rows)
    levels = [level for level in ("city", "province") if level in result.column("geo_level")]
    layout = {
        "xaxis": {
            "title": {"text": size.unit},
            "range": [0, 1.6 * longest],
            "automargin": True,
        },
        "yaxis": {
            "type": "category",
            "showgrid": False,
            "zeroline": False,
            "tickvals": [_place(r, words) for r in rows],
            "ticktext": [_place_tick(r, words) for r in rows],
            "automargin": True,
        },
        "showlegend": len(levels) > 1,
        "legend": {"traceorder": "reversed"},
        "barmode": "overlay",
    }
    bars = [
        _place_bars(result, [r for r in rows if r["geo_level"] == level], size, words)
        for level in levels
    ]
    finding = _places_finding(result.rows[0], words)
    return Drawing(
        {"data": bars, "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        (words("note.places"),),
        size.unit,
        height=max(260, 100 + 38 * len(rows)),
    )


def _place_bars(result: Result, rows: list[Row], size: Scale, words: Words) -> dict[str, Any]:
    level = rows[0]["geo_level"]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words.code("geo_level", level),
        "y": [_place(r, words) for r in rows],
        "x": [size(r["companies"]) for r in rows],
        "customdata": [r["row_ids"] for r in rows],
        "marker": {"color": ACCENT if level == "province" else CONTEXT},
        "error_x": whiskers(rows, "companies", size.divisor),
        "text": [_place_label(r, words) for r in rows],
        "textposition": "outside",
        "hovertemplate": [_place_hover(result, r, words) for r in rows],
    }


def _places_finding(top: Row, words: Words) -> str:
    share = say(top["share"], "fraction", words.lang, digits=3)
    return words(
        "finding.registrations.places",
        place=safe(words.code("geo", top["geo"])),
        value=say(top["companies"], "companies", words.lang),
        share=words("word.share", share=share) if top["share"] else "",
        provider=words.code("provider", top["provider"]),
        day=words.day(top["counted_on"]),
    )


def _place(row: Row, words: Words) -> str:
    return words(
        "word.place_level",
        place=safe(words.code("geo", row["geo"])),
        level=words.code("geo_level", row["geo_level"]),
    )


def _place_tick(row: Row, words: Words) -> str:
    when = row["counted_on"].strftime("%Y-%m") if row["counted_on"] else words("word.unknown")
    who = safe(words.code("provider", row["provider"]))
    return f"{safe(words.code('geo', row['geo']))}<br>{who} {when}"


def _place_label(row: Row, words: Words) -> str:
    count = number(row["companies"], 12)  # the noun is the axis's, a phone has no room for it
    if row["share"] is None:
        return count
    return f"{count} ({say(row['share'], 'fraction', words.lang, digits=3)})"


def _place_hover(result: Result, row: Row, words: Words) -> str:
    head = words(
        "word.said",
        who=safe(words.code("provider", row["provider"])),
        value=f"<b>{say(row['companies'], 'companies', words.lang)}</b>",
    )
    return hover(
        result,
        row,
        words,
        _place(row, words),
        head,
        words("word.counted_on", day=words.day(row["counted_on"])),
        disagreement(row, "companies", words),
    )
