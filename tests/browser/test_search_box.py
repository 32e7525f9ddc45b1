"""Finding things: how a reader gets from the search box to what was meant."""

from __future__ import annotations

import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from chipcensus.i18n import LANGUAGES, read_words

NET_FORMATION = "deregistrations/net_formation"
HAN = "寒武纪"
SEED = "seed-bytailab-2024-09-27"


def test_initials_and_enter_lead_to_the_company(reader):
    here = reader().go("/registrations", scope="ai_chip")
    here.page.route("**/company?*", lambda route: route.fulfill(body="", content_type="text/html"))
    _type(here, "hwj")
    with here.page.expect_navigation():
        here.page.keyboard.press("Enter")
    url = urlsplit(here.page.url)
    assert url.path == "/company"
    query = {name: values[-1] for name, values in parse_qs(url.query).items()}
    assert query == {"id": "cambricon", "lang": "zh", "scope": "ai_chip"}


def test_an_investor_is_found_by_either_name_and_leads_to_funding(reader):
    here = reader().go("/registrations", year_from=2019)
    here.page.evaluate("window.same = true")
    for name in ("红杉", "sequoia"):
        groups = _type(here, name)
        assert read_words("zh")("search.investors") in groups
    here.page.keyboard.press("Enter")
    here.card("funding/rounds").wait_for()
    here.settled()
    assert urlsplit(here.page.url).path == "/funding"
    assert parse_qs(urlsplit(here.page.url).query)["year_from"] == ["2019"]
    assert here.page.evaluate("window.same")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_figure_of_another_page_is_brought_to_the_top_by_keyboard_alone(reader, lang):
    here = reader().go("/registrations", scope="chip", year_from=2018, lang=lang)
    here.page.evaluate("window.same = true")
    title = {"zh": "企业净增", "en": "gone and the diff"}[lang]
    _type(here, title)
    here.page.keyboard.press("Enter")
    here.card(NET_FORMATION).wait_for()
    here.settled()
    _is_at_hand(here, NET_FORMATION)
    assert parse_qs(urlsplit(here.page.url).query)["year_from"] == ["2018"]
    assert here.page.evaluate("window.same"), "the page was loaded anew"


def test_a_figure_of_the_same_page_is_reached_without_asking_the_server(reader):
    here = reader().go("/registrations", scope="ai_chip")
    _type(here, "各省市")
    asked = len(here.requests)
    here.page.keyboard.press("Enter")
    _is_at_hand(here, "registrations/places")
    assert len(here.requests) == asked
    assert "scope=ai_chip" in here.page.url


def test_an_address_with_a_figure_opens_there(reader):
    here = reader(width=390).go(f"/deregistrations?lang=zh#{NET_FORMATION}")
    _is_at_hand(here, NET_FORMATION)


def test_the_index_is_fetched_at_the_first_use_and_once(reader):
    here = reader().go("/registrations")
    assert _asked(here) == []
    _type(here, "寒")
    _type(here, "摩")
    assert len(_asked(here)) == 1


def test_a_slash_leads_to_the_box_but_not_while_typing(reader):
    here = reader().go("/registrations")
    day = here.page.get_by_role("textbox", name=read_words("zh")("filter.as_of"))
    day.click()
    here.page.keyboard.press("/")
    assert day.input_value() == "/"
    day.fill("")
    here.page.locator("h1").click()
    here.page.keyboard.press("/")
    assert _box(here).evaluate("(box) => box === document.activeElement")
    assert _box(here).input_value() == ""


def test_arrows_choose_and_escape_goes_back_step_by_step(reader):
    here = reader().go("/registrations")
    _type(here, "芯")
    chosen = '[role=option][aria-selected="true"]'
    first = here.page.locator(chosen).inner_text()
    here.page.keyboard.press("ArrowDown")
    second = here.page.locator(chosen)
    assert second.inner_text() != first
    assert _box(here).get_attribute("aria-activedescendant") == second.get_attribute("id")
    here.page.keyboard.press("ArrowUp")
    here.page.keyboard.press("ArrowUp")
    ids = here.page.locator(".cc-search [role=option]").evaluate_all(
        "(all) => all.map((o) => o.id)"
    )
    assert _box(here).get_attribute("aria-activedescendant") == ids[-1]

    here.page.keyboard.press("Escape")
    assert _box(here).get_attribute("aria-expanded") == "false"
    assert _box(here).input_value() == "芯"
    here.page.keyboard.press("ArrowDown")
    here.page.locator(chosen).wait_for()
    here.page.keyboard.press("Escape")
    here.page.keyboard.press("Escape")
    assert _box(here).input_value() == ""
    here.page.keyboard.press("Escape")
    assert not _box(here).evaluate("(box) => box === document.activeElement")
    assert here.page.locator(".cc-search-popup").is_hidden()


def test_nothing_happens_while_characters_are_composed(reader):
    here = reader().go("/registrations")
    address_before = here.page.url
    _box(here).click()
    method = here.page.context.new_cdp_session(here.page)
    composing = {"text": "han wu", "selectionStart": 6, "selectionEnd": 6}
    method.send("Input.imeSetComposition", composing)
    assert _box(here).input_value() == "han wu"
    # Enter and arrows choose among the method's candidates; Safari's Enter has the code only.
    press = """(box, [key, told]) => box.dispatchEvent(
        new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...told }))"""
    for told in ({"isComposing": True}, {"keyCode": 229}):
        for key in ("Enter", "ArrowDown", "Escape"):
            assert _box(here).evaluate(press, [key, told]), f"{key} was taken from the method"
    assert here.page.locator(".cc-search [role=option]").count() == 0
    method.send("Input.insertText", {"text": HAN})
    here.page.locator(".cc-search [role=option]").first.wait_for()
    assert _box(here).input_value() == HAN
    assert here.page.url == address_before


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_found_says_so_and_what_can_be_searched(reader, lang):
    here, words = reader().go("/registrations", lang=lang), read_words(lang)
    typed = "<img src=x onerror=alert(1)>"
    _box(here).fill(typed)
    said = words("search.nothing", typed=typed)
    here.page.get_by_role("status").filter(has_text=said).wait_for(state="attached")
    assert here.page.locator(".cc-search-note").inner_text() == said
    _box(here).fill("hwj")
    counted = re.compile(words("search.found", count=r"\d+"))
    here.page.get_by_role("status").filter(has_text=counted).wait_for(state="attached")


def test_a_source_opens_beside_the_page(reader, rows_of):
    here = reader().go("/registrations")
    ((title, url, publisher),) = rows_of(
        "SELECT title, url, publisher FROM sources WHERE source_id = ?", SEED
    )
    _type(here, title)
    option = here.page.get_by_role("option", name=title)
    assert option.get_attribute("href").startswith(url)
    assert option.get_attribute("target") == "_blank"
    assert option.get_attribute("rel") == "noopener noreferrer"
    assert publisher in option.inner_text()


def test_an_index_that_does_not_come_is_said_and_asked_for_again(reader):
    here, words = reader().go("/registrations"), read_words("zh")
    here.page.route("**/api/v1/search*", lambda route: route.fulfill(status=503, body="{}"))
    _box(here).fill("hwj")
    here.page.locator(".cc-search-note", has_text=words("search.failed")).wait_for()
    here.page.unroute("**/api/v1/search*")
    _type(here, "hwj")
    assert all("503" in complaint for complaint in here.complaints)
    here.complaints.clear()


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_in_a_hand_the_box_has_a_row_and_the_list_stays_on_the_screen(reader, dark):
    here = reader(width=390, dark=dark).go("/overview", lang="en")
    _type(here, "chip")
    width = here.page.evaluate("document.documentElement.clientWidth")
    box, popup = (here.page.locator(s).bounding_box() for s in (".cc-search", ".cc-search-popup"))
    assert box["width"] > 0.85 * width
    assert popup["x"] >= 0
    assert popup["x"] + popup["width"] <= width
    assert not here.page.evaluate(
        "document.documentElement.scrollWidth > document.documentElement.clientWidth"
    )


def test_the_index_holds_nothing_a_browser_would_run(reader):
    """Labels come from pages of others: they are text in the list, whatever they say."""
    here = reader().go("/registrations")
    label = '<img src="x" onerror="window.ran = 1"> 恶意'
    listed = [_entry(label, "/x"), _entry("恶意 link", "javascript:window.ran = 1")]
    told = json.dumps({"groups": {"events": listed}, "pinyin": {}})
    here.page.route("**/api/v1/search*", lambda route: route.fulfill(body=told))
    _type(here, "恶意")
    assert label in here.page.locator(".cc-search-popup").inner_text()
    hrefs = here.page.locator(".cc-search [role=option]").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('href'))"
    )
    assert hrefs == [None, "/x?lang=zh"]
    here.page.keyboard.press("Enter")
    assert here.page.evaluate("window.ran") is None


def _box(here):
    return here.page.locator(".cc-search input")


def _type(here, text):
    """Go to the box by its key, type, and wait for the list; return it as it reads."""
    if not _box(here).evaluate("(box) => box === document.activeElement"):
        here.page.keyboard.press("/")
    _box(here).press("Control+a")
    here.page.keyboard.insert_text(text)
    here.page.locator('.cc-search [role=option][aria-selected="true"]').wait_for()
    here.page.wait_for_function(
        "(text) => document.querySelector('.cc-search-popup').checkVisibility()", arg=text
    )
    return here.page.locator(".cc-search-popup").inner_text()


def _asked(here):
    return [url for url in here.requests if "/api/v1/search" in url]


def _is_at_hand(here, name):
    """The card has the focus and its title is at the top of the screen, below the header."""
    here.page.wait_for_function(
        """(name) => {
            const card = document.activeElement.closest(".figure-card");
            const top = card?.querySelector("h2").getBoundingClientRect().top;
            const end = document.querySelector("[data-testid=stMain]");
            const isLast = end.scrollTop + end.clientHeight >= end.scrollHeight - 2;
            return card?.dataset.figure === name && top > 40 && (top < 200 || isLast && top < 900);
        }""",
        arg=name,
    )


def _entry(label, href):
    return {"label": label, "detail": [], "href": href}
