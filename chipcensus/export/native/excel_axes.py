"""Axes and legend of a chart of Excel."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from math import ceil, floor, log10
from typing import Any

from chipcensus.export.native.printed import MUTED, RULE
from chipcensus.export.native.sheet import Grid, number
from chipcensus.export.points import Point, Series
from chipcensus.export.series import Panel
from chipcensus.i18n import Words

YEAR_DAYS = 365.25
Drawn = tuple[Series, Sequence[Point | None], int, int]  # and its column and first row


def words_of(text: str) -> str:
    """Text where a leading sign of equality would be taken for the name of a cell."""
    return f" {text}" if text.startswith("=") else text


def set_axes(chart: Any, panel: Panel, grid: Grid | None, words: Words) -> None:
    """Titles, limits and rules of both axes."""
    unit = words("export.ratio") if panel.is_ratio else panel.unit
    values: dict[str, Any] = {
        "name": words_of(unit),
        "name_font": {"bold": False, "color": f"#{MUTED}", "rotation": 0},
        "num_format": "[>=1]#,##0;General"
        if panel.is_log
        else "#,##0.##"
        if _is_small(panel)
        else "#,##0",
        "major_gridlines": {"visible": True, "line": {"color": f"#{RULE}", "width": 0.75}},
        "line": {"none": True},
    }
    along: dict[str, Any] = {"label_position": "low", "major_gridlines": {"visible": False}}
    if panel.is_log:
        told = [p.value for one in panel.series for p in one.points if p.value and p.value > 0]
        low, high = 10.0 ** floor(log10(min(told))), 10.0 ** ceil(log10(max(told)))
        values |= {"log_base": 10, "min": low, "max": high, "crossing": "min"}
    if panel.is_sideways:
        chart.set_y_axis(along | {"reverse": True, "crossing": "max"})  # names, read from above
        chart.set_x_axis(values)
        return
    chart.set_x_axis(along if grid else along | _limits(panel))
    chart.set_y_axis(values)


def _is_small(panel: Panel) -> bool:
    values = [abs(p.value) for one in panel.series for p in one.points if p.value is not None]
    return max(values) < 10


def _limits(panel: Panel) -> dict[str, Any]:
    """Years and days from a whole year to a whole year."""
    places = [p.at for one in panel.series for p in one.points]
    days = [place for place in places if isinstance(place, date)]
    if panel.along == "day":
        first, last = min(days).year, max(days).year + 1
        bounds = {"min": number(date(first, 1, 1)), "max": number(date(last, 1, 1))}
        return bounds | {"major_unit": YEAR_DAYS * ceil((last - first) / 16), "num_format": "yyyy"}
    if panel.along == "year":
        low, high = min(map(number, places)), max(map(number, places))
        bounds = {"min": floor(low - 0.5), "max": ceil(high + 0.5)}
        return bounds | {"major_unit": ceil((high - low) / 16) or 1, "num_format": "0"}
    return {}


def set_legend(chart: Any, drawn: Sequence[Drawn]) -> None:
    """Each name once; one name alone is none. Bars come before lines."""
    order = sorted(drawn, key=lambda one: one[0].kind != "bar")
    names = [one.name for one, *_ in order]
    if len({name for name in names if name}) < 2:
        chart.set_legend({"none": True})
        return
    again = [n for n, name in enumerate(names) if not name or name in names[:n]]
    chart.set_legend(
        {"position": "top" if len(set(names)) <= 6 else "right", "delete_series": again}
    )
