"""Plain series of every figure: what a native chart draws is what the figure draws."""

from __future__ import annotations

from datetime import date

import pytest

from chipcensus.export.native.sheet import grid_of, is_grid
from chipcensus.export.series import panels_of, series_of
from chipcensus.export.traces import is_marked, plain
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES

# Told by time lines, by the size of marks, or by marks that lie on logarithms.
TOLD_BY_TABLE = {
    "deregistrations/closures",
    "financials/comparables",
    "financials/restatements",
    "funding/rounds",
    "funding/years_to_listing",
    "market/timeline",
}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_every_value_of_a_figure_is_in_its_series(exhibits, name, lang):
    figure = exhibits(name, lang).figure
    found = series_of(figure)
    if figure is None or name in TOLD_BY_TABLE:
        assert found == []
        return
    shown = [
        trace
        for trace in figure["data"]
        if is_marked(trace) and trace.get("yaxis", "y") in _axes(figure)
    ]
    lies = any(
        trace.get("orientation") == "h" or any(isinstance(at, str) for at in trace["y"])
        for trace in shown
    )
    values = [v for trace in shown for v in trace["x" if lies else "y"] if v is not None]
    told = [p.value for one in found for p in one.points if p.value is not None]
    assert sorted(told) == sorted(values)
    assert values


@pytest.mark.parametrize("name", FIGURES)
def test_every_series_has_a_colour_and_places_of_one_kind(exhibits, name):
    for panel in panels_of(exhibits(name).figure):
        for one in panel.series:
            assert len(one.colour) == 6
            assert int(one.colour, 16) >= 0
            kinds = {type(point.at) for point in one.points}
            assert kinds == {{"name": str, "day": date}.get(panel.along, float)}
            for point in one.points:
                assert point.low is None or point.low <= point.value + 1e-9
                assert point.high is None or point.high >= point.value - 1e-9


@pytest.mark.parametrize("name", FIGURES)
def test_several_series_have_names(exhibits, name):
    for panel in panels_of(exhibits(name, "zh").figure):
        colours = {one.colour for one in panel.series if one.name or not one.is_bare}
        if len(colours) > 1 and name not in {"market/lens"}:
            assert all(one.name for one in panel.series), panel.title


@pytest.mark.parametrize("name", FIGURES)
def test_a_grid_has_each_value_once_at_its_place(exhibits, name):
    for panel in panels_of(exhibits(name, "zh").figure):
        if not is_grid(panel):
            continue
        grid = grid_of(panel)
        assert len(set(grid.names)) == len(grid.names)
        values = [v for column in grid.columns for v in column.values if v is not None]
        told = [p.value for one in panel.series for p in one.points if p.value is not None]
        assert sorted(values) == sorted(told)
        for column in grid.columns:
            for label, point in zip(grid.names, column.points, strict=True):
                if point is None:
                    continue
                if panel.along == "name":
                    assert label == point.at
                elif panel.along == "year":
                    assert abs(int(label) - point.at) <= 0.5
                else:
                    assert str(point.at).startswith(label)


def test_a_year_without_a_figure_is_a_gap(exhibits):
    (panel,) = panels_of(exhibits("registrations/by_year").figure)
    grid = grid_of(panel)
    years = [int(name) for name in grid.names]
    assert years == list(range(years[0], years[-1] + 1))
    drawn = {point.at for one in panel.series for point in one.points}
    absent = [year for year in years if year not in drawn]
    assert absent
    for column in grid.columns:
        assert all(column.values[years.index(year)] is None for year in absent)


def test_a_gap_in_a_line_stays_a_gap(exhibits):
    figure = exhibits("registrations/definitions").figure
    (panel,) = panels_of(figure)
    gaps = sum(value is None for trace in figure["data"] for value in trace["y"])
    assert gaps
    assert gaps == sum(p.value is None for one in panel.series for p in one.points)


def test_ranges_come_with_their_marks():
    bar = {
        "type": "bar",
        "x": [2023, 2024],
        "y": [3.0, 4.0],
        "error_y": {"array": [1.0, "none"], "arrayminus": [0.5, "none"], "visible": True},
    }
    pale = {"type": "bar", "x": [2024], "base": [3.5], "y": [2.0], "hoverinfo": "skip"}
    (one,) = series_of({"data": [pale, bar], "layout": {"xaxis": {"tickformat": "d"}}})
    assert [(p.low, p.high) for p in one.points] == [(2.5, 4.0), (3.5, 5.5)]


def test_lying_bars_are_read_from_above(exhibits):
    exhibit = exhibits("funding/most_raised", "zh")
    (panel,) = panels_of(exhibit.figure)
    assert panel.is_sideways
    assert panel.is_stacked
    first = exhibit.result.rows[0]["company_id"]
    assert panel.names[0] == exhibit.words.company(first)


def test_what_is_provisional_is_known(exhibits):
    (panel,) = panels_of(exhibits("registrations/by_year").figure)
    hatched = {p.at for one in panel.series if one.kind == "bar" for p in one.points if p.is_open}
    partial = {row["year"] for row in exhibits("registrations/by_year").result.rows
               if row["is_partial"]}  # fmt: skip
    assert hatched
    assert hatched <= partial


def test_panels_stand_as_on_the_screen(exhibits):
    panels = panels_of(exhibits("companies/results", "zh").figure)
    assert [panel.title for panel in panels] == ["营业收入", "净利润（归母）"]
    assert {panel.unit for panel in panels} == {"亿元"}


def test_other_kinds_of_trace_have_no_native_chart():
    assert panels_of(None) == []
    assert panels_of({"data": [{"type": "heatmap", "z": [[1]]}], "layout": {}}) == []


def test_text_loses_its_marks_only():
    assert plain("<b>a</b> &lt; b<br>c") == "a < b · c"
    assert plain(None) == ""


def _axes(figure):
    """The axes of values, not those that carry names beside them."""
    axes = {key.replace("yaxis", "y"): axis for key, axis in figure["layout"].items()
            if key.startswith("yaxis")}  # fmt: skip
    return {"y", *axes} - {key for key, axis in axes.items() if "overlaying" in axis}
