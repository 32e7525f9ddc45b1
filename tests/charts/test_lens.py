"""The event lens: what is compared, what is not and why, and how exactly the event is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from charts.made import result, year

from chipcensus.charts.market import lens
from chipcensus.charts.overlay import when
from chipcensus.charts.theme import OPEN_MARK
from chipcensus.charts.times import position
from chipcensus.figures import LENS
from chipcensus.i18n import LANGUAGES, read_words

ZH, EN = read_words("zh"), read_words("en")
UNKNOWN = "mean_before mean_after change change_low change_high growth_before growth_after"
MEANS = {"mean_before": 40.0, "mean_after": 60.0, "change": 0.5}
BOUNDS = {"change_low": 0.499, "change_high": 0.501, "growth_before": 0.1, "growth_after": 0.2}


def point(number: int, side: str, **values):
    """A figure of a line that is not compared."""
    event = {"happened_on": date(2022, 10, 7), "until": date(2022, 10, 7), "date_precision": "day"}
    told = {"title_zh": "规则", "title_en": "A rule", "others": 0, "others_zh": [], "others_en": []}
    line = {"line": "P", "company_id": None, "provider": "P", "is_one_provider": True, "geo": None}
    more = {"market_segment": None, "unit": "companies", "value": 10.0 * (number - 2017)}
    counts = {"years_before": 1, "years_after": 0, "counted_before": 0, "counted_after": 0}
    flags = {"is_forecast": False, "side": side, "is_counted": False, "row_ids": [f"r{number}"]}
    nothing = dict.fromkeys(UNKNOWN.split())
    return year(number, **(event | told | line | more | counts | flags | nothing | values))


def compared(**values):
    """Two years compared on each side, one more before, and the event's own year."""
    more = MEANS | BOUNDS | {"counted_before": 2, "counted_after": 2} | values
    return [
        point(2018, "before", **more),
        point(2020, "before", **{**more, "is_counted": True}),
        point(2021, "before", **{**more, "is_counted": True}),
        point(2022, "during", **more),
        point(2023, "after", **{**more, "is_counted": True}),
        point(2024, "after", **{**more, "is_counted": True}),
    ]


def points_of(drawing):
    """The figures of the first panel by year, gaps apart."""
    line = drawing.figure["data"][0]
    columns = (line["x"], line["y"], line["marker"]["color"], line["customdata"])
    return {x: (y, colour, ids) for x, y, colour, ids in zip(*columns, strict=True) if x}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_is_drawn_and_only_the_compared_ones_are_filled(lang):
    rows = compared()
    drawing = lens.draw(result(rows), read_words(lang))
    drawn = points_of(drawing)
    assert {x: y for x, (y, _, _) in drawn.items()} == {r["year"]: r["value"] for r in rows}
    assert [ids for _, _, ids in drawn.values()] == [row["row_ids"] for row in rows]
    filled = [x for x, (_, colour, _) in drawn.items() if colour != OPEN_MARK]
    assert filled == [2020, 2021, 2023, 2024]
    assert "A &amp; B Press" in drawing.figure["data"][0]["hovertemplate"][0]
    assert drawing.time == "year"


def test_the_means_reach_over_the_years_compared_and_are_said_with_them():
    drawing = lens.draw(result(compared()), ZH)
    _, before, after = drawing.figure["data"]
    assert (before["x"], before["y"]) == ([2019.6, 2021.4], [40, 40])
    assert (after["x"], after["y"]) == ([2022.6, 2024.4], [60, 60])
    for part in ("2020–2021年", "40家", "2023–2024年", "60家", "+50%", "2022-10-07", "规则"):
        assert part in drawing.finding
    assert ZH("note.lens_cause") in drawing.notes
    assert ZH("note.lens_annual") in drawing.notes


def test_a_missing_year_parts_the_line_and_is_named_among_the_years():
    rows = [row for row in compared() if row["year"] != 2022]
    rows[1]["year"], rows[1]["value"] = 2019, 20.0
    drawing = lens.draw(result(rows), EN)
    assert drawing.figure["data"][0]["x"] == [2018, 2019, None, 2021, None, 2023, 2024]
    assert "2019, 2021" in drawing.finding


def test_the_trend_before_is_told_beside_the_one_after():
    (note,) = [n for n in lens.draw(result(compared()), EN).notes if "+10%" in n]
    assert "+20%" in note


def test_a_change_that_rounding_leaves_open_is_an_interval():
    open_ended = compared(change_low=0.2, change_high=0.8)
    assert "20%–80%" in lens.draw(result(open_ended), EN).finding


def test_over_losses_there_are_means_and_no_change():
    rows = compared(mean_before=-40.0, change=None, change_low=None, change_high=None)
    finding = lens.draw(result(rows), EN).finding
    assert "−40" in finding
    assert "%" not in finding


def test_too_few_years_are_said_in_words():
    rows = [point(2020, "before"), point(2022, "during")]
    drawing = lens.draw(result(rows), EN)
    assert len(drawing.figure["data"]) == 1
    assert {colour for _, colour, _ in points_of(drawing).values()} == {OPEN_MARK}
    assert "1 before and 0 after" in drawing.finding
    assert "%" not in drawing.finding


def test_where_nobody_is_named_nothing_is_compared():
    rows = [point(y, "before", is_one_provider=False, provider=None) for y in (2020, 2021)]
    drawing = lens.draw(result(rows), ZH)
    assert ZH("finding.market.lens_unnamed", name=ZH("word.not_named")) in drawing.finding
    heads = [a["text"] for a in drawing.figure["layout"]["annotations"]]
    assert any(ZH("label.lens.unnamed") in head for head in heads)


def test_lines_have_panels_of_their_own_that_do_not_overlap():
    rows = [*compared(), *(row | {"line": "Q", "provider": "Q"} for row in compared())]
    drawing = lens.draw(result(rows), EN)
    layout = drawing.figure["layout"]
    (_, top), (bottom, _) = layout["yaxis2"]["domain"], layout["yaxis"]["domain"]
    assert top < bottom
    assert layout["xaxis"]["anchor"] == "y2"
    assert {trace["yaxis"] for trace in drawing.figure["data"]} == {"y", "y2"}
    assert EN("note.lens_lines") in drawing.notes
    one = lens.draw(result(compared()), EN)
    assert EN("note.lens_lines") not in one.notes


def test_a_day_is_a_line_and_a_month_or_year_all_of_it():
    (line,) = lens.draw(result(compared()), EN).figure["layout"]["shapes"]
    assert line["x0"] == line["x1"] == pytest.approx(position(compared()[0], "year"), abs=1e-3)
    year_known = {"happened_on": date(2022, 1, 1), "until": date(2022, 12, 31)}
    rows = compared(date_precision="year", **year_known)
    drawing = lens.draw(result(rows), EN)
    (band,) = drawing.figure["layout"]["shapes"]
    assert (band["x0"], band["x1"]) == pytest.approx((2021.5, 2022.5), abs=0.01)
    said = EN("note.lens_month", precision=EN.code("date_precision", "year"), day="2022")
    assert said in drawing.notes


def test_an_event_after_the_last_figure_is_on_the_axis_too():
    late = {"happened_on": date(2026, 1, 15), "until": date(2026, 1, 15)}
    drawing = lens.draw(result([row | late for row in compared()]), EN)
    layout = drawing.figure["layout"]
    assert layout["xaxis"]["range"][1] > layout["shapes"][0]["x0"]
    (label,) = [a for a in layout["annotations"] if "2026-01-15" in a["text"]]
    assert label["xanchor"] == "right"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_other_events_of_the_year_are_named(lang):
    others = {"others": 4, f"others_{lang}": ["2022-08 One", "2022-09-01 Two"]}
    notes = lens.draw(result(compared(**others)), read_words(lang)).notes
    (note,) = [n for n in notes if "2022-08 One" in n]
    assert "2022-09-01 Two" in note
    assert "4" in note


def test_years_of_different_sources_are_said_so_and_those_of_one_are_not():
    said = EN("note.lens_sources", name="P")
    own = [row | {"source_ids": ["event", f"s{row['year']}"]} for row in compared()]
    same = [row | {"source_ids": ["event", "s1", f"s{row['year']}"]} for row in compared()]
    own[0]["source_ids"] = same[0]["source_ids"] = ["event"]
    assert said in lens.draw(result(own), EN).notes
    assert said not in lens.draw(result(same), EN).notes


def test_the_default_has_years_on_both_sides_and_what_it_says_is_what_the_rows_say(ask):
    answer = ask("market/lens", LENS)
    counted = [row for row in answer.rows if row["is_counted"]]
    for side in ("before", "after"):
        values = [row["value"] for row in counted if row["side"] == side]
        assert len(values) == answer.rows[0][f"counted_{side}"] > 1
        assert sum(values) / len(values) == pytest.approx(answer.rows[0][f"mean_{side}"])
    drawing = lens.draw(answer, ZH)
    assert when(answer.rows[0]) in drawing.finding
    assert ZH("note.lens_official") in drawing.notes


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_series_can_be_seen_in_words_of_the_language(ask, lang):
    words = read_words(lang)
    rows = ask("meta/choices").rows
    names = [row["value"] for row in rows if row["filter"] == "series"]
    for name in names:
        assert words.code("series", name) != name
        drawing = lens.draw(ask("market/lens", LENS | {"series": name}), words)
        assert drawing.figure is not None
        assert drawing.finding


def test_no_row_says_whether_the_event_or_the_series_is_missing(ask):
    answer = ask("market/lens", LENS | {"as_of": date(2015, 1, 1)})
    assert not answer.rows
    nearby = {"as_of": ask("market/lens", LENS).rows}
    words = EN("missing.market.lens_unknown")
    assert lens.draw(replace(answer, nearby=nearby), EN).missing == words
    none = ask("market/lens", LENS | {"series": "revenue", "companies": ["huawei"]})
    missing = lens.draw(none, EN).missing
    assert EN.code("series", "revenue") in missing
