"""Companies in existence by province and city."""

from __future__ import annotations

from typing import Any

from chipcensus.charts.counting import nothing
from chipcensus.charts.drawing import Drawing, disagreement, hover, safe, whiskers
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale


def draw(result: Result, words: Words) -> Drawing:
    """Provinces, then cities, each by the newest count, with provider and day."""
    if not result.rows:
        return nothing(result, words, "registrations.places")
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
