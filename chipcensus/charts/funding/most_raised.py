"""Who raised most in all, privately and by listing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.deals import IPO_COLOUR
from chipcensus.charts.drawing import Drawing, hover, safe
from chipcensus.charts.funding.missing import nothing
from chipcensus.charts.names import name_axis
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range, scale

TOP = 20


def draw(result: Result, words: Words) -> Drawing:
    """The companies that raised most, privately and by listing."""
    if not result.rows:
        return nothing("most_raised", result, words)
    rows = result.rows[:TOP]
    size = scale([row["total"] for row in rows], rows[0]["currency"], words.lang)
    places = list(range(len(rows)))
    hovers = [_raised_hover(result, row, words) for row in rows]
    traces: list[dict[str, Any]] = [
        {
            "type": "bar",
            "orientation": "h",
            "name": words(f"label.funding.{kind}"),
            "y": places,
            "x": [size(row[kind]) for row in rows],
            "customdata": [row["row_ids"] for row in rows],
            "marker": {"color": colour},
            "hovertemplate": hovers,
        }
        for kind, colour in (("private", ACCENT), ("public", IPO_COLOUR), ("placed", CONTEXT))
    ]
    ends = [size(row["total"]) or 0 for row in rows]
    totals = ["≥" * bool(row["is_at_least"]) + number(size(row["total"]) or 0, 3) for row in rows]
    traces.append(
        {
            "type": "scatter",
            "mode": "text",
            "x": ends,
            "y": places,
            "text": [f" {total}" for total in totals],
            "textposition": "middle right",
            "hoverinfo": "skip",
            "showlegend": False,
        }
    )
    layout = {
        "barmode": "stack",
        "xaxis": {
            "title": {"text": size.unit},
            "range": [0, 1.25 * max(ends)],
            "automargin": True,
        },
        "showlegend": True,
        "legend": {"traceorder": "normal"},
        "yaxis": name_axis([row["company_id"] for row in rows], words) | {"showgrid": False},
    }
    top = rows[0]
    finding = words(
        "finding.funding.most_raised",
        company=safe(words.company(top["company_id"])),
        value=_total(top, words),
        deals=top["deals"],
    )
    alt = words(
        "alt.series",
        finding=finding,
        values=words.list(
            [
                words(
                    "word.said",
                    who=safe(words.company(row["company_id"])),
                    value=_total(row, words),
                )
                for row in rows
            ]
        ),
    )
    return Drawing(
        {"data": traces, "layout": layout},
        finding,
        alt,
        _raised_notes(result.rows, words),
        size.unit,
        height=90 + 24 * len(rows),
    )


def _total(row: Row, words: Words) -> str:
    return "≥" * bool(row["is_at_least"]) + say(row["total"], row["currency"], words.lang)


def _raised_hover(result: Result, row: Row, words: Words) -> str:
    parts = [
        words(
            "word.said",
            who=words(f"label.funding.{kind}"),
            value=say(row[kind], row["currency"], words.lang),
        )
        for kind in ("private", "public")
    ]
    counts = [
        words(f"label.funding.{name}", count=row[name])
        for name in ("undisclosed", "undated")
        if row[name]
    ]
    span = words(
        "word.interval",
        range=say_range(row["total_low"], row["total_high"], row["currency"], words.lang),
    )
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        f"<b>{_total(row, words)}</b>",
        *parts,
        words("label.funding.summed", count=row["deals"]),
        words.list(counts),
        span,
    )


def _raised_notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    notes = [words("note.funding.converted")]
    if any(row["is_at_least"] for row in rows):
        sums = {name: sum(row[name] or 0 for row in rows) for name in ("undisclosed", "undated")}
        reasons = [
            words(f"label.funding.more_{name}", count=count)
            for name, count in sums.items()
            if count
        ]
        bound = "maybe_lower_bound" if reasons else "lower_bound"
        reasons.append(words(f"label.funding.{bound}"))
        notes.insert(0, words("note.funding.at_least", reasons=words.list(reasons)))
    if len(rows) > TOP:
        notes.append(words("note.funding.top", shown=TOP, count=len(rows)))
    return tuple(notes)
