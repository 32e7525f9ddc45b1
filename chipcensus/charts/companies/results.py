"""A company's revenue and net profit by year: two panels of bars over one axis of years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.companies.panels import Panel, height, stacked, units
from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import (
    Drawing,
    disagreement,
    flag_texts,
    hover,
    whiskers,
    year_axis,
)
from chipcensus.charts.listing import nothing
from chipcensus.charts.periods import fiscal
from chipcensus.charts.theme import ACCENT, HATCH, LOSS, OPEN_MARK
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale

METRICS = ("revenue", "net_profit")
MARKS = ("is_derived", "is_preliminary", "is_standardised")
LABELLED = 7  # bars
ROOM = 0.14  # of the axis, beyond the longest bar, for its label


def draw(result: Result, words: Words) -> Drawing:
    """Revenue above, net profit below, losses in their own colour; a missing year is a gap."""
    rows, left_out = one_currency(result.rows, words)
    if not rows:
        return nothing(words("missing.companies.results"))
    groups = [[row for row in rows if row["metric"] == metric] for metric in METRICS]
    groups = [group for group in groups if group]
    panels = [_panel(result, group, words) for group in groups]
    years = year_axis([row["year"] for row in rows], words)
    finding = _finding(groups, words)
    return Drawing(
        stacked(panels, years),
        finding,
        _alt(groups, words, finding),
        (*_notes(rows, words), *left_out),
        units(panels, words),
        height(panels),
        time="year",
    )


def _panel(result: Result, rows: Sequence[Row], words: Words) -> Panel:
    size = scale([row["value"] for row in rows], rows[0]["currency"], words.lang)
    title = words.code("metric", rows[0]["metric"])
    return Panel(title, size.unit, [_bars(result, rows, size, words)], _values(rows, size))


def _bars(result: Result, rows: Sequence[Row], size: Scale, words: Words) -> dict[str, Any]:
    labelled = _labelled(rows)
    # Not the company's own colour, which may be like the losses'.
    colours = [LOSS if row["value"] < 0 else ACCENT for row in rows]
    return {
        "type": "bar",
        "x": [row["year"] for row in rows],
        "y": [size(row["value"]) for row in rows],
        "customdata": [row["row_ids"] for row in rows],
        "marker": {
            "color": [
                OPEN_MARK if row["is_derived"] else c for row, c in zip(rows, colours, strict=True)
            ],
            "line": {"width": [1.5 if row["is_derived"] else 0 for row in rows], "color": colours},
            "pattern": {"shape": [_pattern(row) for row in rows]},
        },
        "error_y": whiskers(rows, "value", size.divisor),
        "text": [
            number(size(row["value"]) or 0, 3) if row["year"] in labelled else "" for row in rows
        ],
        "textposition": "outside",
        "hovertemplate": [_hover(result, row, words) for row in rows],
    }


def _labelled(rows: Sequence[Row]) -> set[int]:
    """Years whose bars bear their number; of many the ends and extremes: a phone is narrow."""
    if len(rows) <= LABELLED:
        return {row["year"] for row in rows}
    extremes = [end(rows, key=lambda row: row["value"]) for end in (min, max)]
    return {row["year"] for row in (rows[0], rows[-1], *extremes)}


def _pattern(row: Row) -> str:
    return HATCH if row["is_preliminary"] else "." if row["is_standardised"] else ""


def _values(rows: Sequence[Row], size: Scale) -> dict[str, Any]:
    ends = [v for r in rows for v in (r["value"], *(_span(r) if r["is_disputed"] else ()))]
    low, high = (size(end(0, *ends)) or 0.0 for end in (min, max))
    room = ROOM * (high - low or 1.0)
    return {"range": [low and low - room, high and high + room], "nticks": 5}


def _span(row: Row) -> tuple[float, float]:
    return row["range_low"], row["range_high"]


def _hover(result: Result, row: Row, words: Words) -> str:
    said = words(
        "word.said",
        who=words.code("metric", row["metric"]),
        value=f"<b>{say(row['value'], row['currency'], words.lang)}</b>",
    )
    growth = say(row["growth"], "fraction", words.lang, digits=3, sign=True)
    rate = row["rate"] and number(row["rate"])
    return hover(
        result,
        row,
        words,
        fiscal(row, words),
        said,
        words("word.growth", value=growth) if row["growth"] is not None else "",
        disagreement(row, row["currency"], words),
        words("label.financials.rate", rate=rate) if rate else "",
        flag_texts(row, words),
    )


def _finding(groups: Sequence[Sequence[Row]], words: Words) -> str:
    """The newest figure of each panel; figures of different years are each told with theirs."""
    parts = []
    for group in groups:
        newest = group[-1]
        growth = say(newest["growth"], "fraction", words.lang, digits=3, sign=True)
        flags = flag_texts(newest, words)
        parts.append(
            words(
                "finding.companies.result",
                period=fiscal(newest, words),
                metric=words.code("metric", newest["metric"]),
                value=say(newest["value"], newest["currency"], words.lang),
                growth=words("finding.financials.growth", growth=growth)
                if newest["growth"] is not None and newest["metric"] == "revenue"
                else "",
                flags=words("finding.financials.flags", flags=flags) if flags else "",
            )
        )
    return words("finding.companies.join").join(parts) + words("finding.companies.end")


def _alt(groups: Sequence[Sequence[Row]], words: Words, finding: str) -> str:
    values = [
        f"{words.code('metric', row['metric'])} {row['year']} "
        f"{say(row['value'], row['currency'], words.lang)}"
        for group in groups
        for row in group
    ]
    return words("alt.series", finding=finding, values=words.list(values))


def _notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    marks = [words(f"note.financials.bar.{n}") for n in MARKS if any(row[n] for row in rows)]
    if any(row["rate"] for row in rows):
        marks.append(words("note.funding.converted"))
    return tuple(marks)
