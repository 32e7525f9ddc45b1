"""Panels of financials: what shares a value axis, and in which scale."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from chipcensus.charts.lines import Panel, by_company
from chipcensus.i18n import Words
from chipcensus.result import Row
from chipcensus.units import scale

WIDE = 10  # times the median: from here on a value axis is logarithmic


def panels_of(rows: Sequence[Row], column: str, plain: str, words: Words) -> list[Panel]:
    """One panel a currency; `plain` is the kind of number of rows without one."""
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row["currency"] or plain, []).append(row)
    panels = []
    for kind in sorted(groups, key=lambda kind: -len(groups[kind])):
        values = [row[column] for row in groups[kind]]
        is_log = is_wide(values) and len(by_company(groups[kind])) > 1
        panels.append(Panel(scale(values, kind, words.lang), groups[kind], is_log))
    return panels


def is_wide(values: Sequence[float]) -> bool:
    """Whether one value dwarfs the others, so that only a logarithmic axis shows them all."""
    return min(values) > 0 and max(values) > WIDE * median(values)


def units_of(panels: list[Panel], words: Words) -> str:
    """The units of the axes, for the title."""
    return words.list([panel.size.unit for panel in panels])


def level(value: float) -> dict[str, Any]:
    """A dotted line across the figure, at the value that divides it."""
    return {
        "type": "line",
        "xref": "paper",
        "x0": 0,
        "x1": 1,
        "y0": value,
        "y1": value,
        "layer": "below",
        "line": {"dash": "dot"},
    }
