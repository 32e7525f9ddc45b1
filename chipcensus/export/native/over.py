"""Happenings and bands over a native chart: shapes of its own, which move with it.

PowerPoint has no axis mark at any place, so the plot gets a fixed place within the chart, and
lines and bands are drawn over it by their share of the axis.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches

from chipcensus.export.native.printed import MUTED
from chipcensus.export.native.sheet import Grid, number
from chipcensus.export.native.typeface import LATIN
from chipcensus.export.over import Over
from chipcensus.export.series import Panel

MEDIA = "application/vnd.openxmlformats-officedocument.drawingml.chartshapes+xml"
NAMES = (
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:cdr="http://schemas.openxmlformats.org/drawingml/2006/chartDrawing"'
)
# Room around the plot for its unit, names, legend and the numbers of happenings.
LEFT, RIGHT, KEY_BESIDE = map(Inches, (1.0, 0.2, 2.2))
TOP, KEY_ABOVE, BOTTOM = map(Inches, (0.1, 0.4, 0.4))
PIXEL = 12700 * 0.75
LABEL = Inches(0.3), Inches(0.18)
MOST_RISE = 0.2  # of a chart's height


@dataclass(frozen=True)
class _Plot:
    """Where the plot stands in its chart, as shares of it, and what its axis holds."""

    left: float
    top: float
    width: float
    height: float
    low: float
    high: float

    def at(self, place: float) -> float:
        """The share of the chart's width at which a place of the axis stands."""
        inside = min(max(place, self.low), self.high)
        return self.left + self.width * (inside - self.low) / (self.high - self.low)


def lay_over(chart: Any, panel: Panel, grid: Grid | None, size: tuple[int, int]) -> None:
    """Draw what lies over a panel; nothing where its axis holds no places in their order.

    Args:
        chart: complete.
        panel: what it draws.
        grid: its names, where it has some.
        size: of the chart, in English metric units.
    """
    ends = _ends(chart, panel, grid)
    if not panel.over or ends is None:
        return
    wide, high = size
    over, rise = _above(panel.over, high)
    is_beside = chart.has_legend and not chart.legend._element.xpath("c:legendPos[@val='t']")
    top = rise + (KEY_ABOVE if chart.has_legend and not is_beside else TOP)
    plot = _Plot(
        LEFT / wide,
        top / high,
        1 - (LEFT + (KEY_BESIDE if is_beside else RIGHT)) / wide,
        1 - (top + BOTTOM) / high,
        *ends,
    )
    _place_plot(chart, plot)
    shapes = [part for n, one in enumerate(over) for part in _shapes(one, plot, 3 * n + 2, size)]
    _add(chart, "".join(shapes))


def _above(over: Sequence[Over], high: int) -> tuple[Sequence[Over], float]:
    """What lies over a panel, and the room its numbers need; a small chart has none for them."""
    rise = max(one.rise for one in over) * PIXEL
    rise += LABEL[1] if any(one.label for one in over) else 0
    if rise <= high * MOST_RISE:
        return over, rise
    return [replace(one, label="", rise=0.0) for one in over], 0.0


def _ends(chart: Any, panel: Panel, grid: Grid | None) -> tuple[float, float] | None:
    """The ends of the axis; a bar stands in the middle of its year."""
    if panel.is_sideways or panel.along not in {"year", "day"}:
        return None
    if grid is None:
        axis = chart.category_axis
        return float(axis.minimum_scale), float(axis.maximum_scale)
    if panel.along == "day":
        return None
    aside = 0.0 if chart._chartSpace.xpath("//c:crossBetween[@val='midCat']") else 0.5
    return float(grid.names[0]) - aside, float(grid.names[-1]) + aside


def _place_plot(chart: Any, plot: _Plot) -> None:
    area = chart._chartSpace.chart.plotArea
    for found in area.findall(qn("c:layout")):
        area.remove(found)
    told = {"x": plot.left, "y": plot.top, "w": plot.width, "h": plot.height}
    sides = "".join(f'<c:{name} val="{share:.5f}"/>' for name, share in told.items())
    area.insert(
        0,
        parse_xml(
            f"<c:layout {nsdecls('c')}><c:manualLayout>"
            '<c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f"{sides}</c:manualLayout></c:layout>"
        ),
    )


def _shapes(one: Over, plot: _Plot, number_of: int, size: tuple[int, int]) -> Iterator[str]:
    left, right = (plot.at(number(at)) for at in (one.start, one.end))
    bottom = plot.top + plot.height
    if not one.is_band and not plot.low <= number(one.start) <= plot.high:
        return
    if one.is_band:
        alpha = f'<a:alpha val="{round(one.opacity * 100_000)}"/>'
        colour = f'<a:srgbClr val="{one.colour or MUTED}">{alpha}</a:srgbClr>'
        fill = f"<a:solidFill>{colour}</a:solidFill><a:ln><a:noFill/></a:ln>"
        yield _anchored(left, plot.top, right, bottom, _rectangle(number_of, fill, ""))
        return
    rise = one.rise * PIXEL / size[1]
    yield _anchored(left, plot.top - rise, left, bottom, _line(number_of, one))
    if one.label:
        wide, high = LABEL[0] / size[0], LABEL[1] / size[1]
        top = plot.top - rise - high
        text = _rectangle(number_of + 1, "<a:noFill/>", one.label)
        yield _anchored(left - wide / 2, top, left + wide / 2, top + high, text)


def _anchored(left: float, top: float, right: float, bottom: float, shape: str) -> str:
    ends = (("from", left, top), ("to", right, bottom))
    told = "".join(
        f"<cdr:{name}><cdr:x>{min(max(x, 0), 1):.5f}</cdr:x>"
        f"<cdr:y>{min(max(y, 0), 1):.5f}</cdr:y></cdr:{name}>"
        for name, x, y in ends
    )
    return f"<cdr:relSizeAnchor>{told}{shape}</cdr:relSizeAnchor>"


def _line(identity: int, one: Over) -> str:
    return (
        f'<cdr:cxnSp macro=""><cdr:nvCxnSpPr><cdr:cNvPr id="{identity}" name="{one.label or "|"}"/>'
        '<cdr:cNvCxnSpPr/></cdr:nvCxnSpPr><cdr:spPr><a:prstGeom prst="line"><a:avLst/></a:prstGeom>'
        f'<a:ln w="9525"><a:solidFill><a:srgbClr val="{MUTED}"><a:alpha val="60000"/></a:srgbClr>'
        "</a:solidFill>"
        '<a:prstDash val="sysDot"/></a:ln></cdr:spPr></cdr:cxnSp>'
    )


def _rectangle(identity: int, fill: str, text: str) -> str:
    font = LATIN["en"]
    run = (
        f'<a:r><a:rPr lang="en-US" sz="800"><a:solidFill><a:srgbClr val="{MUTED}"/></a:solidFill>'
        f'<a:latin typeface="{font}"/></a:rPr><a:t>{text}</a:t></a:r>'
    )
    named = f'<cdr:cNvPr id="{identity}" name="{text or "="}"/><cdr:cNvSpPr/>'
    return (
        f'<cdr:sp macro="" textlink=""><cdr:nvSpPr>{named}</cdr:nvSpPr>'
        '<cdr:spPr><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'{fill}</cdr:spPr><cdr:txBody><a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" wrap="none" '
        'anchor="b"/><a:lstStyle/><a:p><a:pPr algn="ctr"/>'
        f"{run if text else ''}</a:p></cdr:txBody></cdr:sp>"
    )


def _add(chart: Any, shapes: str) -> None:
    """Put shapes into a part of their own, which the chart names last."""
    package = chart.part.package
    name = package.next_partname("/ppt/drawings/drawing%d.xml")
    text = f"<?xml version='1.0' encoding='UTF-8' standalone='yes'?><c:userShapes {NAMES}>"
    part = Part(PackURI(name), MEDIA, package, f"{text}{shapes}</c:userShapes>".encode())
    relation = chart.part.relate_to(part, RELATIONSHIP_TYPE.CHART_USER_SHAPES)
    chart._chartSpace.append(parse_xml(f'<c:userShapes {nsdecls("c", "r")} r:id="{relation}"/>'))
