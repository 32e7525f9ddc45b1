"""Whoever does not see the screen as drawn, has no mouse, or wants nothing to move."""

from __future__ import annotations

from itertools import pairwise

import pytest
from axe_playwright_python.base import AXE_SCRIPT

from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT

PAGES = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))
# A list that Streamlit opens hangs at the end of the document, outside every landmark, as React
# Aria builds it; its field, which is in one, names and controls it.
OPEN_LIST = {"rules": {"region": {"enabled": False}}}
# What a chart draws is one picture to it; its labels' contrast is measured in test_looks.py.
LEFT_OUT = [[".main-svg > *"]]
FOCUSED = "document.activeElement"
# More than any page has.
STOPS = 1000
# Milliseconds in which a page that was still on its way comes to rest.
QUIET = 1000
# Half a screen of 1280 pixels: what is left at 200 %.
ZOOMED = 640
DESK = 1440


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("page", PAGES)
def test_axe_has_nothing_to_say_of_a_page(reader, page, dark):
    first, other = ("en", "zh") if dark else ("zh", "en")
    here = reader(dark=dark).show(page, lang=first)
    assert _findings(here) == []
    here.switch(other, page)
    here.widen(390)
    assert _findings(here) == []


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_has_nothing_to_say_of_what_opens(reader, dark):
    here, words = reader(dark=dark).go("/financials", lang="zh"), read_words("zh")
    name = "financials/by_period"
    card = here.card(name)
    here.export(name, words("card.sources")).wait_for()
    assert _findings(here) == []
    card.get_by_role("menuitem", name=words("card.sources")).click()
    card.locator("dialog .fc-sources > li").first.wait_for()
    assert _findings(here) == []
    here.page.keyboard.press("Escape")
    here.export(name, words("card.sql")).click()
    card.locator("dialog pre").wait_for()
    assert _findings(here) == []
    here.page.keyboard.press("Escape")
    card.get_by_role("button", name=words("card.table")).click()
    card.locator("tbody tr").first.wait_for()
    assert _findings(here) == []
    for label in ("metric", "companies"):
        here.page.get_by_role("combobox", name=words(f"filter.{label}")).click()
        here.page.get_by_role("listbox").wait_for()
        assert _findings(here, OPEN_LIST) == []
        here.page.keyboard.press("Escape")


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_has_nothing_to_say_where_there_is_nothing_or_something_is_wrong(reader, dark):
    here = reader(dark=dark).go("/registrations", lang="en", as_of="1999-12-31", colour="red")
    here.page.get_by_role("alert").wait_for()
    assert here.card("registrations/by_year").locator(".fc-message").inner_text()
    assert _findings(here) == []


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_in_order_for_whoever_hears_it_and_whole_at_twice_the_size(reader, page):
    here = reader().show(page, lang="zh")
    wide = _controls(here)
    behind_the_menu = {read_words("zh")(f"page.{page}.title") for page in PAGES}
    here.widen(ZOOMED)
    html = "document.documentElement"
    assert not here.page.evaluate(f"{html}.scrollWidth > {html}.clientWidth")
    assert set(wide) - set(_controls(here)) - behind_the_menu == set()
    here.widen(DESK)
    for lang in LANGUAGES:
        if lang != "zh":
            here.switch(lang, page)
        levels = [int(h[1]) for h, _ in _headings(here)]
        assert _headings(here)[0] == ("H1", here.headed(page, lang))
        assert levels.count(1) == 1
        assert all(after - before <= 1 for before, after in pairwise(levels))
        assert here.page.evaluate("document.documentElement.lang") == lang
        marks = here.page.evaluate(
            """() => ["header", "nav", "main"].map((name) =>
                [...document.querySelectorAll(name)].filter((e) => !e.closest("section")
                    && e.offsetParent).length)"""
        )
        assert marks == [1, 1, 1]
        spoken = here.page.locator(".figure-card").evaluate_all(
            "(cards) => cards.map((card) => [card.ariaLabel, card.lang])"
        )
        assert all(label and said == lang for label, said in spoken)
        pictures = here.page.locator(".fc-plot [role=img]")
        assert all(pictures.evaluate_all("(all) => all.map((one) => one.ariaLabel)"))


def test_the_document_has_its_language_before_anything_runs(reader):
    here = reader(locale="en-US")
    here.page.goto(f"{here.server}/registrations?lang=zh", wait_until="commit")
    assert here.page.evaluate("document.documentElement.lang") == "zh"
    here.settled()


@pytest.mark.parametrize("page", PAGES)
def test_tab_leads_through_the_page_from_top_to_bottom_and_is_seen(reader, page):
    here = reader()
    here.page.emulate_media(reduced_motion="reduce")  # what changes, changes at once
    here.show(page, lang="zh")
    wanted = here.page.evaluate(_tab_stops())
    seen = []
    for _ in range(STOPS):
        here.page.keyboard.press("Tab")
        stop = here.page.evaluate(f"{_number()}({FOCUSED})")
        if stop is None or stop in seen:
            break
        if stop >= 0:
            seen.append(stop)
        assert _is_seen(here), here.page.evaluate(f"{FOCUSED}.outerHTML.slice(0, 200)")
    assert seen == sorted(seen)
    assert set(wanted) - set(seen) == set()


def test_focus_returns_to_what_opened(reader):
    here, words = reader().go("/financials", lang="zh"), read_words("zh")
    card = here.card("financials/by_period")
    export = card.locator(".fc-export")
    export.focus()
    here.page.keyboard.press("Enter")
    here.page.keyboard.press("Escape")
    assert export.evaluate(f"(button) => button === {FOCUSED}")
    for item in ("sources", "sql"):
        here.export("financials/by_period", words(f"card.{item}")).click()
        card.locator("dialog[open] :is(pre, .fc-sources)").wait_for()
        card.locator("dialog").get_by_role("button", name=words("card.close")).click()
        assert export.evaluate(f"(button) => button === {FOCUSED}")
    field = here.page.get_by_role("combobox", name=words("filter.metric"))
    field.focus()
    here.page.keyboard.press("ArrowDown")
    here.page.get_by_role("listbox").wait_for()
    here.page.keyboard.press("Escape")
    assert field.evaluate(f"(field) => field === {FOCUSED}")


def test_nothing_moves_for_a_reader_who_asked_for_that(reader):
    here = reader()
    here.page.emulate_media(reduced_motion="reduce")
    here.go("/registrations", lang="zh")
    slow = here.page.evaluate(
        """() => [...document.querySelectorAll("*")].filter((e) => {
            const { animationName, transitionDuration } = getComputedStyle(e);
            return animationName !== "none" || parseFloat(transitionDuration) > 0;
        }).map((e) => e.outerHTML.slice(0, 80))"""
    )
    assert slow == []
    here.page.get_by_role("combobox", name=read_words("zh")("filter.scope")).click()
    here.page.get_by_role("listbox").wait_for()
    assert here.page.evaluate("document.getAnimations().length") == 0


def _findings(here, options=None):
    """What axe finds once the page is at rest, as lines to be read."""
    here.page.emulate_media(reduced_motion="reduce")
    found = _violations(here, options)
    if found:
        here.settled()
        here.page.wait_for_timeout(QUIET)
        found = _violations(here, options)
    return [
        f"{rule['impact']} {rule['id']}: {node['target']} {node['failureSummary']}"
        for rule in found
        for node in rule["nodes"]
    ]


def _violations(here, options=None):
    if not here.page.evaluate("Boolean(window.axe)"):
        here.page.evaluate(AXE_SCRIPT)
    given = {"resultTypes": ["violations"], **(options or {})}
    return here.page.evaluate(
        "async ([exclude, options]) => (await axe.run({ exclude }, options)).violations",
        [LEFT_OUT, given],
    )


def _headings(here):
    found = here.page.locator(":is(h1, h2, h3, h4, h5, h6):visible")
    return [
        tuple(one)
        for one in found.evaluate_all("(all) => all.map((h) => [h.tagName, h.innerText])")
    ]


def _number():
    """A function of the browser: an element's place among all that were there at the first call."""
    return """((one) => {
        window.places ??= new Map([...document.querySelectorAll("*")].map((e, at) => [e, at]));
        return one === document.body ? null : places.get(one) ?? -1;
    })"""


def _tab_stops():
    """Every control a reader sees; of radio buttons one is a stop, arrows lead to the others."""
    return f"""() => [...document.querySelectorAll("a[href], button, input, [tabindex='0']")]
        .filter((e) => e.checkVisibility({{ visibilityProperty: true }}) && e.tabIndex >= 0)
        .filter((e) => !e.matches("[role=radio][aria-checked=false], .js-plotly-plot *"))
        .map({_number()})"""


def _is_seen(here):
    """Whether the focused element, or a part it stands for, looks otherwise without focus."""
    return here.page.evaluate(
        """() => {
            const kept = document.activeElement;
            const around = [kept, kept.parentElement, kept.parentElement.parentElement];
            const look = () => around
                .filter((e) => e.offsetWidth > 8 && e.offsetHeight > 8)
                .map((e) => getComputedStyle(e))
                .filter(({ opacity }) => opacity > 0)
                .map((s) => [s.outline, s.boxShadow, s.borderColor, s.backgroundColor].join());
            const focused = look();
            kept.blur();
            const plain = look();
            kept.focus({ preventScroll: true, focusVisible: true });
            return focused.some((one, place) => one !== plain[place]);
        }"""
    )


def _controls(here):
    """Names of what can be pressed or filled in, in the window or in a table that scrolls."""
    return here.page.locator("a:visible, button:visible, input:visible").evaluate_all(
        """(all) => all.filter((e) => {
            const { left, right } = e.getBoundingClientRect();
            const end = e.type === "range" ? left : right; // its field is wider than what is seen
            return e.closest(".fc-rows") || (left >= -1 && end <= innerWidth + 1);
        }).map((e) => e.ariaLabel || e.innerText.trim())"""
    )
