"""Bars, lines and marks of a native chart: colours, what is provisional, ranges of the sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import (
    XL_MARKER_STYLE,
)
from pptx.enum.dml import MSO_LINE, MSO_PATTERN
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

from chipcensus.export.native.labels import label
from chipcensus.export.native.printed import INK
from chipcensus.export.native.typeface import ink
from chipcensus.export.series import Panel, Point, Series

# Of the band around a curve: thousandths of a per cent, and how far it goes.
PALE, ACROSS = 15_000, Inches(8)


def dress(
    series: Any, one: Series, points: Sequence[Point | None], panel: Panel, size: float
) -> None:
    """Colours, marks, ranges and labels of a series."""
    if one.kind == "bar":
        _fill_bars(series, one, points)
    else:
        _mark(series, one, points)
    if any(p and p.low is not None and p.high is not None for p in points):
        _add_ranges(series, one, points)
    if not (panel.is_stacked and one.kind == "bar"):
        label(series, one, points, size)


def _fill_bars(series: Any, one: Series, points: Sequence[Point | None]) -> None:
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = ink(one.colour)
    for n, point in enumerate(points):
        is_plain = point and not point.is_open and point.colour in {"", one.colour}
        if not point or is_plain:
            continue
        colour = ink(point.colour or one.colour)
        if point.is_open:  # hatched
            fill = series.points[n].format.fill
            fill.patterned()
            fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
            fill.fore_color.rgb = colour
            fill.back_color.rgb = ink("ffffff")
        else:
            fill = series.points[n].format.fill
            fill.solid()
            fill.fore_color.rgb = colour
        _keep_colour(series.points[n])


def _keep_colour(bar: Any) -> None:
    """A negative bar is not drawn in the colour of the paper."""
    part = bar._element.xpath(f"c:dPt[c:idx/@val='{bar._idx}']")[0]
    part.find(qn("c:idx")).addnext(parse_xml(f'<c:invertIfNegative {nsdecls("c")} val="0"/>'))


def _mark(series: Any, one: Series, points: Sequence[Point | None]) -> None:
    colour = ink(one.colour)
    line = series.format.line
    if one.kind == "marks":
        line.fill.background()
    else:
        line.color.rgb = colour
        line.width = Pt(1.25 if one.is_dashed else 2.25)
        if one.is_dashed:
            line.dash_style = MSO_LINE.DASH
    series.smooth = False
    if one.is_bare:
        series.marker.style = XL_MARKER_STYLE.NONE
        return
    _set_marker(series.marker, colour, is_open=False)
    for n, point in enumerate(points):
        if point and (point.is_open or (point.colour and point.colour != one.colour)):
            own = ink(point.colour or one.colour)
            _set_marker(series.points[n].marker, own, is_open=point.is_open)


def _set_marker(marker: Any, colour: Any, *, is_open: bool) -> None:
    marker.style = XL_MARKER_STYLE.CIRCLE
    marker.size = 7
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = ink("ffffff") if is_open else colour
    marker.format.line.color.rgb = colour


def _add_ranges(series: Any, one: Series, points: Sequence[Point | None]) -> None:
    """Error bars from the least to the most that sources say."""
    more, less = [], []
    for n, point in enumerate(points):
        if point and point.value is not None and None not in (point.low, point.high):
            more.append((n, (point.high or 0) - point.value))
            less.append((n, point.value - (point.low or 0)))
    direction = "" if one.kind == "bar" else '<c:errDir val="y"/>'  # bars know theirs
    bars = parse_xml(
        f"<c:errBars {nsdecls('c', 'a')}>{direction}"
        '<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="1"/>'
        f"<c:plus>{_literal(more, len(points))}</c:plus>"
        f"<c:minus>{_literal(less, len(points))}</c:minus>"
        f"<c:spPr>{_ruled(one)}</c:spPr></c:errBars>"
    )
    element = series._element
    after = next(element.find(qn(tag)) for tag in ("c:cat", "c:xVal") if _has(element, tag))
    after.addprevious(bars)


def _ruled(one: Series) -> str:
    """A whisker's line; those of a curve are pale, and so broad that they make a band."""
    if not one.is_bare:
        fill = f'<a:srgbClr val="{INK}"/>'
        return f'<a:ln w="12700"><a:solidFill>{fill}</a:solidFill></a:ln>'
    fill = f'<a:srgbClr val="{one.colour}"><a:alpha val="{PALE}"/></a:srgbClr>'
    width = round(ACROSS / max(1, len(one.points)))
    return f'<a:ln w="{width}" cap="flat"><a:solidFill>{fill}</a:solidFill></a:ln>'


def _has(element: Any, tag: str) -> bool:
    return element.find(qn(tag)) is not None


def _literal(values: Sequence[tuple[int, float]], count: int) -> str:
    told = "".join(f'<c:pt idx="{n}"><c:v>{value!r}</c:v></c:pt>' for n, value in values)
    return (
        f'<c:numLit><c:formatCode>General</c:formatCode><c:ptCount val="{count}"/>{told}</c:numLit>'
    )
