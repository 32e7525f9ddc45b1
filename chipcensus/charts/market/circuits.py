"""Integrated circuits that China imports, exports and makes: money above, pieces below."""

from __future__ import annotations

from collections.abc import Sequence

from chipcensus.charts.counting import nothing
from chipcensus.charts.currency import one_currency
from chipcensus.charts.drawing import Drawing, short_day
from chipcensus.charts.market.panels import End, Panel, figure
from chipcensus.charts.market.said import Look, group_by, middle, told, traces, years_of
from chipcensus.charts.theme import ACCENT, SPARE
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say, scale

# In the order they are told.
COLOURS = {
    "ic_imports_value": ACCENT,
    "ic_exports_value": SPARE[3],
    "ic_imports_volume": ACCENT,
    "ic_production_volume": SPARE[2],
}
PIECES = "units"
LEAST = 210  # pixels of a panel


def draw(result: Result, words: Words) -> Drawing:
    """Whole years joined where they follow each other; parts of years open, with their last day."""
    money = [r | {"currency": r["unit"]} for r in result.rows if r["unit"] != PIECES]
    pieces = [row for row in result.rows if row["unit"] == PIECES]
    money, left_out = one_currency(money, words)
    rows = [
        row | {"standing": "actual", "value_to": row["value"], "told_on": None, "at": row["year"]}
        for row in (*money, *pieces)
    ]
    if not rows:
        return nothing(result, words, "market.circuits")
    panels = [_panel(result, group, words) for group in group_by(rows, "unit").values()]
    units = list(dict.fromkeys(panel.unit for panel in panels))
    drawn, height = figure(panels, years_of(rows, words))
    finding = _finding(rows, words)
    return Drawing(
        drawn,
        finding,
        words("alt.series", finding=finding, values=words.list([_said(r, words) for r in rows])),
        (*_notes(rows, words), *left_out),
        words.list(units),
        height,
        time="year",
    )


def _panel(result: Result, rows: Sequence[Row], words: Words) -> Panel:
    size = scale([row["value"] for row in rows], rows[0]["unit"], words.lang)
    found, ends = [], []
    for (indicator,), group in group_by(rows, "indicator").items():
        look = Look(COLOURS[indicator], name=_name(group[-1], words))
        lines = traces(group, size, look, lambda row: _hover(result, row, words))
        parts = [row for row in group if row["is_partial"]]
        if parts:
            lines[-1] |= _days(parts, look.colour)
        found += lines
        last = group[-1]
        value = number(last["value"] / size.divisor, 4)
        text = words("label.market.end", name=_name(last, words), value=value)
        ends.append(End(middle(last), last["value"] / size.divisor, text, look.colour))
    top = max(row["range_high"] for row in rows) / size.divisor
    what = words(f"label.market.{'pieces' if rows[0]['unit'] == PIECES else 'money'}")
    heading = words("label.market.panel", name=what, unit=size.unit)
    return Panel(heading, found, ends, (0.0, 1.1 * top), least=LEAST, unit=size.unit)


def _days(parts: Sequence[Row], colour: str) -> dict[str, object]:
    """The last day of each part of a year, beside its mark."""
    return {
        "mode": "markers+text",
        "text": [f"→{short_day(row['period_end'])}" for row in parts],
        "textposition": "middle right",
        "textfont": {"size": 11, "color": colour},
    }


def _name(row: Row, words: Words) -> str:
    return words.code("trade", row["indicator"])


def _hover(result: Result, row: Row, words: Words) -> str:
    head = words("word.year_value", year=row["year"], value=_name(row, words))
    growth = (
        words(
            "word.growth_printed",
            value=say(row["growth_printed"], "fraction", words.lang, digits=3, sign=True),
        )
        if row["growth_printed"] is not None
        else ""
    )
    return told(result, row, head, row["unit"], words, growth)


def _said(row: Row, words: Words) -> str:
    until = words("word.until", day=words.day(row["period_end"])) if row["is_partial"] else ""
    return words(
        "label.market.counted",
        year=row["year"],
        name=_name(row, words),
        until=until,
        value=say(row["value"], row["unit"], words.lang),
    )


def _finding(rows: Sequence[Row], words: Words) -> str:
    """The newest whole year in which anything is known, else the newest part of one."""
    newest = max(rows, key=lambda row: (not row["is_partial"], row["period_end"]))
    same = [
        row
        for row in rows
        if row["year"] == newest["year"] and row["is_partial"] == newest["is_partial"]
    ]
    until = words("word.until", day=words.day(newest["period_end"])) if newest["is_partial"] else ""
    same.sort(key=lambda row: list(COLOURS).index(row["indicator"]))
    items = [
        words(
            "word.name_value",
            name=_name(row, words),
            value=say(row["value"], row["unit"], words.lang),
        )
        + _growth(row, words)
        for row in same
    ]
    return words(
        "finding.market.circuits", year=newest["year"], until=until, items=words.list(items)
    )


def _growth(row: Row, words: Words) -> str:
    """The change as the page prints it, unless the amount is converted."""
    if row["growth_printed"] is None or row["rate"]:
        return ""
    value = say(row["growth_printed"], "fraction", words.lang, digits=3, sign=True)
    return words("label.market.growth", value=value)


def _notes(rows: Sequence[Row], words: Words) -> tuple[str, ...]:
    return (
        words("note.market.circuits"),
        *([words("note.market.parts")] if any(row["is_partial"] for row in rows) else []),
        *([words("note.market.converted")] if any(row["rate"] for row in rows) else []),
    )
