"""The bill: what the companies earned or lost together in each year, and which of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.drawing import (
    Drawing,
    flag_texts,
    hover,
    period,
    safe,
    year_axis,
)
from chipcensus.charts.financials.absent import absent
from chipcensus.charts.financials.said import head
from chipcensus.charts.names import short
from chipcensus.charts.theme import CONTEXT, company_colour
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import Scale, number, say, scale

NAMED = 8  # companies with a colour of their own
PALE = 0.35


def draw(result: Result, words: Words) -> Drawing:
    """Bars stacked by company, losses downward; years in which a company is unknown are pale."""
    sample = [row for row in result.rows if row["is_sample"]]
    if not sample:
        return absent(result, words, "bill")
    rows = _late(sample)
    groups = _groups(rows)
    stacks = [sum(abs(r["value"]) for r in rows if r["year"] == y) for y in _years(rows)]
    size = scale(stacks, rows[0]["currency"], words.lang)
    traces = [_bars(result, companies, rows, size, words) for companies in groups]
    layout = {
        "barmode": "relative",
        "xaxis": _axis(rows, words),
        "yaxis": {"title": {"text": size.unit}},
        "showlegend": len(groups) > 1,
        "legend": {"entrywidth": 92, "entrywidthmode": "pixels"},
        "margin": {"b": 52},
    }
    finding = _finding(rows, words)
    return Drawing(
        {"data": [*traces, _totals(rows, size, words)], "layout": layout},
        finding,
        _alt(rows, words, finding),
        _notes(result, words),
        size.unit,
        height=460,
        time="year",
    )


def _late(sample: Sequence[Row]) -> list[Row]:
    """From the year before the first complete one: earlier ones hold a company or two."""
    start = min(row["year"] for row in sample if row["is_complete"]) - 1
    return [row for row in sample if row["year"] >= start]


def _years(rows: Sequence[Row]) -> list[int]:
    return sorted({row["year"] for row in rows})


def _groups(rows: Sequence[Row]) -> list[list[str]]:
    """Companies by what they earned or lost in all, each alone, the small ones as one."""
    sizes: dict[str, float] = {}
    for row in rows:
        sizes[row["company_id"]] = sizes.get(row["company_id"], 0) + abs(row["value"])
    order = sorted(sizes, key=lambda company: (-sizes[company], company))
    if len(order) <= NAMED + 1:
        return [[company] for company in order]
    return [*([company] for company in order[:NAMED]), order[NAMED:]]


def _bars(
    result: Result, companies: Sequence[str], rows: Sequence[Row], size: Scale, words: Words
) -> dict[str, Any]:
    is_alone = len(companies) == 1
    drawn = [
        [r for r in rows if r["year"] == year and r["company_id"] in companies]
        for year in _years(rows)
    ]
    drawn = [part for group in drawn if group for part in _signs(group)]
    return {
        "type": "bar",
        "name": short(companies[0], words)
        if is_alone
        else words("label.financials.others", count=len(companies)),
        "x": [group[0]["year"] for group in drawn],
        "y": [size(sum(r["value"] for r in group)) for group in drawn],
        "width": 0.7,
        "customdata": [[i for r in group for i in r["row_ids"]] for group in drawn],
        "marker": {
            "color": company_colour(companies[0]) if is_alone else CONTEXT,
            "opacity": [1 if group[0]["is_complete"] else PALE for group in drawn],
        },
        "hovertemplate": [_hover(result, group, words) for group in drawn],
    }


def _signs(group: Sequence[Row]) -> list[list[Row]]:
    """Profits and losses of a group apart: a profit never hides a loss."""
    signs = ([r for r in group if r["value"] >= 0], [r for r in group if r["value"] < 0])
    return [part for part in signs if part]


def _hover(result: Result, group: Sequence[Row], words: Words) -> str:
    metric = words.code("metric", "net_profit")
    if len(group) == 1:
        row = group[0]
        value = say(row["value"], row["currency"], words.lang)
        rate = row["rate"]
        return hover(
            result,
            row,
            words,
            head(row, words, metric, value),
            period(row, words),
            words("label.financials.rate", rate=number(rate)) if rate is not None else "",
            flag_texts(row, words),
        )
    largest = sorted(group, key=lambda r: -abs(r["value"]))
    lines = [
        words(
            "word.said",
            who=safe(words.company(r["company_id"])),
            value=say(r["value"], r["currency"], words.lang),
        )
        for r in largest
    ]
    behind = {"source_ids": [i for r in largest for i in r["source_ids"]]}
    return hover(result, behind, words, f"{metric} · {group[0]['year']}", *lines)


def _totals(rows: Sequence[Row], size: Scale, words: Words) -> dict[str, Any]:
    """The sum of each complete year, written above its bar."""
    years = [year for year in _years(rows) if _of(rows, year)[0]["is_complete"]]
    tops = [sum(max(r["value"], 0) for r in _of(rows, year)) for year in years]
    sums = [_of(rows, year)[0]["total"] for year in years]
    return {
        "type": "scatter",
        "mode": "text",
        "x": years,
        "y": [size(top) for top in tops],
        "text": [
            words("label.financials.net", value=number(size(total) or 0, 3)) for total in sums
        ],
        "textposition": "top center",
        "customdata": [[i for r in _of(rows, year) for i in r["row_ids"]] for year in years],
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _of(rows: Sequence[Row], year: int) -> list[Row]:
    return [row for row in rows if row["year"] == year]


def _axis(rows: Sequence[Row], words: Words) -> dict[str, Any]:
    """Years, and below each how many companies of the sample are known."""
    years = _years(rows)
    known = {year: _of(rows, year)[0]["known"] for year in years}
    sample = rows[0]["sample"]
    return year_axis(years, words) | {
        "tickmode": "array",
        "tickvals": years,
        "ticktext": [f"{year}<br>{known[year]}/{sample}" for year in years],
        "title": {"text": ""},
    }


def _finding(rows: Sequence[Row], words: Words) -> str:
    complete = [year for year in _years(rows) if _of(rows, year)[0]["is_complete"]]
    newest = _of(rows, complete[-1])
    total, currency = newest[0]["total"], newest[0]["currency"]
    many = "" if newest[0]["sample"] > 1 else "one_"
    text = words(
        f"finding.financials.bill_{many}{'loss' if total < 0 else 'profit'}",
        year=complete[-1],
        company=safe(words.company(newest[0]["company_id"])),
        count=newest[0]["sample"],
        value=say(abs(total), currency, words.lang),
        below=sum(row["value"] < 0 for row in newest),
    )
    if len(complete) < 2:
        return text
    before = _of(rows, complete[-2])[0]["total"]
    key = "loss" if before < 0 else "profit"
    said = say(abs(before), currency, words.lang)
    return text + words(f"finding.financials.bill_before_{key}", year=complete[-2], value=said)


def _notes(result: Result, words: Words) -> tuple[str, ...]:
    rows = [row for row in result.rows if row["is_sample"]]
    complete = [row["year"] for row in rows if row["is_complete"]]
    sample = words(
        "note.financials.sample",
        count=rows[0]["sample"],
        first=min(complete),
        last=max(complete),
    )
    many = rows[0]["sample"] > 1
    left = dict.fromkeys(row["company_id"] for row in result.rows if not row["is_sample"])
    names = words.list([safe(words.company(company)) for company in left])
    return (
        *((sample,) if many else ()),
        *((words("note.financials.pale"),) if any(not r["is_complete"] for r in rows) else ()),
        *((words("note.financials.left_out", companies=names),) if left else ()),
        *((words("note.financials.earlier"),) if len(_late(rows)) < len(rows) else ()),
        words("note.financials.one_off"),
    )


def _alt(rows: Sequence[Row], words: Words, finding: str) -> str:
    values = [
        words("word.year_value", year=year, value=say(total, rows[0]["currency"], words.lang))
        for year in _years(rows)
        if (total := _of(rows, year)[0]["total"]) is not None
    ]
    return words("alt.series", finding=finding, values=words.list(values))
