"""A figure card: from a mark to its sources, while it waits, where it failed, on paper."""

from __future__ import annotations

import re

import pytest

from chipcensus.census import Census
from chipcensus.export.bundle import FULL, SMALL
from chipcensus.filters import Filters
from chipcensus.i18n import read_words
from chipcensus.trail import trail

BY_YEAR = "registrations/by_year"
PLOTLY = re.compile(r"/assets/plotly\.min\.js")
# The small one is there where npm could fetch it.
BUNDLES = [path for path in (FULL, SMALL) if path.is_file()]
WORDS = read_words("zh")
A4 = {"upright": False, "across": True}


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


@pytest.fixture(scope="module")
def row(census):
    """The year whose figure most sources print."""
    rows = census.figure(BY_YEAR, Filters()).result.rows
    return max(rows, key=lambda row: len(row["source_ids"]))


def test_a_click_on_a_mark_shows_the_sources_of_just_this_figure(reader, census, row):
    here = reader().go("/registrations")
    box = _bar(here, row["row_ids"]).bounding_box()
    here.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3)
    drag = here.card(BY_YEAR).locator(".fc-opens .nsewdrag").first
    assert drag.evaluate("(layer) => getComputedStyle(layer).cursor") == "pointer"
    here.page.mouse.down()
    here.page.mouse.up()
    _shows(here, census, row)


def test_a_tap_opens_a_mark_and_it_stays_open(reader, census, row):
    here = reader(390, touch=True).go("/registrations")
    bar = _bar(here, row["row_ids"])
    bar.scroll_into_view_if_needed()
    box = bar.bounding_box()
    here.page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] - 3)
    _shows(here, census, row)
    here.page.wait_for_timeout(1000)  # whatever else the tap brings has arrived
    assert here.page.locator("dialog[open]").count() == 1


def test_a_row_of_the_table_is_opened_by_keyboard(reader, census, row):
    here = reader().go("/registrations")
    rows = census.figure(BY_YEAR, Filters()).result.rows
    here.card(BY_YEAR).get_by_role("button", name=WORDS("card.table")).click()
    openers = here.card(BY_YEAR).locator("tbody .fc-row")
    openers.first.wait_for()
    assert openers.count() == len(rows)
    # One stop for the Tab key, whatever the length of the table.
    assert openers.evaluate_all("(all) => all.filter(({ tabIndex }) => tabIndex === 0).length") == 1
    _tab_to(here, "fc-row")
    for _ in range(rows.index(row)):
        here.page.keyboard.press("ArrowDown")
    here.page.keyboard.press("Enter")
    _shows(here, census, row)
    here.page.keyboard.press("Escape")
    here.page.locator("dialog[open]").wait_for(state="detached")
    assert here.page.evaluate("document.activeElement.textContent") == str(row["year"])
    here.page.keyboard.press("End")
    last = "document.activeElement === [...document.querySelectorAll('tbody .fc-row')].at(-1)"
    assert here.page.evaluate(last)


def test_every_mark_leads_to_a_row_of_its_table(reader):
    """Whoever uses the keyboard reaches by the table what others reach by the marks."""
    here = reader().go("/funding")
    for card in here.page.locator(".figure-card").all():
        drawn = card.locator(".fc-plot").evaluate(
            "(plot) => plot.data.flatMap(({ customdata }) => customdata ?? []).map(String)"
        )
        name = card.get_attribute("data-figure")
        details = here.page.request.get(f"{here.server}/api/v1/card/{name}.json").json()
        origins = {",".join(origin["row_ids"]) for origin in details["table"]["origins"]}
        assert {ids for ids in drawn if ids} <= origins, name


def test_what_could_not_be_loaded_is_tried_again_for_all_cards(reader):
    here = reader()
    here.hurry()
    here.page.route(PLOTLY, lambda route: route.abort())
    here.page.goto(f"{here.server}/registrations")
    failed = here.page.locator(".stMain .fc-message[data-state=failed]")
    failed.nth(1).wait_for()
    here.page.locator(".first-cards").wait_for(state="detached")
    assert failed.first.locator("p").inner_text() == WORDS("card.load_failed")
    here.page.unroute(PLOTLY)
    here.complaints.clear()  # the console names each request that failed
    failed.first.get_by_role("button", name=WORDS("card.again")).click()
    here.settled()
    assert failed.count() == 0
    assert here.page.locator("script[src*='plotly']").count() == 1


def test_details_that_could_not_be_loaded_are_asked_for_again(reader, row):
    here = reader().go("/registrations")
    details = re.compile("/api/v1/card/")
    here.page.route(details, lambda route: route.abort())
    here.card(BY_YEAR).get_by_role("button", name=WORDS("card.table")).click()
    again = here.card(BY_YEAR).get_by_role("button", name=WORDS("card.again"))
    again.wait_for()
    here.page.unroute(details)
    here.complaints.clear()
    again.click()
    here.card(BY_YEAR).get_by_role("cell", name=str(row["year"]), exact=True).first.wait_for()


@pytest.mark.parametrize("across", A4.values(), ids=A4)
def test_a_page_is_printed_light_and_the_screen_is_dark_again(reader, across):
    here = reader(dark=True).go("/registrations")
    here.page.evaluate("""() => addEventListener("beforeprint", () => {
        const one = (selector) => document.querySelector(selector);
        const colour = (node, name) => getComputedStyle(node)[name];
        window.onPaper = {
            ink: colour(one(".fc-plot text"), "fill"),
            box: one(".fc-plot .main-svg").getAttribute("viewBox"),
        };
    })""")
    content = here.page.pdf(format="A4", landscape=across)
    assert content.startswith(b"%PDF")
    paper = here.page.evaluate("window.onPaper")
    assert max(map(int, re.findall(r"\d+", paper["ink"])[:3])) < 120
    assert re.fullmatch(r"0 0 \d+ \d+", paper["box"])
    here.page.wait_for_function("() => !document.querySelector('.fc-plot .main-svg[viewBox]')")
    here.settled()
    here.page.wait_for_function(
        """(ink) => getComputedStyle(document.querySelector(".fc-plot text")).fill !== ink""",
        arg=paper["ink"],
    )


def test_on_paper_there_are_sources_and_no_controls(reader):
    here = reader(dark=True).go("/registrations")
    here.page.emulate_media(media="print", color_scheme="dark")
    for hidden in (".fc-tools", ".st-key-filter_bar", ".cc-tool", "[data-testid=stHeader]"):
        assert here.page.locator(hidden).first.is_hidden(), hidden
    card = here.card(BY_YEAR)
    assert card.locator("footer p").last.is_visible()
    style = """(one) => {
        const { breakInside, backgroundColor, color } = getComputedStyle(one);
        return [breakInside, backgroundColor, color];
    }"""
    assert card.evaluate(style) == ["avoid", "rgb(255, 255, 255)", "rgb(28, 28, 26)"]
    ground = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"
    assert here.page.evaluate(ground) == "rgb(255, 255, 255)"


def _bar(here, row_ids):
    """The bar of the first trace that stands for these rows of the data."""
    at = (
        here.card(BY_YEAR)
        .locator(".fc-plot")
        .evaluate(
            "(plot, ids) => plot.data[0].customdata.findIndex((one) => String(one) === ids)",
            ",".join(row_ids),
        )
    )
    return here.card(BY_YEAR).locator(".fc-plot .bars").first.locator(".point path").nth(at)


def _shows(here, census, row):
    """The panel has the row in words, every print of it, and why it stands or yields."""
    panel = here.card(BY_YEAR).locator("dialog[open]")
    panel.locator(".fc-prints > li").first.wait_for()
    assert panel.locator("h3, h4").first.inner_text() == WORDS("card.trail")
    assert str(row["year"]) in panel.locator(".fc-behind dd").all_inner_texts()
    answer = census.figure(BY_YEAR, Filters())
    told = trail(census, answer, row["row_ids"], census.words("zh"))
    prints = [one for figure in told["figures"] for one in figure["prints"]]
    assert {i for one in prints for i in one["row_ids"]} >= set(row["row_ids"])
    said = {one["reported_as"] for one in prints}
    assert set(panel.locator(".fc-prints q").all_text_contents()) == said
    whys = [one["why"] for one in prints]
    assert sorted(panel.locator(".fc-why").all_text_contents()) == sorted(whys)
    assert panel.locator(".fc-stands").count() == len(told["figures"])
    links = panel.locator(".fc-prints a").evaluate_all("(all) => all.map((one) => one.href)")
    assert len(links) == len(prints)


def _tab_to(here, name):
    for _ in range(60):
        here.page.keyboard.press("Tab")
        if here.page.evaluate(f"document.activeElement.classList.contains('{name}')"):
            return
    pytest.fail(f"The Tab key does not lead to .{name}")
