"""Companies of a loaded registry by registered capital."""

from __future__ import annotations

from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.registry import FATES, about, absent, fate_hover, marked, part
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale

UNKNOWN = "unknown"


def draw(result: Result, words: Words) -> Drawing:
    """A bar a band, the smallest capital on top, in parts by what became of the companies."""
    if not result.rows:
        return absent(result, words, "registrations.by_capital")
    size = scale(result.column("companies"), "companies", words.lang)
    names = [words(f"capital_band.{row['capital_band']}") for row in result.rows]
    longest = max(size(value) or 0 for value in result.column("companies"))
    traces = [
        _part(result, fate, names, size, words) | {"marker": {"color": colour}}
        for fate, colour in FATES.items()
        if any(result.column(fate))
    ]
    layout = {
        "xaxis": {"title": {"text": size.unit}, "range": [0, 1.6 * longest], "showgrid": True},
        "yaxis": {
            "type": "category",
            "autorange": "reversed",
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
        },
        "barmode": "stack",
        "showlegend": len(traces) > 1,
        "legend": {"traceorder": "normal"},
    }
    finding = marked(result, words, _finding(result, words))
    foreign = words("note.capital_unknown") if result.rows[-1]["capital_band"] == UNKNOWN else ""
    return Drawing(
        {"data": [*traces, _labels(result, names, size, words)], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        about(result, words, foreign),
        size.unit,
        height=130 + 36 * len(names),
    )


def _part(result: Result, fate: str, names: list[str], size: Scale, words: Words) -> dict[str, Any]:
    heads = [
        words(
            "registry.way",
            way=name,
            value=f"<b>{say(row['companies'], 'companies', words.lang)}</b>",
        )
        for name, row in zip(names, result.rows, strict=True)
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "name": words(f"registry.{fate}"),
        "y": names,
        "x": [size(value) for value in result.column(fate)],
        "customdata": result.column("row_ids"),
        "hovertemplate": [
            fate_hover(result, row, words, head)
            for row, head in zip(result.rows, heads, strict=True)
        ],
    }


def _labels(result: Result, names: list[str], size: Scale, words: Words) -> dict[str, Any]:
    """Count and share behind each bar."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [size(value) for value in result.column("companies")],
        "y": names,
        "text": [f" {_label(row, words)}" for row in result.rows],
        "textposition": "middle right",
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _label(row: Row, words: Words) -> str:
    count = number(row["companies"], 12)
    if row["share"] is None:
        return count
    return f"{count} ({say(row['share'], 'fraction', words.lang, digits=3)})"


def _finding(result: Result, words: Words) -> str:
    known = [row for row in result.rows if row["capital_band"] != UNKNOWN]
    if not known:
        return words("finding.registrations.by_capital_none")
    most = max(known, key=lambda row: row["companies"])
    return words(
        "finding.registrations.by_capital",
        band=words(f"capital_band.{most['capital_band']}"),
        value=say(most["companies"], "companies", words.lang),
        share=say(most["share"], "fraction", words.lang, digits=3),
        gone=part(most["gone"], most["companies"], words),
    )
