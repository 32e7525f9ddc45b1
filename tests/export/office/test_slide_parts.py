"""Slides: what they are made of is what PowerPoint prescribes, and nothing in them runs."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import openpyxl
import pytest
from lxml import etree
from pptx import Presentation
from pptx.oxml.ns import qn

from chipcensus.export.formats import FORMATS
from chipcensus.export.native.typeface import HAN
from chipcensus.export.slides import to_pptx
from chipcensus.figures import FIGURES

EVIL = ["=1+1", "+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "<b>&\"'", "\x00\x0b"]
# What stands in a series, in the order that the format prescribes.
ORDER = (
    *("idx", "order", "tx", "spPr", "invertIfNegative", "marker", "dPt", "dLbls"),
    *("errBars", "cat", "val", "xVal", "yVal", "smooth", "extLst"),
)
POINT_ORDER = ("idx", "invertIfNegative", "marker", "bubble3D", "explosion", "spPr")
PLOT_ORDER = ("layout", "barChart", "lineChart", "scatterChart", "catAx", "dateAx", "valAx")


@pytest.fixture(params=FIGURES)
def exhibit(request, exhibits):
    return exhibits(request.param, "zh")


def test_han_letters_have_a_typeface_everywhere(exhibits):
    content = to_pptx([exhibits("registrations/by_year", "zh"), exhibits("meta/tables", "zh")])
    parts = _parts(content, "ppt/slides/slide", "ppt/charts/chart", "ppt/notesSlides/notes")
    assert len(parts) == 5
    for name, tree in parts.items():
        runs = [run for run in tree.iter(qn("a:r")) if _is_han(run.find(qn("a:t")).text)]
        faces = [run.find(f"{qn('a:rPr')}/{qn('a:ea')}") for run in runs]
        assert all(face is not None and face.get("typeface") == HAN for face in faces), name
        if "chart" in name:
            assert tree.find(f"{qn('c:txPr')}//{qn('a:ea')}").get("typeface") == HAN
    theme = zipfile.ZipFile(io.BytesIO(content)).read("ppt/theme/theme1.xml").decode()
    assert theme.count(f'<a:ea typeface="{HAN}"/>') == 2


def test_the_parts_of_a_chart_stand_in_the_prescribed_order(exhibit):
    for name, tree in _parts(FORMATS["pptx"].make(exhibit, None), "ppt/charts/chart").items():
        for series in tree.iter(qn("c:ser")):
            places = [ORDER.index(etree.QName(part).localname) for part in series]
            assert places == sorted(places), name
            labels = series.find(qn("c:dLbls"))
            if labels is not None:
                own = [int(e.find(qn("c:idx")).get("val")) for e in labels.iter(qn("c:dLbl"))]
                assert own == sorted(set(own))
                kinds = [etree.QName(part).localname == "dLbl" for part in labels]
                assert kinds == sorted(kinds, reverse=True)
        assert all(form.get("formatCode") for form in tree.iter(qn("c:numFmt"))), name
        for point in tree.iter(qn("c:dPt")):
            places = [POINT_ORDER.index(etree.QName(part).localname) for part in point]
            assert places == sorted(set(places)), name
        plot = tree.find(f"{qn('c:chart')}/{qn('c:plotArea')}")
        places = [PLOT_ORDER.index(etree.QName(part).localname) for part in plot]
        assert places == sorted(places)
        axes = {axis.find(qn("c:axId")).get("val") for axis in plot if axis.tag.endswith("Ax")}
        for kind in ("barChart", "lineChart", "scatterChart"):
            for drawn in plot.findall(qn(f"c:{kind}")):
                assert {axis.get("val") for axis in drawn.findall(qn("c:axId"))} == axes
                # PowerPoint refuses labels outside of bars that add up.
                if drawn.find(qn("c:grouping")) is not None and "bar" in kind:
                    is_stacked = drawn.find(qn("c:grouping")).get("val") == "stacked"
                    outside = [p for p in drawn.iter(qn("c:dLblPos")) if p.get("val") == "outEnd"]
                    assert not (is_stacked and outside)


def test_nothing_in_a_presentation_runs(exhibits):
    exhibit = exhibits("registrations/by_year")
    figure = {
        "data": [{"type": "bar", "name": text, "x": EVIL, "y": [1.0] * len(EVIL), "text": EVIL}
                 for text in EVIL],
        "layout": {},
    }  # fmt: skip
    heading = replace(exhibit.heading, title=EVIL[0], finding=EVIL[4], notes=EVIL)
    evil = replace(exhibit, figure=figure, heading=heading, sources=EVIL[5])
    slide = _slide(evil)
    assert slide.shapes.title.text_frame.text == EVIL[4]
    (chart,) = (shape.chart for shape in slide.shapes if shape.has_chart)
    sheet = openpyxl.load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob)).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert set(EVIL[:4]) <= {cell.value for cell in cells}


def test_nothing_lies_outside_of_a_slide(exhibit):
    deck = Presentation(io.BytesIO(to_pptx([exhibit])))
    for shape in deck.slides[0].shapes:
        assert shape.left >= 0
        assert shape.top >= 0
        assert shape.left + shape.width <= deck.slide_width
        assert shape.top + shape.height <= deck.slide_height


def _slide(exhibit):
    (slide,) = Presentation(io.BytesIO(to_pptx([exhibit]))).slides
    return slide


def _parts(content, *heads):
    book = zipfile.ZipFile(io.BytesIO(content))
    names = [n for n in book.namelist() if n.startswith(heads) and n.endswith(".xml")]
    return {name: etree.fromstring(book.read(name)) for name in names}


def _is_han(text):
    return any(ord(letter) >= 0x2E80 for letter in text or "")
