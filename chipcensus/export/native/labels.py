"""What stands beside a mark of a native chart: its value as the screen prints it, or its words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from chipcensus.export.native.printed import form, says
from chipcensus.export.native.typeface import ink
from chipcensus.export.series import Point, Series


def label(series: Any, one: Series, points: Sequence[Point | None], size: float) -> None:
    """Label the points that are labelled on the screen; values follow the chart's sheet."""
    told = {n: p for n, p in enumerate(points) if p and p.label and p.value is not None}
    if not told:
        return
    if one.kind == "bar":
        _values(series, told, points, size)
    else:
        for n, point in told.items():
            _words(series.points[n], point.label, one.colour, size, XL_LABEL_POSITION.ABOVE)


def _values(
    series: Any, told: dict[int, Point], points: Sequence[Point | None], size: float
) -> None:
    numbers = {n: p for n, p in told.items() if says(p.label, p.value)}
    if numbers:
        labels = series.data_labels
        labels.show_value = True
        labels.number_format = form([p.value for p in numbers.values()])
        labels.number_format_is_linked = False
        labels.position = XL_LABEL_POSITION.OUTSIDE_END
        labels.font.size = Pt(size - 1)
        for n, point in enumerate(points):
            if point and n not in told:
                _hide(labels, n)
    for n, point in told.items():
        if n not in numbers:
            _words(series.points[n], point.label, "1b1f24", size, XL_LABEL_POSITION.OUTSIDE_END)


def _words(point: Any, text: str, colour: str, size: float, position: Any) -> None:
    frame = point.data_label.text_frame
    frame.text = text
    font = frame.paragraphs[0].runs[0].font
    font.size = Pt(size - 1)
    font.color.rgb = ink(colour)
    point.data_label.position = position


def _hide(labels: Any, place: int) -> None:
    """No label at one point; they stand first among the labels, by place."""
    element = labels._element
    new = parse_xml(f'<c:dLbl {nsdecls("c")}><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>')
    before = element.findall(qn("c:dLbl"))
    if before:
        before[-1].addnext(new)
    else:
        element.insert(0, new)
