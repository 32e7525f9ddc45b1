"""Axes and legend of a native chart."""

from __future__ import annotations

from datetime import date
from math import ceil, floor, log10
from typing import Any

from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_LEGEND_POSITION,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from chipcensus.export.native.printed import MUTED, RULE
from chipcensus.export.native.sheet import Grid, number
from chipcensus.export.native.typeface import ink
from chipcensus.export.series import Panel

YEAR_DAYS = 365.25
MANY_PLACES = 16
LONGEST_LEGEND = 6


def set_axes(chart: Any, panel: Panel, grid: Grid | None, size: float) -> None:
    """Ticks, rules, titles and limits of both axes."""
    along, values = chart.category_axis, chart.value_axis
    for axis in (along, values):
        axis.major_tick_mark = axis.minor_tick_mark = XL_TICK_MARK.NONE
        axis.tick_labels.font.size = Pt(size - 1)
    along.has_major_gridlines = False
    along.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    along.format.line.color.rgb = ink(MUTED)
    values.has_major_gridlines = True
    values.major_gridlines.format.line.color.rgb = ink(RULE)
    values.format.line.fill.background()
    _name_axis(values, panel.unit, panel, size)
    _scale_values(values, panel)
    if grid:
        _space(chart, panel)
        if panel.is_sideways:
            along.reverse_order = True
            along.crosses = XL_AXIS_CROSSES.MAXIMUM  # the values stay below
    else:
        _scale_along(along, panel)
    if panel.is_log:
        values.crosses = XL_AXIS_CROSSES.MINIMUM


def _space(chart: Any, panel: Panel) -> None:
    plot = chart.plots[0]
    if plot._element.tag == qn("c:barChart"):
        plot.gap_width = 45
        plot.overlap = 100 if panel.is_stacked or panel.is_over else 0


def _name_axis(axis: Any, text: str, panel: Panel, size: float) -> None:
    if not text:
        axis.has_title = False
        return
    axis.has_title = True
    frame = axis.axis_title.text_frame
    frame.text = text
    run = frame.paragraphs[0].runs[0]
    run.font.size, run.font.bold = Pt(size - 1), False
    run.font.color.rgb = ink(MUTED)
    if not panel.is_sideways:  # Han letters do not lie on their side
        frame._txBody.bodyPr.set("rot", "0")
        frame._txBody.bodyPr.set("vert", "horz")


def _scale_values(axis: Any, panel: Panel) -> None:
    told = [v for one in panel.series for p in one.points for v in (p.value, p.low, p.high)]
    values = [value for value in told if value is not None]
    if panel.is_log:
        positive = [value for value in values if value > 0]
        axis.minimum_scale = 10.0 ** floor(log10(min(positive)))
        axis.maximum_scale = 10.0 ** ceil(log10(max(positive)))
        scaling = axis._element.find(qn("c:scaling"))
        scaling.insert(0, parse_xml(f'<c:logBase {nsdecls("c")} val="10"/>'))
    form = "#,##0" if max(map(abs, values)) >= 10 else "General"
    _set_form(axis, "[>=1]#,##0;General" if panel.is_log else form)


def _set_form(axis: Any, form: str) -> None:
    axis.tick_labels.number_format = form
    axis.tick_labels.number_format_is_linked = False


def _scale_along(axis: Any, panel: Panel) -> None:
    """Years and days from a whole year to a whole year, each named."""
    places = [number(p.at) for one in panel.series for p in one.points]
    low, high = min(places), max(places)
    if panel.along == "day":
        years = [p.at.year for one in panel.series for p in one.points if isinstance(p.at, date)]
        first, last = min(years), max(years) + 1
        axis.minimum_scale = number(date(first, 1, 1))
        axis.maximum_scale = number(date(last, 1, 1))
        axis.major_unit = YEAR_DAYS * ceil((last - first) / MANY_PLACES)
        _set_form(axis, "yyyy")
    elif panel.along == "year":
        axis.minimum_scale, axis.maximum_scale = floor(low - 0.5), ceil(high + 0.5)
        axis.major_unit = ceil((high - low) / MANY_PLACES) or 1
        _set_form(axis, "0")
    else:
        _set_form(axis, "General")


def set_legend(chart: Any, panel: Panel, size: float) -> None:
    """Each name once; one name alone is none."""
    named = [one.name for one in panel.series if one.name]
    chart.has_legend = len(set(named)) > 1
    chart.has_title = False
    if not chart.has_legend:
        return
    many = len(set(named)) > LONGEST_LEGEND
    chart.legend.position = XL_LEGEND_POSITION.RIGHT if many else XL_LEGEND_POSITION.TOP
    chart.legend.include_in_layout = False
    chart.legend.font.size = Pt(size - 1)
    seen: set[str] = set()
    position = chart.legend._element.find(qn("c:legendPos"))
    entries = [s for plot in chart.plots for s in plot.series]
    for place, series in enumerate(entries):
        if series.name in seen or not series.name:
            entry = f'<c:legendEntry {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/>'
            new = parse_xml(f"{entry}</c:legendEntry>")
            position.addnext(new)
            position = new
        seen.add(series.name)
