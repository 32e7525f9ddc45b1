"""From the directory to a company, and to several side by side."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest

from chipcensus.charts.listing import MOST_COMPARED
from chipcensus.i18n import read_words

DIRECTORY, COMPARE = "companies/directory", "companies/compare"
EN = read_words("en")


def _names(here):
    return here.card(DIRECTORY).locator("tbody th a").all_inner_texts()


def _query(here):
    return parse_qs(urlsplit(here.page.url).query)


def test_search_open_compare_and_come_back(reader):
    here = reader().go("/companies", lang="en")
    field = here.page.get_by_role("textbox", name=EN("filter.search"))
    field.fill("moore")
    field.press("Enter")
    here.page.wait_for_url("**search=moore**")
    here.page.wait_for_function(
        """() => document.querySelectorAll(".fc-listing tbody tr").length === 1"""
    )
    assert _names(here) == ["Moore Threads"]

    here.card(DIRECTORY).get_by_role("link", name="Moore Threads").click()
    here.card("companies/results").wait_for()
    here.settled()
    assert _query(here)["id"] == ["moore-threads"]
    assert here.page.title().startswith("Moore Threads")

    here.page.reload()
    here.settled()
    assert here.page.get_by_role("heading", level=1).inner_text() == "Moore Threads"

    here.page.get_by_role("link", name=EN("label.companies.to_compare")).click()
    here.card(COMPARE).wait_for()
    here.settled()
    assert _query(here)["companies"] == ["moore-threads"]
    here.card(DIRECTORY).get_by_role("checkbox", name="Biren Technology").check()
    here.card(DIRECTORY).get_by_role("link", name="(2)").click()
    here.card(COMPARE).get_by_role("columnheader", name="Biren Technology").wait_for()
    here.settled()
    assert _query(here)["companies"] == ["moore-threads", "biren"]

    here.page.go_back()
    here.page.wait_for_url(lambda url: "biren" not in url)
    here.settled()
    here.page.go_back()
    here.card("companies/results").wait_for()
    assert _query(here)["id"] == ["moore-threads"]


def test_columns_are_sorted_by_keyboard_with_the_unknown_last(reader):
    here = reader().go("/companies", lang="en")
    head = here.card(DIRECTORY).get_by_role("columnheader", name=EN("column.net_profit"))
    head.get_by_role("button").focus()
    here.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "descending"
    most = _names(here)[0]
    here.page.keyboard.press("Enter")
    assert head.get_attribute("aria-sort") == "ascending"
    least = _names(here)
    assert least[0] != most
    place = head.evaluate("(head) => head.cellIndex")
    cells = here.card(DIRECTORY).locator(f"tbody tr > :nth-child({place + 1})").all_inner_texts()
    known = [not cell.startswith("–") for cell in cells]
    assert known == sorted(known, reverse=True)
    assert cells[0].startswith("−")


def test_a_seventh_tick_is_refused_in_words(reader):
    here = reader(width=390).go("/companies", lang="en")
    boxes = here.card(DIRECTORY).get_by_role("checkbox")
    for place in range(MOST_COMPARED):
        boxes.nth(place).check()
    boxes.nth(MOST_COMPARED).click()
    assert not boxes.nth(MOST_COMPARED).is_checked()
    said = here.card(DIRECTORY).locator(".fc-picked [role=status]")
    assert said.inner_text() == EN("card.compare_full").replace("{most}", str(MOST_COMPARED))


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_an_unknown_company_leads_to_the_nearest(reader, dark):
    here = reader(dark=dark)
    here.page.goto(f"{here.server}/company?id=cambricom&lang=en")
    here.page.get_by_role("button", name="Cambricon Technologies").click()
    here.card("companies/profile").wait_for()
    here.settled()
    here.page.wait_for_url("**id=cambricon**")
