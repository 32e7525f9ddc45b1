"""The timeline of happenings: every one drawn once and honestly, and no name upon another."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from charts.made import result

from chipcensus.charts.drawing import sources
from chipcensus.charts.market import lanes, timeline
from chipcensus.figures import KINDS
from chipcensus.i18n import LANGUAGES, read_words

ZH, EN = read_words("zh"), read_words("en")
A_DAY = 86_400_000


def happening(first: date, last: date | None = None, **values):
    last = last or first
    precision = {True: "day", False: "month" if (last - first).days < 31 else "year"}[first == last]
    told = {"title_zh": "一起事件", "title_en": "An event", "event_kind": "policy"}
    days = {"happened_on": first, "until": last, "earliest_on": first, "latest_on": first}
    more = {"date_precision": precision, "company_ids": [], "tellings": 1}
    return told | days | more | {"row_ids": [f"ev-{first}"], "source_ids": ["s1"]} | values


def marks(drawing):
    """What opens its sources: everything but the names."""
    return [trace for trace in drawing.figure["data"] if trace.get("mode") != "text"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_happening_is_one_mark_with_its_rows_and_sources(ask, lang):
    answer = ask("market/timeline", {"kinds": list(KINDS)})
    drawing = timeline.draw(answer, read_words(lang))
    drawn = sorted(ids for trace in marks(drawing) for ids in trace["customdata"])
    assert drawn == sorted(row["row_ids"] for row in answer.rows)
    for trace in marks(drawing):
        for ids, text in zip(trace["customdata"], trace["hovertemplate"], strict=True):
            (row,) = (row for row in answer.rows if row["row_ids"] == ids)
            assert sources(answer, row, read_words(lang)) in text
            assert read_words(lang).code("date_precision", row["date_precision"]) in text
    assert drawing.time == "day"
    assert str(len(answer.rows)) in drawing.finding


def test_a_day_is_a_diamond_and_a_month_or_year_is_as_long_as_it_is():
    rows = [
        happening(date(2024, 5, 7)),
        happening(date(2024, 2, 1), date(2024, 2, 29)),
        happening(date(2023, 1, 1), date(2023, 12, 31)),
    ]
    bars, diamonds = marks(timeline.draw(result(rows), ZH))
    assert dict(zip(bars["base"], bars["x"], strict=True)) == {
        "2024-02-01": 29 * A_DAY,
        "2023-01-01": 365 * A_DAY,
    }
    assert diamonds["x"] == ["2024-05-07"]
    assert ZH.code("date_precision", "month") in "".join(bars["hovertemplate"])


def test_tellings_of_several_days_are_told_in_the_hover():
    row = happening(date(2024, 5, 7), latest_on=date(2024, 5, 9))
    (diamonds,) = marks(timeline.draw(result([row]), EN))
    assert "2024-05-09" in diamonds["hovertemplate"][0]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("kinds", [list(KINDS), []])
def test_neither_names_nor_marks_touch(ask, lang, kinds):
    words = read_words(lang)
    rows = sorted(ask("market/timeline", {"kinds": kinds}).rows, key=lambda r: r["happened_on"])
    span = (rows[0]["happened_on"], rows[-1]["until"])
    for kind in {row["event_kind"] for row in rows}:
        placed = lanes.place([r for r in rows if r["event_kind"] == kind], span, words)
        named = [_stretch(p, span) for p in placed if p.side]
        assert all(a >= 0 and b <= lanes.WIDTH for a, b in named)
        levels = itertools.groupby(sorted(placed, key=lambda p: p.level), key=lambda p: p.level)
        for _, here in levels:
            taken = sorted(_stretch(p, span) for p in here)
            assert all(a[1] <= b[0] for a, b in itertools.pairwise(taken))


def _stretch(placed, span):
    """Pixels from the first to the last of a happening's mark and name."""
    scale = lanes.WIDTH / (span[1] - span[0]).days
    start = (placed.row["happened_on"] - span[0]).days * scale - lanes.MARK / 2
    end = (placed.row["until"] - span[0]).days * scale + lanes.MARK / 2
    name = lanes.width(placed.label)
    return (start - name, end) if placed.side == "left" else (start, end + name)


def test_a_long_title_is_cut_where_it_ends_in_the_figure_but_not_in_the_list():
    title = "Government work report calls for a national integrated computing system, and more"
    drawing = timeline.draw(result([happening(date(2024, 5, 7), title_en=title)]), EN)
    (text,) = drawing.figure["data"][-1]["text"]
    assert text.strip().endswith("…")
    assert lanes.width(text.strip()) <= lanes.LONG + lanes.HAN
    assert drawing.listing["rows"][0]["cells"][1]["text"] == title
    assert title in drawing.figure["data"][0]["hovertemplate"][0]


def test_what_has_no_room_for_its_name_is_counted():
    day = date(2024, 5, 7)
    rows = [happening(day, row_ids=[f"ev-{n}"]) for n in range(lanes.MOST_ROWS + 3)]
    far = [happening(date(2014, 1, 1), event_kind="fund")]
    drawing = timeline.draw(result([*rows, *far]), EN)
    named = len(drawing.figure["data"][-1]["text"])
    assert named < len(rows) + 1
    assert EN("note.timeline_silent", count=len(rows) + 1 - named) in drawing.notes
    (diamonds,) = marks(drawing)
    places = list(zip(diamonds["x"], diamonds["y"], strict=True))
    assert len(set(places)) == len(places) == len(rows) + 1


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_list_for_a_telephone_has_the_same_happenings_newest_first(lang):
    words = read_words(lang)
    rows = [
        happening(date(2024, 5, 7), company_ids=["acme"]),
        happening(date(2023, 1, 1), date(2023, 12, 31), event_kind="fund"),
    ]
    lines = timeline.draw(result(rows), words).listing["rows"]
    assert [line["cells"][0]["text"] for line in lines] == ["2024-05-07", "2023"]
    assert [line["cells"][2]["text"] for line in lines] == [
        words.code("event_kind", "policy"),
        words.code("event_kind", "fund"),
    ]
    assert lines[0]["cells"][1]["companies"] == [{"id": "acme", "text": "acme"}]
    assert lines[0]["cells"][3]["links"][0]["text"] == "A & B Press"


def test_lanes_stand_apart_in_the_order_of_the_words():
    rows = [happening(date(2024, 1, 1), event_kind=kind) for kind in ("fund", "riot", "sanction")]
    drawing = timeline.draw(result(rows), EN)
    axis = drawing.figure["layout"]["yaxis"]
    assert axis["ticktext"] == [EN.code("event_kind", k) for k in ("sanction", "fund", "riot")]
    assert axis["tickvals"] == sorted(set(axis["tickvals"]))


def test_no_happening_says_what_to_do():
    drawing = timeline.draw(result([]), ZH)
    assert drawing.is_empty
    assert drawing.missing == ZH("missing.market.timeline")
