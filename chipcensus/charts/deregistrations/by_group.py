"""Companies gone by age, capital or founding wave: what share of the same source's total."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.counting import nothing
from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.theme import LOSS
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range

BAR = 64  # pixels of a group
PER_CENT = 100
BOUNDS = {"<=": "most", ">=": "least", "<": "under", ">": "over"}


def draw(result: Result, words: Words) -> Drawing:
    """One bar a group, the newest count on top."""
    rows = [row for row in result.rows if row["share_of_total"] is not None]
    if not rows:
        return nothing(result, words, "deregistrations.by_group")
    longest = max(row["share_of_total_high"] for row in rows) * PER_CENT
    layout = {
        "xaxis": {
            "title": {"text": "%"},
            "range": [0, min(1.35 * longest, 112)],
            "automargin": True,
        },
        "yaxis": {
            "tickmode": "array",
            "tickvals": list(range(len(rows))),
            "ticktext": [_tick(row, words) for row in rows],
            "range": [len(rows) - 0.5, -0.5],
            "showgrid": False,
            "zeroline": False,
            "automargin": True,
        },
        "showlegend": False,
    }
    finding = _finding(rows[0], words)
    values = [_sentence(row, words) for row in rows]
    return Drawing(
        {"data": [_bars(result, rows, words), _labels(rows, words)], "layout": layout},
        finding,
        words("alt.series", finding=finding, values=words.list(values)),
        (words("note.groups"), *_without_total(result, words)),
        "%",
        max(230, 110 + BAR * len(rows)),
    )


def _bars(result: Result, rows: Sequence[Row], words: Words) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "x": [PER_CENT * row["share_of_total"] for row in rows],
        "y": list(range(len(rows))),
        "width": 0.56,
        "customdata": [row["row_ids"] for row in rows],
        "marker": {"color": LOSS},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": [
                PER_CENT * (row["share_of_total_high"] - row["share_of_total"]) for row in rows
            ],
            "arrayminus": [
                PER_CENT * (row["share_of_total"] - row["share_of_total_low"]) for row in rows
            ],
        },
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _labels(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    """Share and count, beyond the whisker."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [PER_CENT * row["share_of_total_high"] for row in rows],
        "y": list(range(len(rows))),
        "text": [f" {_share(row, words)}<br> {number(row['companies'], 12)}" for row in rows],
        "textposition": "middle right",
        "hoverinfo": "skip",
    }


def _share(row: Row, words: Words) -> str:
    return say(row["share_of_total"], "fraction", words.lang, digits=3)


def _group(row: Row, words: Words) -> str:
    """A group in words, e.g. "founded at most 5 years before"."""
    text = row["dimension_value"]
    sign = next((s for s in BOUNDS if text.startswith(s)), "")
    pattern = words.get(f"group.{row['dimension']}.{BOUNDS.get(sign, text)}", "")
    if not pattern:
        return safe(f"{row['dimension']} {text}")
    value = text.removeprefix(sign)
    if row["dimension"] == "registered_capital":
        value = say(float(value), "CNY", words.lang)
    return pattern.format(value=value)


def _until(row: Row, words: Words) -> str:
    """The period, open at the left where only its last day is known."""
    last = words.day(row["period_end"])
    if row["period_start"] is None:
        return words("word.up_to", day=last)
    return words("word.period", start=words.day(row["period_start"]), end=last)


def _tick(row: Row, words: Words) -> str:
    scope = words.code("scope", row["scope"])
    who = safe(words.code("provider", row["provider"]))
    return f"{_group(row, words)}<br>{scope} · {who}<br>{_until(row, words)}"


def _sentence(row: Row, words: Words) -> str:
    return words(
        f"word.group_of_{row['total_is']}",
        group=_group(row, words),
        value=say(row["companies"], "companies", words.lang),
        total=say(row["total"], "companies", words.lang),
        share=_share(row, words),
    )


def _finding(row: Row, words: Words) -> str:
    return words(
        "finding.deregistrations.by_group",
        sentence=_sentence(row, words),
        scope=words.code("scope", row["scope"]),
        provider=words.code("provider", row["provider"]),
        period=_until(row, words),
    )


def _hover(result: Result, row: Row, words: Words) -> str:
    span = say_range(row["share_of_total_low"], row["share_of_total_high"], "fraction", words.lang)
    return hover(
        result,
        row,
        words,
        f"<b>{_sentence(row, words)}</b>",
        words("word.interval", range=span),
        words.code("scope", row["scope"]),
        safe(words.code("provider", row["provider"])),
        _until(row, words),
    )


def _without_total(result: Result, words: Words) -> tuple[str, ...]:
    """Groups of which the source prints no total have no share to draw."""
    texts = [
        words(
            "word.said",
            who=_group(row, words),
            value=say(row["companies"], "companies", words.lang),
        )
        for row in result.rows
        if row["share_of_total"] is None
    ]
    return (words("note.groups_without_total", values=words.list(texts)),) if texts else ()
