"""What a reader sees of a chart before it is there, and what is fetched for it."""

from __future__ import annotations

import re

import pytest

from chipcensus.export.bundle import FULL, SMALL
from chipcensus.i18n import read_words

BY_YEAR = "registrations/by_year"
PLOTLY = re.compile(r"/assets/plotly\.min\.js")
# The small one is there where npm could fetch it.
BUNDLES = [path for path in (FULL, SMALL) if path.is_file()]
WORDS = read_words("zh")
A4 = {"upright": False, "across": True}


def test_a_chart_to_come_is_announced_calmly(reader):
    here = reader()
    here.page.emulate_media(reduced_motion="reduce")
    held = []
    here.page.route(PLOTLY, lambda route: held.append(route))
    here.page.goto(f"{here.server}/registrations", wait_until="commit")
    loading = here.card(BY_YEAR).locator(".fc-message[data-state=loading]")
    loading.wait_for()
    assert loading.inner_text() == WORDS("card.loading")
    style = "(one) => [getComputedStyle(one).animationDuration, getComputedStyle(one).opacity]"
    assert loading.evaluate(style)[0] == "0.001s"
    for route in held:
        route.continue_()
    here.settled()
    assert loading.count() == 0


@pytest.mark.parametrize("bundle", BUNDLES, ids=lambda path: path.name)
def test_each_bundle_draws_every_figure(reader, bundle):
    here = reader(locale="en-US")
    here.page.route(PLOTLY, lambda route: route.fulfill(path=bundle))
    for path in ("/registrations", "/financials"):
        here.go(path)
        plots = here.page.locator(".fc-plot:visible")
        assert plots.count() > 1
        for plot in plots.all():
            asked = plot.evaluate("(plot) => plot.data.map(({ type }) => type ?? 'scatter')")
            full = plot.evaluate("(plot) => plot._fullData.map(({ type }) => type)")
            assert full == asked
    assert here.download("financials/by_period", "SVG").suggested_filename.endswith(".svg")


def test_the_first_visit_asks_for_each_file_once_and_for_no_font(browser, server):
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{server}/registrations?year_from=2015")
    page.locator(".fc-plot .main-svg").first.wait_for()
    files = [url for url in asked if "/static/" in url or "/assets/" in url]
    context.close()
    assert not [url for url in files if url.endswith((".woff2", ".ttf"))]
    assert sorted(files) == sorted(set(files))
    assert len([url for url in files if PLOTLY.search(url)]) == 1


def test_the_first_figures_are_there_before_the_page_and_stay_as_they_are(reader):
    here = reader().go("/registrations", lang="zh")  # somebody has asked before: the data is open
    held = []
    here.page.route("**/static/js/index.*.js", lambda route: held.append(route))
    here.page.goto(f"{here.server}/registrations?lang=zh", wait_until="commit")
    early = here.page.locator(".first-cards .figure-card")
    here.page.wait_for_function(
        """() => document.querySelectorAll(".first-cards .main-svg .trace").length > 1
            && [...document.querySelectorAll(".first-cards .fc-plot")].every((plot) => plot.on)"""
    )
    assert early.count() == 2
    early.evaluate_all(
        "(cards) => cards.forEach((card) => { card.dataset.early = card.innerHTML.length; })"
    )
    early.first.locator(".fc-export").click()
    for route in held:
        route.continue_()
    here.page.locator(".first-cards").wait_for(state="detached")
    here.settled()
    # Whoever was quicker than the page goes on with what was begun.
    assert here.page.locator(".fc-menu").first.is_visible()
    assert here.page.evaluate("document.activeElement.role").startswith("menuitem")
    names = here.page.locator(".figure-card").evaluate_all(
        "(cards) => cards.map((card) => card.dataset.figure)"
    )
    assert len(names) == len(set(names)) > 2
    kept = here.page.locator(".stMain .figure-card[data-early]").evaluate_all(
        "(cards) => cards.map((card) => card.dataset.figure)"
    )
    assert kept == names[:2]
