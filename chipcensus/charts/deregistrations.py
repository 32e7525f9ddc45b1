"""Deregistrations: how many companies disappear, how fast, and against how many new ones."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from chipcensus.charts.counting import label, yearly
from chipcensus.charts.drawing import NOTHING, Drawing, hover, period, safe, short_day, year_axis
from chipcensus.charts.theme import ACCENT, CONTEXT, HATCH, LOSS, NET
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, say_range, scale


def by_year(result: Result, words: Words) -> Drawing:
    """Companies cancelled or revoked by year and provider."""
    return yearly(result, words, "deregistrations")


def per_day(result: Result, words: Words) -> Drawing:
    """Companies gone per day really counted."""
    if not result.rows:
        return NOTHING
    newest = result.rows[-1]
    finding = words(
        "finding.deregistrations.per_day",
        year=newest["year"],
        value=say(newest["per_day"], "per_day", words.lang, digits=3),
        companies=say(newest["companies"], "companies", words.lang),
        days=newest["days"],
        until=words.day(newest["period_end"]),
    )
    texts = [
        number(r["per_day"], 3) + (f"<br>→{short_day(r['period_end'])}" if r["is_partial"] else "")
        for r in result.rows
    ]
    bars = _bars(
        result.rows,
        result.column("per_day"),
        texts,
        [_day_hover(result, row, words) for row in result.rows],
        LOSS,
    )
    return _rates(result, bars, "unit.per_day", finding, _partial_note(result.rows, words), words)


def _day_hover(result: Result, row: Row, words: Words) -> str:
    value = say(row["per_day"], "per_day", words.lang, digits=3)
    companies = say(row["companies"], "companies", words.lang)
    return hover(
        result,
        row,
        words,
        words("word.year_value", year=row["year"], value=f"<b>{value}</b>"),
        words("word.over_days", companies=companies, days=row["days"]),
        period(row, words),
        safe(words.code("provider", row["provider"])),
    )


def per_100_registered(result: Result, words: Words) -> Drawing:
    """Companies gone for every 100 registered in the same year."""
    if not result.rows:
        return NOTHING
    rates = result.column("per_100")
    finding = words(
        "finding.deregistrations.per_100_registered",
        year=result.rows[-1]["year"],
        value=number(rates[-1], 3),
        low=number(min(rates), 3),
        high=number(max(rates), 3),
    )
    bars = _bars(
        result.rows,
        rates,
        [number(r["per_100"], 3) + ("" if r["is_like_for_like"] else "*") for r in result.rows],
        [_pair_hover(result, row, words, *_per_100(row, words)) for row in result.rows],
        LOSS,
    )
    return _rates(result, bars, "unit.per_100", finding, _pair_notes(result.rows, words), words)


def _per_100(row: Row, words: Words) -> tuple[str, ...]:
    span = say_range(row["per_100_low"], row["per_100_high"], "number", words.lang)
    value = f"<b>{number(row['per_100'], 3)}</b>"
    return (
        words("word.year_value", year=row["year"], value=value),
        words("word.interval", range=span),
        "" if row["is_like_for_like"] else words("flag.not_like_for_like"),
    )


def _rates(
    result: Result,
    bars: dict[str, Any],
    unit: str,
    finding: str,
    notes: tuple[str, ...],
    words: Words,
) -> Drawing:
    """Bars by year of a rate with the unit `unit`, which starts at zero."""
    layout = {
        "xaxis": year_axis(result.column("year"), words),
        "yaxis": {"title": {"text": words(unit)}, "rangemode": "tozero"},
        "showlegend": False,
    }
    alt = words("alt.plain", finding=finding)
    return Drawing({"data": [bars], "layout": layout}, finding, alt, notes, words(unit))


def net_formation(result: Result, words: Words) -> Drawing:
    """Registered above zero, gone below, the difference as a mark."""
    if not result.rows:
        return NOTHING
    rows = result.rows
    size = scale([r["registered"] for r in rows], "companies", words.lang)
    hovers = [_pair_hover(result, row, words, _net(row, words)) for row in rows]
    nets = [
        label(r | {"period_end": min(r["registered_end"], r["deregistered_end"])}, size, "net")
        for r in rows
    ]
    born = _bars(rows, [size(r["registered"]) for r in rows], nets, hovers, ACCENT)
    gone = _bars(
        rows, [-(size(r["deregistered"]) or 0) for r in rows], [""] * len(rows), hovers, LOSS
    )
    net = {
        "type": "scatter",
        "mode": "markers",
        "name": words("word.net_formation"),
        "x": [r["year"] for r in rows],
        "y": [size(r["net"]) for r in rows],
        "customdata": [r["row_ids"] for r in rows],
        "hovertemplate": hovers,
        "marker": {
            "symbol": "diamond",
            "size": 9,
            "color": NET,
            "line": {"width": 1, "color": CONTEXT},
        },
    }
    born["name"], gone["name"] = words("word.registered"), words("word.deregistered")
    newest = rows[-1]
    finding = words(
        "finding.deregistrations.net_formation",
        year=newest["year"],
        value=say(newest["net"], "companies", words.lang, sign=True),
        registered=say(newest["registered"], "companies", words.lang),
        deregistered=say(newest["deregistered"], "companies", words.lang),
    )
    layout = {
        "xaxis": year_axis(result.column("year"), words),
        "yaxis": {"title": {"text": size.unit}},
        "barmode": "relative",
        "showlegend": True,
    }
    return Drawing(
        {"data": [born, gone, net], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        (*_partial_note(rows, words), words("note.pairs")),
        size.unit,
    )


def _bars(
    rows: Sequence[Row],
    values: Sequence[float | None],
    texts: list[str],
    hovers: list[str],
    colour: str,
) -> dict[str, Any]:
    return {
        "type": "bar",
        "x": [r["year"] for r in rows],
        "y": list(values),
        "width": 0.7,
        "customdata": [r["row_ids"] for r in rows],
        "marker": {
            "color": colour,
            "pattern": {"shape": [HATCH if r["is_partial"] else "" for r in rows]},
        },
        "text": texts,
        "textposition": "outside",
        "hovertemplate": hovers,
    }


def _net(row: Row, words: Words) -> str:
    value = say(row["net"], "companies", words.lang, sign=True)
    return words("word.net", year=row["year"], value=f"<b>{value}</b>")


def _pair_hover(result: Result, row: Row, words: Words, *lines: str) -> str:
    """The given lines, then both counts with their last day."""
    return hover(result, row, words, *lines, *_both(row, words))


def _both(row: Row, words: Words) -> list[str]:
    born = words(
        "word.until_count",
        name=words("word.registered"),
        value=say(row["registered"], "companies", words.lang),
        day=words.day(row["registered_end"]),
    )
    gone = words(
        "word.until_count",
        name=words("word.deregistered"),
        value=say(row["deregistered"], "companies", words.lang),
        day=words.day(row["deregistered_end"]),
    )
    return [born, gone, safe(words.code("provider", row["provider"]))]


def _partial_note(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    return (words("note.partial_years"),) if any(r["is_partial"] for r in rows) else ()


def _pair_notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    note = () if all(r["is_like_for_like"] for r in rows) else (words("note.not_like_for_like"),)
    return (*_partial_note(rows, words), *note, words("note.pairs"))
