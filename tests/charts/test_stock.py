"""Stock: one line a provider; what nobody is named for stands alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from charts.made import result, row

from chipcensus.charts.registrations import stock
from chipcensus.charts.registrations.labels import Spot, beside, trail
from chipcensus.charts.theme import ACCENT, CONTEXT
from chipcensus.figures import COUNTS
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")


def a_count(day, companies, **values):
    known = {
        "counted_on": day,
        "companies": companies,
        "companies_low": companies - 5,
        "companies_high": companies + 5,
        "range_low": companies,
        "range_high": companies,
        "role": "chosen",
        "provider": "企查查",
    }
    return row(**(known | values))


def test_every_dated_count_is_a_mark_of_its_provider(ask):
    answer = ask("registrations/stock", COUNTS)
    drawing = stock.draw(answer, ZH)
    dated = [r for r in answer.rows if r["counted_on"]]
    drawn = {
        tuple(ids): (trace["name"], day, value * 10_000)
        for trace in drawing.figure["data"]
        for ids, day, value in zip(trace["customdata"], trace["x"], trace["y"], strict=True)
    }
    assert drawn == {
        tuple(r["row_ids"]): (
            ZH.code("provider", r["provider"]),
            r["counted_on"].isoformat(),
            pytest.approx(r["companies"]),
        )
        for r in dated
    }
    assert drawing.time == "day"


def test_providers_are_never_joined_and_nobody_is_not_joined_at_all(ask):
    answer = ask("registrations/stock", COUNTS)
    for trace in stock.draw(answer, ZH).figure["data"]:
        is_unnamed = trace["name"] == ZH("word.not_named")
        assert ("lines" in trace["mode"]) is not is_unnamed
        is_chosen = trace["name"] == "企查查"
        assert trace["marker"]["color"] == (ACCENT if is_chosen else CONTEXT)


def test_at_least_is_a_triangle_and_its_whisker_goes_up_only():
    day = date(2023, 2, 16)
    lower = {"companies_low": 1700, "companies_high": 1800, "is_at_least": True}
    drawing = stock.draw(result([a_count(day, 1700, **lower)], provider="企查查"), EN)
    (trace,) = drawing.figure["data"]
    assert trace["marker"]["symbol"] == ["triangle-up"]
    assert trace["error_y"]["arrayminus"] == [0]
    assert trace["error_y"]["array"] == [100]
    assert EN("flag.is_at_least") in trace["hovertemplate"][0]
    assert EN("flag.is_at_least") + "1,700" in drawing.finding


def test_counts_far_apart_need_a_logarithmic_axis_and_the_reader_is_told():
    days = [date(2020, 12, 31), date(2021, 12, 31)]
    near = result([a_count(days[0], 1000), a_count(days[1], 2000)])
    far = result([a_count(days[0], 1000), a_count(days[1], 2_000_000)])
    assert stock.draw(near, ZH).figure["layout"]["yaxis"]["range"][0] == 0
    drawing = stock.draw(far, ZH)
    assert drawing.figure["layout"]["yaxis"]["type"] == "log"
    assert ZH("note.log") in drawing.notes


def test_a_count_without_a_day_is_said_and_never_placed():
    undated = a_count(None, 75_000, provider=None, role="other", row_ids=["undated"])
    drawing = stock.draw(result([a_count(date(2021, 1, 1), 50_000), undated]), EN)
    assert ["undated"] not in [ids for t in drawing.figure["data"] for ids in t["customdata"]]
    assert any("75,000" in note for note in drawing.notes)
    assert stock.draw(result([undated]), EN).missing


def test_where_the_chosen_provider_has_nothing_the_others_are_shown_and_it_is_said(ask):
    answer = ask("registrations/stock", COUNTS | {"scope": "ic_design"})
    drawing = stock.draw(answer, EN)
    assert EN("note.stock_others") in drawing.notes
    assert drawing.figure["data"]


def test_no_row_says_what_would_show_something(ask):
    answer = ask("registrations/stock", COUNTS)
    drawing = stock.draw(replace(answer, rows=[]), EN)
    assert drawing.figure is None
    assert "IC design" in drawing.missing


def test_names_keep_clear_of_marks_lines_and_each_other():
    ends = [Spot(0.5, 0.5, ("Qichacha",)), Spot(0.52, 0.5, ("Tianyancha",))]
    (first, _), (second, _) = beside(ends, ends, 300)
    assert first
    assert second
    assert first != second
    line = trail([Spot(0.0, 0.5), Spot(0.5, 0.58)])
    assert line[0].x < line[-1].x < 0.5
    assert beside(ends[:1], [*ends[:1], *line], 300)[0][0] != "top left"


def test_a_name_without_room_is_left_out_but_the_first_never_is():
    crowd = [Spot(x / 40, y / 20) for x in range(41) for y in range(21)]
    one, other = beside([Spot(0.5, 0.5, ("One",)), Spot(0.6, 0.6, ("Other",))], crowd, 300)
    assert one == ("top left", "One")
    assert other == ("", "")
