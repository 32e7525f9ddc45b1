"""Charts of Excel: they draw the cells beside them, which hold what the figure draws."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from lxml import etree
from openpyxl.utils import range_boundaries

from chipcensus.export.formats import FORMATS
from chipcensus.export.native.sheet import number
from chipcensus.export.series import named, panels_of
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
EVIL = ["=1+1", "+1", "@SUM(A1)", '=HYPERLINK("http://x","y")', "{=1}"]


@pytest.fixture(params=FIGURES)
def exhibit(request, exhibits):
    return exhibits(request.param, "zh")


def test_each_panel_is_a_chart_of_the_cells_beside_it(exhibit):
    content = FORMATS["xlsx"].make(exhibit, None)
    book = openpyxl.load_workbook(io.BytesIO(content))
    panels = [named(panel, exhibit.heading.title) for panel in panels_of(exhibit.figure)]
    has_sheet = exhibit.words("export.chart") in book.sheetnames
    assert has_sheet is bool(panels)
    charts = _charts(content)
    assert len(charts) == len(panels)
    for chart, panel in zip(charts, panels, strict=True):
        told = sorted(p.value for one in panel.series for p in one.points if p.value is not None)
        drawn = []
        for series in chart.iter(f"{C}ser"):
            kind = "yVal" if series.find(f"{C}yVal") is not None else "val"
            drawn += [cell for cell in _cells(book, series, kind) if cell is not None]
            name = _cells(book, series, "tx")[0]
            assert name in {one.name for one in panel.series}
        assert sorted(drawn) == pytest.approx(told)


def test_pairs_keep_their_places(exhibits):
    exhibit = exhibits("financials/by_period", "zh")
    content = FORMATS["xlsx"].make(exhibit, None)
    book = openpyxl.load_workbook(io.BytesIO(content))
    (chart,) = _charts(content)
    (panel,) = panels_of(exhibit.figure)
    for series, one in zip(chart.iter(f"{C}ser"), panel.series, strict=True):
        places = [cell.date() for cell in _cells(book, series, "xVal")]
        assert places == [point.at for point in one.points]
        assert all(isinstance(place, date) for place in places)
        assert number(places[0]) > 0


def test_the_chart_names_its_axis_and_unit(exhibits):
    (chart,) = _charts(FORMATS["xlsx"].make(exhibits("financials/bill", "zh"), None))
    titles = ["".join(title.itertext()) for title in chart.iter(f"{C}title")]
    assert "亿元" in titles
    assert chart.find(f".//{C}grouping").get("val") == "stacked"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_about_data_and_sources_stay(exhibits, lang):
    exhibit = exhibits("registrations/by_year", lang)
    book = openpyxl.load_workbook(io.BytesIO(FORMATS["xlsx"].make(exhibit, None)))
    names = ("about", "data", "sources", "chart")
    assert book.sheetnames == [exhibit.words(f"export.{name}") for name in names]
    assert book.worksheets[1].max_row == len(exhibit.result.rows) + 1


def test_nothing_beside_a_chart_runs(exhibits):
    bars = [
        {"type": "bar", "name": text, "x": EVIL, "y": [1.0, 2.0, 3.0, 4.0, 5.0], "text": EVIL}
        for text in EVIL
    ]
    layout = {"yaxis": {"title": {"text": "=1+1"}}, "xaxis": {"title": {"text": "@x"}}}
    exhibit = exhibits("registrations/by_year", "zh")
    evil = replace(exhibit, figure={"data": bars, "layout": layout})
    content = FORMATS["xlsx"].make(evil, None)
    book = openpyxl.load_workbook(io.BytesIO(content))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell.value for cell in cells if cell.data_type == "f" or cell.hyperlink]
    assert set(EVIL) <= {cell.value for cell in cells}
    refs = {ref.text for chart in _charts(content) for ref in chart.iter(f"{C}f")}
    assert all(ref.startswith("图!$") for ref in refs)


def _charts(content):
    book = zipfile.ZipFile(io.BytesIO(content))
    names = [name for name in book.namelist() if name.startswith("xl/charts/chart")]
    order = sorted(names, key=lambda name: int("".join(filter(str.isdigit, name))))
    return [etree.fromstring(book.read(name)) for name in order]


def _cells(book, series, kind):
    """The values of the cells that a part of a series refers to."""
    sheet, place = series.find(f"{C}{kind}").find(f".//{C}f").text.rsplit("!", 1)
    left, top, right, bottom = range_boundaries(place.replace("$", ""))
    found = book[sheet.strip("'")]
    return [found.cell(row, left).value for row in range(top, bottom + 1)] * (right - left + 1)
