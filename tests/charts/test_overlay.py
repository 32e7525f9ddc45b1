"""Happenings over a figure: where they lie, that their numbers never touch, and that both tell."""

from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date

import pytest
from charts.made import result

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.overlay import (
    NUMBERED,
    ROW_HEIGHT,
    TICK,
    lay_over,
    stack,
    within,
)
from chipcensus.charts.times import axes_of, position
from chipcensus.i18n import LANGUAGES, read_words

ZH, EN = read_words("zh"), read_words("en")


def event(first: str, last: str = "", **values):
    """A happening; with a last day its exact day is not known."""
    start, end = date.fromisoformat(first), date.fromisoformat(last or first)
    precision = {True: "day", False: "month" if (end - start).days < 31 else "year"}[start == end]
    told = {"title_zh": f"{first}的事", "title_en": f"It of {first}", "event_kind": "policy"}
    days = {"happened_on": start, "until": end, "earliest_on": start, "latest_on": start}
    more = {"date_precision": precision, "row_ids": ["ev-1"], "source_ids": ["s1"]}
    return told | days | more | values


def drawing(time="year", **layout):
    """A figure of the years 2020 to 2024, or of their days."""
    x = [2020, 2022, 2024] if time == "year" else ["2020-01-01", None, "2024-12-31"]
    data = [{"type": "bar", "x": x, "y": [1, 2, 3]}]
    return Drawing({"data": data, "layout": layout}, "Finding.", "Alt.", ("Note.",), time=time)


def laid(events, words=EN, **named):
    drawn = drawing(**named)
    return lay_over(drawn, replace(result([]), events=events), words)


def labels(drawn):
    return [a for a in drawn.figure["layout"]["annotations"] if a.get("name") == "event"]


@pytest.mark.parametrize(
    ("row", "place"),
    [
        (event("2022-01-01"), 2021.5 + 0.5 / 365),
        (event("2022-10-07"), 2021.5 + 279.5 / 365),
        (event("2022-12-31"), 2022.5 - 0.5 / 365),
        (event("2024-12-31"), 2024.5 - 0.5 / 366),
        (event("2024-01-01", "2024-12-31"), 2024),
        (event("2024-06-01", "2024-06-30"), 2023.5 + (152 + 15) / 366),
    ],
)
def test_a_day_lies_where_its_year_has_come_to(row, place):
    assert position(row, "year") == pytest.approx(place, abs=1.5 / 366)


def test_on_an_axis_of_days_a_month_lies_in_its_middle():
    assert position(event("2022-10-07"), "day") == date(2022, 10, 7).toordinal()
    assert position(event("2022-10-01", "2022-10-31"), "day") == date(2022, 10, 16).toordinal()


def test_only_what_lies_on_the_axis_is_laid_over_oldest_first():
    rows = [event("2024-03-01"), event("2019-06-30"), event("2019-07-01"), event("2025-06-01")]
    bounds = {"xaxis": {"range": [2018.996, 2024.6]}}
    found = within(drawing(**bounds), rows)
    assert [str(row["happened_on"]) for row in found] == ["2019-07-01", "2024-03-01"]
    assert within(drawing("day"), [event("2019-12-31"), event("2025-01-01")]) == ()
    assert len(within(drawing("day"), [event("2020-01-01"), event("2024-12-31")])) == 2


@pytest.mark.parametrize("time", ["", "year", "day"])
def test_a_figure_without_time_or_without_anything_stays_as_it_is(time):
    rows = [event("2022-10-07")]
    empty = Drawing(None, missing="Nothing.", time=time)
    assert within(empty, rows) == ()
    for drawn in (empty, drawing("")):
        assert lay_over(drawn, replace(result([]), events=rows), ZH) is drawn
    assert lay_over(drawing("year"), result([]), ZH) == drawing("year")


@pytest.mark.parametrize(
    ("places", "rows"),
    [
        ([], []),
        ([0.1, 0.5, 0.9], [0, 0, 0]),
        ([0.1, 0.12, 0.14], [0, 1, 2]),
        ([0.5] * 7, [0, 1, 2, 3, 4, None, None]),
        ([0.1, 0.12, 0.3, 0.31], [0, 1, 0, 1]),
    ],
)
def test_close_numbers_rise_like_stairs(places, rows):
    assert stack(places, width=0.05, rows=5) == rows


def test_no_two_numbers_touch_however_many_there_are():
    places = [((n * 7919) % 1000) / 1000 for n in range(60)]
    places.sort()
    width, found = 0.055, stack(places, width=0.055)
    for row in range(5):
        here = [p for p, r in zip(places, found, strict=True) if r == row]
        assert all(b - a >= width for a, b in itertools.pairwise(here))


def test_a_number_stands_on_its_line_and_the_key_tells_what_it_is():
    rows = [
        event("2021-05-01"),
        event("2022-10-01", "2022-10-31"),
        event("2023-01-01", "2023-12-31"),
    ]
    drawn = laid(rows, ZH)
    bodies = [s for s in drawn.figure["layout"]["shapes"] if s.get("ysizemode") != "pixel"]
    assert [s["x0"] for s in bodies] == [s["x1"] for s in bodies]
    assert [a["x"] for a in labels(drawn)] == [s["x0"] for s in bodies]
    assert [a["text"] for a in labels(drawn)] == ["1", "2", "3"]
    (key,) = drawn.notes[1:]
    for number, day in enumerate(("2021-05-01", "2022-10", "2023"), start=1):
        assert f"{number} {day} " in key
    assert drawn.notes[0] == "Note."
    assert "3" in drawn.alt
    assert drawn.alt.startswith("Alt.")
    assert drawn.finding == "Finding."


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_hover_names_what_when_and_the_source_in_the_readers_language(lang):
    row = event("2022-10-07", latest_on=date(2022, 10, 9))
    (label,) = labels(laid([row], read_words(lang)))
    assert row[f"title_{lang}"] in label["hovertext"]
    assert "2022-10-07" in label["hovertext"]
    assert "2022-10-09" in label["hovertext"]
    assert "A &amp; B Press" in label["hovertext"]
    assert read_words(lang).code("event_kind", "policy") in label["hovertext"]


def test_a_title_works_as_text_only():
    row = event("2022-10-07", title_en='<a href="x">click</a>')
    drawn = laid([row])
    assert "<a" not in labels(drawn)[0]["hovertext"]
    assert "&lt;a href" in labels(drawn)[0]["hovertext"]
    assert "<a" in drawn.notes[-1]  # the card shows notes as text


def test_the_numbers_get_room_between_figure_and_legend():
    plain, drawn = drawing(), laid([event("2022-10-07"), event("2022-10-08")])
    band = drawn.height - plain.height
    assert band >= 2 * ROW_HEIGHT
    layout = drawn.figure["layout"]
    assert layout["margin"]["t"] == 34 + band
    assert layout["legend"]["y"] > 1.02
    assert max(a["yshift"] for a in labels(drawn)) + ROW_HEIGHT <= band + 4
    assert plain.figure["layout"] == {}  # what was drawn before is not changed


def test_what_a_figure_marks_itself_stays():
    mark, text = {"type": "line", "y0": 100}, {"text": "100 %"}
    layout = laid([event("2022-10-07")], shapes=[mark], annotations=[text]).figure["layout"]
    assert layout["shapes"][0] == mark
    assert layout["annotations"][0] == text


def test_the_newest_are_numbered_where_there_are_too_many():
    rows = [event(f"2021-{m:02}-{d:02}") for m in range(1, 13) for d in (5, 20)]
    drawn = laid(rows)
    spare = len(rows) - NUMBERED
    bodies = [s for s in drawn.figure["layout"]["shapes"] if s.get("ysizemode") != "pixel"]
    assert len(bodies) == NUMBERED
    ticks = [s for s in drawn.figure["layout"]["shapes"] if s.get("y1") == TICK]
    assert len(ticks) == spare
    assert f"1 {rows[spare]['happened_on']}" in drawn.notes[-2]
    assert str(rows[spare - 1]["happened_on"]) not in drawn.notes[-2]
    assert drawn.notes[-1] == EN("note.events_more", count=spare)


def test_every_panel_with_an_axis_of_its_own_has_the_line_and_one_number():
    axes = {
        "xaxis": {"range": ["2020-01-01", "2024-12-31"], "anchor": "y"},
        "xaxis2": {"range": ["2023-01-01", "2024-12-31"], "anchor": "y2"},
        "yaxis": {"domain": [0.55, 1]},
        "yaxis2": {"domain": [0, 0.45], "anchor": "x2"},
    }
    drawn = laid([event("2021-05-01"), event("2023-05-01")], time="day", **axes)
    assert [(a.name, a.bottom, a.top) for a in axes_of(drawing("day", **axes))] == [
        ("x", 0.55, 1),
        ("x2", 0, 0.45),
    ]
    bodies = [s for s in drawn.figure["layout"]["shapes"] if s.get("ysizemode") != "pixel"]
    assert [(s["xref"], s["x0"], s["y0"], s["y1"]) for s in bodies] == [
        ("x", "2021-05-01", 0.55, 1),
        ("x", "2023-05-01", 0.55, 1),
        ("x2", "2023-05-01", 0, 0.45),
    ]
    assert [a["xref"] for a in labels(drawn)] == ["x", "x"]


def test_panels_on_one_axis_share_the_line():
    panels = {"xaxis": {"range": [2019.4, 2024.6]}, "yaxis": {"domain": [0.6, 1]}, "yaxis3": {}}
    drawn = laid([event("2021-05-01")], **panels)
    (body, _stem) = drawn.figure["layout"]["shapes"]
    assert (body["y0"], body["y1"], body["yref"]) == (0, 1, "paper")
