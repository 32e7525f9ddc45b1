"""Deregistrations: days really counted, pairs of one year, signs that tell births from deaths."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from chipcensus.charts import deregistrations
from chipcensus.charts.theme import HATCH, LOSS
from chipcensus.figures import COUNTS
from chipcensus.i18n import read_words
from chipcensus.units import number, scale

ZH, EN = read_words("zh"), read_words("en")


@pytest.fixture
def per_day(ask):
    return ask("deregistrations/per_day", COUNTS)


@pytest.fixture
def per_100(ask):
    return ask("deregistrations/per_100_registered", COUNTS)


@pytest.fixture
def net(ask):
    return ask("deregistrations/net_formation", COUNTS)


def test_per_day_divides_by_the_days_counted(per_day):
    (trace,) = deregistrations.per_day.draw(per_day, ZH).figure["data"]
    for row, value, text in zip(per_day.rows, trace["y"], trace["text"], strict=True):
        days = (row["period_end"] - row["period_start"]).days + 1
        assert value == pytest.approx(row["companies"] / days)
        assert text.startswith(number(value, 3))
        assert ("→" in text) is row["is_partial"]
    assert trace["marker"]["color"] == LOSS


def test_per_day_hatches_parts_of_a_year(per_day):
    (trace,) = deregistrations.per_day.draw(per_day, ZH).figure["data"]
    shapes = [HATCH if r["is_partial"] else "" for r in per_day.rows]
    assert trace["marker"]["pattern"]["shape"] == shapes
    assert HATCH in shapes


def test_whole_years_need_no_word_on_parts(per_day):
    whole = [r | {"is_partial": False} for r in per_day.rows]
    assert deregistrations.per_day.draw(replace(per_day, rows=whole), EN).notes == ()


def test_per_100_marks_what_was_not_counted_to_the_same_day(per_100):
    drawing = deregistrations.per_100_registered.draw(per_100, EN)
    (trace,) = drawing.figure["data"]
    stars = [text.endswith("*") for text in trace["text"]]
    assert stars == [not r["is_like_for_like"] for r in per_100.rows]
    assert any(stars)
    assert EN("note.not_like_for_like") in drawing.notes
    for row, text in zip(per_100.rows, trace["hovertemplate"], strict=True):
        assert (EN("flag.not_like_for_like") in text) is not row["is_like_for_like"]
        assert row["registered_end"].isoformat() in text
        assert row["deregistered_end"].isoformat() in text


def test_per_100_of_equal_days_has_no_star(per_100):
    equal = [r | {"is_like_for_like": True} for r in per_100.rows]
    drawing = deregistrations.per_100_registered.draw(replace(per_100, rows=equal), EN)
    assert not any("*" in text for text in drawing.figure["data"][0]["text"])
    assert EN("note.not_like_for_like") not in drawing.notes


def test_net_formation_draws_births_up_deaths_down_and_their_difference(net):
    drawing = deregistrations.net_formation.draw(net, EN)
    born, gone, mark = drawing.figure["data"]
    size = scale(net.column("registered"), "companies", "en")
    assert born["y"] == [size(r["registered"]) for r in net.rows]
    assert gone["y"] == [-size(r["deregistered"]) for r in net.rows]
    assert mark["y"] == pytest.approx([a + b for a, b in zip(born["y"], gone["y"], strict=True)])
    assert drawing.figure["layout"]["barmode"] == "relative"
    assert drawing.figure["layout"]["showlegend"]
    assert [t["name"] for t in (born, gone, mark)] == [
        EN(f"word.{name}") for name in ("registered", "deregistered", "net_formation")
    ]


def test_net_formation_below_zero_is_said_with_a_true_minus(net):
    shrunk = net.rows[-1] | {"registered": 10.0, "deregistered": 250.0, "net": -240.0}
    drawing = deregistrations.net_formation.draw(replace(net, rows=[shrunk]), EN)
    assert drawing.figure["data"][2]["y"] == [-240]
    assert "−240" in drawing.finding


def test_net_formation_says_the_earlier_of_two_last_days(net):
    row = net.rows[-1] | {
        "registered_end": date(2024, 12, 13),
        "deregistered_end": date(2024, 12, 5),
        "is_partial": True,
    }
    drawing = deregistrations.net_formation.draw(replace(net, rows=[row]), ZH)
    assert drawing.figure["data"][0]["text"][0].endswith("→12-05")


def test_net_formation_claims_no_daily_rates(net):
    """It subtracts counts; only the figure per 100 compares daily rates."""
    drawing = deregistrations.net_formation.draw(net, EN)
    texts = [*drawing.notes, *drawing.figure["data"][0]["hovertemplate"]]
    assert not any("daily rate" in text for text in texts)


@pytest.mark.parametrize(("words", "unit"), [(ZH, "家/天"), (EN, "companies per day")])
def test_the_unit_is_in_the_readers_language(per_day, words, unit):
    drawing = deregistrations.per_day.draw(per_day, words)
    assert drawing.unit == drawing.figure["layout"]["yaxis"]["title"]["text"] == unit
