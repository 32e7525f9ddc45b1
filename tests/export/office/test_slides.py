"""Slides: every chart is PowerPoint's own, and holds the numbers that the figure draws."""

from __future__ import annotations

import io

import openpyxl
import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from chipcensus.export.cover import Cover
from chipcensus.export.native.sheet import grid_of, is_grid, number
from chipcensus.export.series import named, panels_of
from chipcensus.export.slides import to_pptx
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES


@pytest.fixture(params=FIGURES)
def exhibit(request, exhibits):
    return exhibits(request.param, "zh")


def test_every_chart_holds_the_numbers_of_the_figure(exhibit):
    slide = _slide(exhibit)
    panels = [named(panel, exhibit.heading.title) for panel in panels_of(exhibit.figure)]
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert len(charts) == len(panels)
    for chart, panel in zip(charts, panels, strict=True):
        series = [one for plot in chart.plots for one in plot.series]
        series.sort(key=lambda one: one._element.idx.val)
        if is_grid(panel):
            grid = grid_of(panel)
            assert list(chart.plots[0].categories) == list(grid.names)
            assert [one.name for one in series] == [c.series.name for c in grid.columns]
            assert [list(one.values) for one in series] == [c.values for c in grid.columns]
        else:
            assert [one.name for one in series] == [one.name for one in panel.series]
            told = [[p.value for p in one.points] for one in panel.series]
            assert [list(one.values) for one in series] == told
            places = [[number(p.at) for p in one.points] for one in panel.series]
            assert [_places(one) for one in series] == places


def test_a_file_says_what_it_is(exhibits):
    whole = exhibits("registrations/by_year", "zh")
    told = Presentation(io.BytesIO(to_pptx([whole]))).core_properties
    assert (told.title, told.author) == (whole.heading.title, "Chip Census")
    assert (told.subject, told.language) == (whole.heading.finding, "zh-CN")
    assert told.keywords == f"registrations/by_year, {whole.result.generation}"


def test_long_properties_are_cut_as_office_files_need_it(exhibits):
    cover = Cover(
        "题" * 300, "", ["行" * 300], keywords=[f"subject/question_{n}" for n in range(40)]
    )
    made = to_pptx([exhibits("registrations/by_year", "zh")], cover=cover)
    told = Presentation(io.BytesIO(made)).core_properties
    assert {len(text) for text in (told.title, told.subject, told.keywords)} == {255}


def test_the_sheet_behind_a_chart_holds_the_same_numbers(exhibit):
    for shape in _slide(exhibit).shapes:
        if not shape.has_chart:
            continue
        blob = shape.chart.part.chart_workbook.xlsx_part.blob
        sheet = openpyxl.load_workbook(io.BytesIO(blob))["Sheet1"]
        for series in (one for plot in shape.chart.plots for one in plot.series):
            for ref in series._element.iter(qn("c:numRef")):
                place = ref.find(qn("c:f")).text.removeprefix("Sheet1!").replace("$", "")
                cells = sheet[place] if ":" in place else ((sheet[place],),)
                found = {n: _plain(row[0].value) for n, row in enumerate(cells)}
                cached = {int(pt.get("idx")): float(pt.find(qn("c:v")).text)
                          for pt in ref.iter(qn("c:pt"))}  # fmt: skip
                assert {n: v for n, v in found.items() if v is not None} == pytest.approx(cached)
            name = series._element.find(f"{qn('c:tx')}//{qn('c:f')}").text
            told = sheet[name.removeprefix("Sheet1!").replace("$", "")].value
            assert (told or "") == series.name


def test_what_has_no_native_chart_is_a_table_of_its_rows(exhibit):
    slide = _slide(exhibit)
    tables = [shape.table for shape in slide.shapes if shape.has_table]
    is_shown = not exhibit.empty and not panels_of(exhibit.figure)
    assert len(tables) == is_shown
    for table in tables:
        texts = [[cell.text for cell in row.cells] for row in table.rows]
        assert len(texts) > 1
        assert any(texts[1])
    if exhibit.empty:
        assert exhibit.empty in _texts(slide)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["registrations/by_year", "financials/by_period"])
def test_a_slide_says_what_it_shows_and_whence(exhibits, name, lang):
    exhibit = exhibits(name, lang)
    heading = exhibit.heading
    slide = _slide(exhibit)
    assert slide.shapes.title.text_frame.text == heading.finding
    texts = "\n".join(_texts(slide))
    for said in (heading.title, heading.filters, exhibit.sources, heading.cite):
        assert said
        assert said in texts
    links = [run.hyperlink.address for shape in slide.shapes if shape.has_text_frame
             for p in shape.text_frame.paragraphs for run in p.runs]  # fmt: skip
    assert heading.cite in links
    notes = slide.notes_slide.notes_text_frame.text
    for said in (heading.title, heading.filters, heading.link, exhibit.result.generation):
        assert said in notes
    for source_id in exhibit.result.source_ids:
        assert exhibit.result.citations[source_id].title in notes
    assert exhibit.result.sql.splitlines()[-1] in notes
    assert all(note in notes for note in heading.notes)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("deregistrations/per_day", XL_CHART_TYPE.COLUMN_CLUSTERED),
        ("financials/bill", XL_CHART_TYPE.COLUMN_STACKED),
        ("registrations/places", XL_CHART_TYPE.BAR_CLUSTERED),
        ("funding/most_raised", XL_CHART_TYPE.BAR_STACKED),
        ("market/circuits", XL_CHART_TYPE.LINE_MARKERS),
        ("financials/by_period", XL_CHART_TYPE.XY_SCATTER_LINES),
    ],
)
def test_a_figure_is_drawn_as_what_it_is(exhibits, name, kind):
    charts = [shape.chart for shape in _slide(exhibits(name)).shapes if shape.has_chart]
    assert charts[0].chart_type == kind


def test_marks_over_bars_share_their_axes(exhibits):
    (chart,) = (s.chart for s in _slide(exhibits("registrations/by_year")).shapes if s.has_chart)
    bars, lines = chart.plots
    assert {one.format.fill.fore_color.rgb for one in bars.series} != set()
    assert lines.series[0].name not in {one.name for one in bars.series}


def test_ranges_are_error_bars(exhibits):
    exhibit = exhibits("deregistrations/by_year")
    (chart,) = (shape.chart for shape in _slide(exhibit).shapes if shape.has_chart)
    row = next(row for row in exhibit.result.rows if row["is_disputed"] and row["range_high"])
    bars = chart.plots[0].series[0]._element.find(qn("c:errBars"))
    place = list(chart.plots[0].categories).index(str(row["year"]))
    plus = {
        int(p.get("idx")): float(p[0].text)
        for p in bars.find(f".//{qn('c:plus')}").iter(qn("c:pt"))
    }
    drawn = chart.plots[0].series[0].values[place]
    wider = row["range_high"] / row["companies"]
    assert (drawn + plus[place]) / drawn == pytest.approx(wider)


def test_several_figures_stand_in_their_order_after_a_cover(exhibits):
    names = ("registrations/by_year", "funding/money", "meta/tables")
    cover = Cover("标题", "第一段\n\n第二段", ["数据版本 abc"], ["", "我的话", ""])
    made = to_pptx([exhibits(name, "zh") for name in names], cover=cover)
    slides = list(Presentation(io.BytesIO(made)).slides)
    assert len(slides) == 4
    assert slides[0].shapes.title.text_frame.text == "标题"
    assert "第一段\n第二段" in _texts(slides[0])
    assert "数据版本 abc" in _texts(slides[0])
    titles = [slide.shapes.title.text_frame.text for slide in slides[1:]]
    headings = [exhibits(name, "zh").heading for name in names]
    assert titles == [heading.finding or heading.title for heading in headings]
    assert ["我的话" in _texts(slide) for slide in slides] == [False, False, True, False]


def _slide(exhibit):
    (slide,) = Presentation(io.BytesIO(to_pptx([exhibit]))).slides
    return slide


def _texts(slide):
    return [shape.text_frame.text for shape in slide.shapes if shape.has_text_frame]


def _places(series):
    cache = series._element.find(f"{qn('c:xVal')}//{qn('c:numCache')}")
    return [float(pt.find(qn("c:v")).text) for pt in cache.iter(qn("c:pt"))]


def _plain(value):
    """A cell as a number; a day as spreadsheets count it."""
    if value is None or isinstance(value, int | float):
        return value
    return number(value.date())
