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
    rows = result.rows
    hovers = [
        hover(
            result,
            r,
            words,
            words(
                "word.year_value",
                year=r["year"],
                value=f"<b>{say(r['per_day'], 'per_day', words.lang, digits=3)}</b>",
            ),
            words(
                "word.over_days",
                companies=say(r["companies"], "companies", words.lang),
                days=r["days"],
            ),
            period(r, words),
            safe(words.code("provider", r["provider"])),
        )
        for r in rows
    ]
    texts = [
        f"{number(r['per_day'], 3)}<br>→{short_day(r['period_end'])}"
        if r["is_partial"]
        else number(r["per_day"], 3)
        for r in rows
    ]
    newest = rows[-1]
    finding = words(
        "finding.deregistrations.per_day",
        year=newest["year"],
        value=say(newest["per_day"], "per_day", words.lang, digits=3),
        companies=say(newest["companies"], "companies", words.lang),
        days=newest["days"],
        until=words.day(newest["period_end"]),
    )
    layout = {
        "xaxis": year_axis(result.column("year"), words),
        "yaxis": {"title": {"text": words("unit.per_day")}, "rangemode": "tozero"},
        "showlegend": False,
    }
    bars = _bars(rows, [r["per_day"] for r in rows], texts, hovers, LOSS)
    return Drawing(
        {"data": [bars], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        _partial_note(rows, words),
        words("unit.per_day"),
    )


def per_100_registered(result: Result, words: Words) -> Drawing:
    """Companies gone for every 100 registered in the same year."""
    if not result.rows:
        return NOTHING
    rows = result.rows
    hovers = [
        hover(
            result,
            r,
            words,
            words("word.year_value", year=r["year"], value=f"<b>{number(r['per_100'], 3)}</b>"),
            words(
                "word.interval",
                range=say_range(r["per_100_low"], r["per_100_high"], "number", words.lang),
            ),
            *_both(r, words),
            words("flag.not_like_for_like") if not r["is_like_for_like"] else "",
        )
        for r in rows
    ]
    texts = [number(r["per_100"], 3) + ("" if r["is_like_for_like"] else "*") for r in rows]
    newest = rows[-1]
    finding = words(
        "finding.deregistrations.per_100_registered",
        year=newest["year"],
        value=number(newest["per_100"], 3),
        low=number(min(r["per_100"] for r in rows), 3),
        high=number(max(r["per_100"] for r in rows), 3),
    )
    layout = {
        "xaxis": year_axis(result.column("year"), words),
        "yaxis": {"title": {"text": words("unit.per_100")}, "rangemode": "tozero"},
        "showlegend": False,
    }
    bars = _bars(rows, [r["per_100"] for r in rows], texts, hovers, LOSS)
    return Drawing(
        {"data": [bars], "layout": layout},
        finding,
        words("alt.plain", finding=finding),
        _pair_notes(rows, words),
        words("unit.per_100"),
    )


def net_formation(result: Result, words: Words) -> Drawing:
    """Registered above zero, gone below, the difference as a mark."""
    if not result.rows:
        return NOTHING
    rows = result.rows
    size = scale([r["registered"] for r in rows], "companies", words.lang)
    hovers = [
        hover(
            result,
            r,
            words,
            words(
                "word.net",
                year=r["year"],
                value=f"<b>{say(r['net'], 'companies', words.lang, sign=True)}</b>",
            ),
            *_both(r, words),
        )
        for r in rows
    ]
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
