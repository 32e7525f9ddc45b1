"""What lies over a figure lies over its slide: happenings, bands of years, bands around curves."""

from __future__ import annotations

import io

import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from chipcensus.charts.times import position
from chipcensus.export.native.over import MEDIA
from chipcensus.export.series import panels_of
from chipcensus.export.slides import to_pptx

DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
KIND = ("export_control",)


def charts(exhibit):
    """Each chart of the slide with the shapes that lie over it."""
    slides = Presentation(io.BytesIO(to_pptx([exhibit]))).slides
    for shape in (one for one in slides[0].shapes if one.has_chart):
        named = shape.chart._chartSpace.find(qn("c:userShapes"))
        if named is None:
            yield shape.chart, []
            continue
        assert shape.chart._chartSpace[-1] is named  # the format has it last
        part = shape.chart.part.related_part(named.get(qn("r:id")))
        assert part.content_type == MEDIA
        yield shape.chart, list(etree.fromstring(part.blob))


def ends(anchor):
    """From left to right, as shares of the chart."""
    return [float(anchor.find(f"{DRAWING}{end}/{DRAWING}x").text) for end in ("from", "to")]


def of_kind(shapes, kind):
    return [one for one in shapes if one.find(f"{DRAWING}{kind}") is not None]


@pytest.mark.parametrize("name", ["registrations/by_year", "financials/by_period"])
def test_every_happening_is_a_line_at_its_day(exhibits, name):
    exhibit = exhibits(name, "zh", events=KIND)
    ((chart, shapes),) = charts(exhibit)
    lines = [ends(one) for one in of_kind(shapes, "cxnSp")]
    assert all(left == right for left, right in lines)
    events, time = exhibit.result.events, "year" if name == "registrations/by_year" else "day"
    assert events
    plot = chart._chartSpace.xpath("//c:manualLayout")[0]
    left, width = (float(plot.find(qn(f"c:{side}")).get("val")) for side in "xw")
    at = [position(row, time) for row in events]
    if time == "year":
        years = [int(year) for year in chart.plots[0].categories]
        low, high = years[0] - 0.5, years[-1] + 0.5
    else:
        axis, day = chart.category_axis, 693594  # days from year 1 to the one sheets count from
        low, high = axis.minimum_scale + day, axis.maximum_scale + day
    wanted = [left + width * (one - low) / (high - low) for one in at if low <= one <= high]
    assert sorted(line[0] for line in lines) == pytest.approx(sorted(wanted), abs=1e-4)
    numbers = ["".join(t.text for t in one.iter(qn("a:t"))) for one in of_kind(shapes, "sp")]
    assert {text for text in numbers if text} <= {str(n) for n in range(1, len(events) + 1)}
    assert len([text for text in numbers if text]) == len(wanted)


def test_the_years_that_may_still_rise_are_shaded(exhibits):
    exhibit = exhibits("registrations/by_year", "zh")
    ((_, shapes),) = charts(exhibit)
    (band,) = shapes
    left, right = ends(band)
    assert 0 < left < right < 1
    assert band.find(f".//{qn('a:alpha')}").get("val") == "10000"


def test_each_panel_has_its_lines(exhibits):
    exhibit = exhibits("market/circuits", "zh", events=KIND)
    found = list(charts(exhibit))
    assert len(found) == len(panels_of(exhibit.figure)) == 2
    assert all(of_kind(shapes, "cxnSp") for _, shapes in found)


def test_a_chart_without_anything_over_it_is_left_as_it_was(exhibits):
    for chart, shapes in charts(exhibits("financials/by_period", "zh")):
        assert shapes == []
        assert not chart._chartSpace.xpath("//c:manualLayout")


def test_the_band_around_a_curve_is_the_answer_s(exhibits):
    exhibit = exhibits("deregistrations/survival", "zh")
    (panel,) = panels_of(exhibit.figure)
    found = {
        (round(point.value, 9), round(point.low, 9), round(point.high, 9))
        for one in panel.series
        for point in one.points
        if point.low is not None and point.at
    }
    keys = ("survival", "survival_low", "survival_high")
    told = {
        tuple(round(100 * row[key], 9) for key in keys)
        for row in exhibit.result.rows
        if row["survival"] is not None
    }
    assert found
    assert found <= told
    ((chart, _),) = charts(exhibit)
    assert len(chart._chartSpace.xpath("//c:errBars")) == len(panel.series)
