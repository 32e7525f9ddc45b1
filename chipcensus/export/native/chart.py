"""A panel as a chart of PowerPoint: its numbers in its own sheet, every part open to editing."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu

from chipcensus.export.native.axes import set_axes, set_legend
from chipcensus.export.native.marks import dress
from chipcensus.export.native.over import lay_over
from chipcensus.export.native.printed import MUTED
from chipcensus.export.native.sheet import Grid, grid_of, grid_sheet, is_grid, number, pairs_sheet
from chipcensus.export.native.typeface import set_chart_font
from chipcensus.export.series import Panel, Point, Series
from chipcensus.i18n import Words


@dataclass(frozen=True)
class Box:
    """A place on a slide, in English metric units."""

    left: int
    top: int
    width: int
    height: int


def add_chart(shapes: Any, panel: Panel, box: Box, words: Words, size: float = 12) -> Any:
    """Put a panel on a slide as a native chart; its frame.

    Args:
        shapes: of the slide.
        panel: with one series at least.
        box: where.
        words: the language, which chooses the typeface.
        size: of its text, in points.
    """
    if panel.is_ratio:
        panel = replace(panel, unit=words("export.ratio"))
    grid = grid_of(panel) if is_grid(panel) else None
    place = (Emu(box.left), Emu(box.top), Emu(box.width), Emu(box.height))
    kind, data = _grid_data(panel, grid) if grid else _pairs_data(panel)
    frame = shapes.add_chart(kind, *place, data)
    chart = frame.chart
    set_chart_font(chart, words.lang, size, MUTED)
    if grid:
        _part_lines(chart, grid)
    for series, drawn in _drawn(chart, panel, grid):
        dress(series, drawn.series, drawn.points, panel, size)
    set_axes(chart, panel, grid, size)
    set_legend(chart, panel, size)
    lay_over(chart, panel, grid, (box.width, box.height))
    return frame


class _GridData(CategoryChartData):
    """The numbers of a grid, with a sheet of our own, in which nothing runs as a formula."""

    sheet = b""

    @property
    def xlsx_blob(self) -> bytes:
        return self.sheet


class _PairsData(XyChartData):
    """The same for pairs."""

    sheet = b""

    @property
    def xlsx_blob(self) -> bytes:
        return self.sheet


@dataclass(frozen=True)
class _Drawn:
    series: Series
    points: Sequence[Point | None]


def _grid_data(panel: Panel, grid: Grid) -> tuple[Any, Any]:
    data: Any = _GridData()  # type: ignore[no-untyped-call]
    data.sheet = grid_sheet(grid, panel.caption)
    data.categories = list(grid.names)
    for column in grid.columns:
        data.add_series(column.series.name, column.values)
    has_bars = any(one.kind == "bar" for one in panel.series)
    if not has_bars:
        return XL_CHART_TYPE.LINE_MARKERS, data
    kinds = {
        (False, False): XL_CHART_TYPE.COLUMN_CLUSTERED,
        (False, True): XL_CHART_TYPE.COLUMN_STACKED,
        (True, False): XL_CHART_TYPE.BAR_CLUSTERED,
        (True, True): XL_CHART_TYPE.BAR_STACKED,
    }
    return kinds[panel.is_sideways, panel.is_stacked], data


def _pairs_data(panel: Panel) -> tuple[Any, Any]:
    data: Any = _PairsData()  # type: ignore[no-untyped-call]
    data.sheet = pairs_sheet(panel)
    for one in panel.series:
        series = data.add_series(one.name)
        for point in one.points:
            series.add_data_point(number(point.at), point.value)
    return XL_CHART_TYPE.XY_SCATTER_LINES, data


def _drawn(chart: Any, panel: Panel, grid: Grid | None) -> list[tuple[Any, _Drawn]]:
    """Each series of the chart with what it shows, in the order of its numbers."""
    if grid:
        drawn = [_Drawn(column.series, column.points) for column in grid.columns]
    else:
        drawn = [_Drawn(one, one.points) for one in panel.series]
    found = sorted(
        (series for plot in chart.plots for series in plot.series), key=lambda s: s._element.idx.val
    )
    return list(zip(found, drawn, strict=True))


def _part_lines(chart: Any, grid: Grid) -> None:
    """What is no bar moves from the bars to a plot of lines on the same axes."""
    plot = chart.plots[0]
    plot.vary_by_categories = False
    if plot._element.tag != qn("c:barChart"):
        return
    bars = plot._element
    loose = [n for n, column in enumerate(grid.columns) if column.series.kind != "bar"]
    moved = [ser for ser in bars.findall(qn("c:ser")) if ser.idx.val in loose]
    if not moved:
        return
    lines = parse_xml(
        f"<c:lineChart {nsdecls('c')}>"
        '<c:grouping val="standard"/><c:varyColors val="0"/><c:marker val="1"/></c:lineChart>'
    )
    for ser in moved:
        bars.remove(ser)
        for element in ser.findall(qn("c:invertIfNegative")):
            ser.remove(element)
        ser.append(parse_xml(f'<c:smooth {nsdecls("c")} val="0"/>'))
        lines.find(qn("c:marker")).addprevious(ser)
    for axis in bars.findall(qn("c:axId")):
        lines.append(deepcopy(axis))
    bars.addnext(lines)
