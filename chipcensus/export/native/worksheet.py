"""A figure's panels as charts of Excel, each beside the numbers it draws."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from chipcensus.export.native.excel_axes import set_axes, set_legend, words_of
from chipcensus.export.native.printed import form, says
from chipcensus.export.native.sheet import Grid, grid_of, is_grid, number
from chipcensus.export.points import Point, Series
from chipcensus.export.series import Panel, named
from chipcensus.i18n import Words

WIDTH, HEIGHT = 860, 420  # pixels of a chart
ROWS_A_CHART = 23
Drawn = tuple[Series, Sequence[Point | None], int, int]  # and its column and first row


def add_chart_sheet(book: Any, panels: Sequence[Panel], title: str, words: Words) -> None:
    """Add a sheet with each panel's numbers at the left and its chart beside them.

    Args:
        book: to its end.
        panels: of one figure.
        title: of the figure, for what has no name of its own.
        words: the language.
    """
    sheet = book.add_worksheet(words("export.chart"))
    bold = book.add_format({"bold": True, "bottom": 1})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    row = 0
    for panel in (named(one, title) for one in panels):
        if panel.title:
            sheet.write_string(row, 0, panel.title, bold)
            row += 1
        grid = grid_of(panel) if is_grid(panel) else None
        if grid:
            drawn = list(_write_grid(sheet, grid, panel, row, bold))
            end = row + len(grid.names) + 1
        else:
            drawn = list(_write_pairs(sheet, panel, row, bold, day))
            end = row + max(len(one.points) for one in panel.series) + 1
        chart = _chart(book, sheet, panel, grid, drawn, row, words)
        sheet.insert_chart(row, drawn[-1][2] + 2, chart, {"description": panel.title})
        row = max(end, row + ROWS_A_CHART) + 1
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 60, 13)


def _write_grid(sheet: Any, grid: Grid, panel: Panel, top: int, bold: Any) -> Iterator[Drawn]:
    sheet.write_string(top, 0, panel.caption, bold)
    for row, name in enumerate(grid.names, top + 1):
        sheet.write_string(row, 0, name)
    for place, column in enumerate(grid.columns, 1):
        sheet.write_string(top, place, column.series.name, bold)
        for row, value in enumerate(column.values, top + 1):
            if value is not None:
                sheet.write_number(row, place, value)
        yield column.series, column.points, place, top + 1


def _write_pairs(sheet: Any, panel: Panel, top: int, bold: Any, day: Any) -> Iterator[Drawn]:
    """Each series has two columns: places and values."""
    for n, one in enumerate(panel.series):
        left = 2 * n
        sheet.write_string(top, left, panel.caption, bold)
        sheet.write_string(top, left + 1, one.name, bold)
        for row, point in enumerate(one.points, top + 1):
            style = day if isinstance(point.at, date) else None
            sheet.write_number(row, left, number(point.at), style)
            if point.value is not None:
                sheet.write_number(row, left + 1, point.value)
        yield one, one.points, left + 1, top + 1


def _chart(
    book: Any,
    sheet: Any,
    panel: Panel,
    grid: Grid | None,
    drawn: Sequence[Drawn],
    top: int,
    words: Words,
) -> Any:
    has_bars = any(one.kind == "bar" for one, *_ in drawn)
    kind = "bar" if panel.is_sideways else "column"
    if not grid:
        chart = book.add_chart({"type": "scatter", "subtype": "straight_with_markers"})
    elif has_bars:
        chart = book.add_chart(
            {"type": kind} | ({"subtype": "stacked"} if panel.is_stacked else {})
        )
    else:
        chart = book.add_chart({"type": "line"})
    lines = book.add_chart({"type": "line"}) if has_bars else chart
    for one, points, column, first in drawn:
        place = {"sheet": sheet.get_name(), "column": column, "first": first, "top": top}
        told = _series(one, points, place, panel, 0 if grid else column - 1)
        (chart if one.kind == "bar" else lines).add_series(told)
    if lines is not chart and any(one.kind != "bar" for one, *_ in drawn):
        chart.combine(lines)
    set_axes(chart, panel, grid, words)
    set_legend(chart, drawn)
    chart.set_size({"width": WIDTH, "height": HEIGHT})
    chart.show_blanks_as("gap")
    return chart


def _series(
    one: Series, points: Sequence[Point | None], place: dict[str, Any], panel: Panel, across: int
) -> dict[str, Any]:
    name, column, first = place["sheet"], place["column"], place["first"]
    last = first + len(points) - 1
    told: dict[str, Any] = {
        "name": [name, place["top"], column],
        "categories": [name, first, across, last, across],
        "values": [name, first, column, last, column],
    }
    if one.kind == "bar":
        told |= {"fill": {"color": f"#{one.colour}"}, "gap": 45}
        told |= {"overlap": 100} if panel.is_over or panel.is_stacked else {}
        told |= {"points": [_bar(one, point) for point in points]}
    else:
        told |= _line(one)
        told |= {} if one.is_bare else {"points": [_dot(one, point) for point in points]}
    if any(p and p.low is not None for p in points):
        told["x_error_bars" if panel.is_sideways else "y_error_bars"] = _ranges(one, points)
    labels = None if panel.is_stacked and one.kind == "bar" else _labels(one, points)
    return told | ({"data_labels": labels} if labels else {})


def _bar(one: Series, point: Point | None) -> dict[str, Any] | None:
    if not point or not (point.is_open or (point.colour and point.colour != one.colour)):
        return None
    colour = f"#{point.colour or one.colour}"
    if point.is_open:
        hatch = {"pattern": "wide_upward_diagonal", "fg_color": colour, "bg_color": "#ffffff"}
        return {"pattern": hatch}
    return {"fill": {"color": colour}}


def _line(one: Series) -> dict[str, Any]:
    colour = f"#{one.colour}"
    line: dict[str, Any] = {"color": colour, "width": 1.25 if one.is_dashed else 2.25}
    line |= {"dash_type": "dash"} if one.is_dashed else {}
    if one.is_bare:
        return {"line": line, "marker": {"type": "none"}}
    mark = {"type": "circle", "size": 7, "fill": {"color": colour}, "border": {"color": colour}}
    return {"line": {"none": True} if one.kind == "marks" else line, "marker": mark}


def _dot(one: Series, point: Point | None) -> dict[str, Any] | None:
    if not point or not (point.is_open or (point.colour and point.colour != one.colour)):
        return None
    colour = f"#{point.colour or one.colour}"
    return {"fill": {"color": "#ffffff" if point.is_open else colour}, "border": {"color": colour}}


def _ranges(one: Series, points: Sequence[Point | None]) -> dict[str, Any]:
    """Error bars; nought is drawn as none, for they have no caps. Around a curve they are pale."""
    line = {"color": f"#{one.colour}", "width": 2.25, "transparency": 85} if one.is_bare else {}
    more = [
        p.high - p.value if p and p.high is not None and p.value is not None else 0 for p in points
    ]
    less = [
        p.value - p.low if p and p.low is not None and p.value is not None else 0 for p in points
    ]
    return {"type": "custom", "plus_values": more, "minus_values": less, "end_style": 0} | (
        {"line": line} if line else {}
    )


def _labels(one: Series, points: Sequence[Point | None]) -> dict[str, Any] | None:
    told = [p for p in points if p and p.label and p.value is not None]
    if not told:
        return None
    shown = [p.value for p in told if says(p.label, p.value)]
    return {
        "value": True,
        "num_format": form(shown),
        "position": "outside_end" if one.kind == "bar" else "above",
        "custom": [_custom(point) for point in points],
    }


def _custom(point: Point | None) -> dict[str, Any] | None:
    if not point or not point.label:
        return {"delete": True}
    return None if says(point.label, point.value) else {"value": words_of(point.label)}
