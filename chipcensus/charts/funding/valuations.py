"""What companies were worth after each round and at listing: one step line a company."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts import deals, lines
from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import Drawing, disagreement, hover, safe
from chipcensus.charts.funding.missing import nothing
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range, scale

TICKS = tuple(digit * 10**power for power in range(-3, 8) for digit in (1, 2, 5))


def draw(result: Result, words: Words) -> Drawing:
    """A valuation holds until the next is known; undated ones are listed, never placed."""
    rows, left_out = one_currency([row for row in result.rows if row["announced_on"]], words)
    undated = deals.undated(result, lambda row: _worth(row, words), words)
    if not rows:
        more = [words("missing.funding.undated_only", deals=undated)] if undated else []
        return nothing("valuations", result, words, *more)
    size = scale([row["valuation"] for row in rows], rows[0]["currency"], words.lang)
    placed = [row | {"period_end": row["announced_on"]} for row in rows]
    panel = lines.Panel(size, placed, is_log=True)
    plot = lines.Plot("valuation", lambda row: _hover(result, row, words), [panel], step=None)
    figure, height = lines.figure(plot, words, {"type": "date", "title": {"text": ""}})
    _as_steps(figure)
    finding = _finding(rows, words)
    return Drawing(
        figure,
        finding,
        words("alt.series", finding=finding, values=words.list([_said(r, words) for r in rows])),
        (
            words("note.funding.steps"),
            *([words("note.funding.converted")] if any(r["rate"] for r in rows) else []),
            *([words("note.funding.undated", deals=undated)] if undated else []),
            *left_out,
        ),
        size.unit,
        height=height,
        time="day",
    )


def _as_steps(figure: dict[str, Any]) -> None:
    """Horizontal until the next valuation, and ticks within a power of ten too."""
    for trace in figure["data"]:
        if trace["mode"] == "lines+markers":
            trace["line"] = trace["line"] | {"shape": "hv"}
    axis = figure["layout"]["yaxis"]
    axis |= {"tickmode": "array", "tickvals": TICKS, "ticktext": [number(tick) for tick in TICKS]}


def _hover(result: Result, row: Row, words: Words) -> str:
    value = _worth(row, words)
    bounds = say_range(row["valuation_low"], row["valuation_high"], row["currency"], words.lang)
    return hover(
        result,
        row,
        words,
        safe(words.company(row["company_id"])),
        f"{words.code('round', row['round'])} <b>{value}</b>",
        deals.when(row, words),
        words("word.interval", range=bounds) if bounds != value else "",
        disagreement(row, row["currency"], words),
        words("label.funding.rate", rate=number(row["rate"])) if row["rate"] else "",
    )


def _said(row: Row, words: Words) -> str:
    return words(
        "label.funding.deal",
        company=f"{deals.when(row, words)} {safe(words.company(row['company_id']))}",
        round=words.code("round", row["round"]),
        value=_worth(row, words),
    )


def _worth(row: Row, words: Words) -> str:
    return say(row["valuation"], row["currency"], words.lang)


def _finding(rows: Sequence[Row], words: Words) -> str:
    top = max(rows, key=lambda row: row["valuation"])
    return words(
        "finding.funding.valuations",
        company=safe(words.company(top["company_id"])),
        value=_worth(top, words),
        round=words.code("round", top["round"]),
        when=deals.date_of(top, words),
        count=len(rows),
        companies=len({row["company_id"] for row in rows}),
    )
