"""A report as it is written: every slip named once, by its place; and what is kept of it."""

from __future__ import annotations

import json
import tomllib
from datetime import date

import pytest

from chipcensus.choices import Choices
from chipcensus.errors import ReportBroken, ReportsFull
from chipcensus.report import Item, Spec, checked, read_spec
from chipcensus.state import Reports, read_id

BY_YEAR = "registrations/by_year"
CHOICES = Choices({"scope": ("chip", "ai_chip"), "companies": ("biren", "hygon")}, (2010, 2026))


def slips(told, most=3):
    with pytest.raises(ReportBroken) as refused:
        read_spec(told, most)
    return {slip.parameter: slip.detail for slip in refused.value.slips}


def test_a_report_is_read_from_json_and_from_toml():
    text = """
    title = "芯片"
    [[figures]]
    figure = "registrations/by_year"
    text = "先看总数"
    filters = { scope = "ai_chip", year_from = 2015, as_of = 2024-01-31 }
    [[figures]]
    figure = "financials/bill"
    generation = "2214a3a71123"
    filters = { companies = ["biren", "hygon"] }
    """
    spec = read_spec(tomllib.loads(text), 3)
    first = Item(
        BY_YEAR, {"scope": "ai_chip", "year_from": "2015", "as_of": "2024-01-31"}, "", "先看总数"
    )
    second = Item("financials/bill", {"companies": ["biren", "hygon"]}, "2214a3a71123", "")
    assert spec == Spec("芯片", "", (first, second), "pages")
    assert read_spec(json.loads(spec.to_json()), 3) == spec


@pytest.mark.parametrize(
    ("told", "place", "said"),
    [
        ([], "report", "an object"),
        ({"figures": []}, "figures", "1 to 3 figures"),
        ({"figures": "all"}, "figures", "1 to 3 figures"),
        ({"figures": [{"figure": BY_YEAR}] * 4}, "figures", "at most 3 figures"),
        ({"figures": [BY_YEAR]}, "figures[0]", "an object"),
        ({"figures": [{"figure": "no/such"}]}, "figures[0].figure", "a figure of the catalogue"),
        ({"figures": [{"figure": 7}]}, "figures[0].figure", "a figure of the catalogue"),
        ({"figures": [{"figure": BY_YEAR, "filters": []}]}, "figures[0].filters", "an object"),
        (
            {"figures": [{"figure": BY_YEAR, "filters": {"scope": {}}}]},
            "figures[0].filters.scope",
            "a list of texts",
        ),
        (
            {"figures": [{"figure": BY_YEAR, "generation": "../x"}]},
            "figures[0].generation",
            "id of a generation",
        ),
        ({"figures": [{"figure": BY_YEAR, "colour": 1}]}, "figures[0].colour", "figure, filters"),
        ({"title": 3, "figures": [{"figure": BY_YEAR}]}, "title", "at most 200 signs"),
        ({"title": "a" * 201, "figures": [{"figure": BY_YEAR}]}, "title", "found '201 signs'"),
        ({"layout": "poster", "figures": [{"figure": BY_YEAR}]}, "layout", "pages or sheet"),
    ],
)
def test_a_slip_is_named_by_its_place(told, place, said):
    found = slips(told)
    assert list(found) == [place]
    assert said in found[place]


def test_every_slip_is_told_at_once():
    told = {"title": 3, "figures": [{"figure": "no/such"}, {"figure": BY_YEAR, "text": None}]}
    assert list(slips(told)) == ["title", "figures[0].figure", "figures[1].text"]


def test_filters_are_read_as_the_data_knows_them():
    item = Item(BY_YEAR, {"scope": "ai_chip", "year_from": "2015", "companies": ["hygon"]})
    (filters,) = checked(Spec("", "", (item,)), lambda _: CHOICES)
    assert (filters.scope, filters.year_from, filters.companies) == ("ai_chip", 2015, ("hygon",))
    day = Item(BY_YEAR, {"as_of": "2024-01-31"})
    assert checked(Spec("", "", (day,)), lambda _: CHOICES)[0].as_of == date(2024, 1, 31)


def test_a_filter_that_the_data_does_not_have_is_refused_by_its_place():
    items = (Item(BY_YEAR), Item(BY_YEAR, {"scope": "tea", "year_from": "1900", "size": "1"}))
    with pytest.raises(ReportBroken) as refused:
        checked(Spec("", "", items), lambda _: CHOICES)
    places = [slip.parameter for slip in refused.value.slips]
    assert sorted(places) == [f"figures[1].filters.{n}" for n in ("scope", "size", "year_from")]


def test_signs_that_nothing_prints_are_left_out():
    figures = [{"figure": BY_YEAR, "text": "a\x00b\u202e\nc"}]
    assert read_spec({"figures": figures}, 3).figures[0].text == "ab\nc"


def test_the_same_report_is_kept_once_under_an_id_that_can_be_typed(settings):
    reports = Reports(settings)
    identity = reports.keep("{}")
    assert reports.keep("{}") == identity == read_id(identity.upper())
    assert reports.get(identity) == "{}"
    assert reports.get("0000000000") is None


def test_no_report_is_dropped_for_a_newer_one(settings):
    object.__setattr__(settings, "kept_reports", 1)
    reports = Reports(settings)
    first = reports.keep("1")
    with pytest.raises(ReportsFull, match="CHIPCENSUS_KEPT_REPORTS"):
        reports.keep("2")
    assert reports.get(first) == "1"
    assert reports.keep("1") == first
