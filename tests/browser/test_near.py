"""What is on the screen comes first; what is below it when the reader comes near or pauses."""

from __future__ import annotations

import re

BY_YEAR, LAST = "registrations/by_year", "registrations/definitions"
SHOWN = re.compile(r"/api/v1/shown/")
# Notes every drawing of the first card: by then, had Streamlit handed over the message?
WATCHED = """() => {
    const card = document.querySelector(".figure-card");
    window.drawnAt = [];
    const note = () => window.drawnAt.push(window.handedOver ?? 0);
    const plot = card.querySelector(".fc-plot");
    new MutationObserver(note).observe(plot, { childList: true, subtree: true });
}"""
# Streamlit learns of its messages later than it would: ours is the first to listen.
LATE = """() => {
    const { addEventListener } = WebSocket.prototype;
    WebSocket.prototype.addEventListener = function (kind, handle, ...more) {
        const hand = (event) => { window.handedOver = 1; handle.call(this, event); };
        const late = (event) => setTimeout(hand, 300, event);
        const isOurs = kind !== "message" || !this.isListening;
        this.isListening ||= kind === "message";
        addEventListener.call(this, kind, isOurs ? handle : late, ...more);
    };
}"""


def test_a_card_below_the_screen_comes_when_it_is_near(reader):
    here = reader()
    held = []
    here.page.route(SHOWN, lambda route: held.append(route))
    here.page.goto(f"{here.server}/registrations?lang=en&year_from=2014")
    first, last = here.card(BY_YEAR), here.card(LAST)
    first.locator(".main-svg .trace").first.wait_for()
    assert last.get_attribute("aria-busy") == "true"
    assert last.locator("h2").inner_text()
    assert not last.locator(".fc-export").is_visible()
    last.scroll_into_view_if_needed()
    here.page.wait_for_timeout(500)  # time to ask
    for route in held:
        route.continue_()
    here.page.unroute(SHOWN)
    last.locator(".main-svg .trace").first.wait_for(state="attached")
    assert last.get_attribute("aria-busy") == "false"
    assert last.locator(".fc-export").is_visible()
    assert [url for url in here.requests if SHOWN.search(url) and f"{LAST}.json" in url]


def test_after_a_change_a_card_below_shows_nothing_of_before(reader):
    here = reader().go("/registrations", lang="zh", year_from=2012)
    last = here.card(LAST)
    held = []
    here.page.route(SHOWN, lambda route: held.append(route))
    here.page.locator("[data-testid=stSlider] input[type=range]").first.press("ArrowRight")
    here.page.locator(f'.figure-card[data-figure="{LAST}"][aria-busy="true"]').wait_for()
    assert not last.locator(".fc-plot").is_visible()
    last.scroll_into_view_if_needed()
    here.page.wait_for_function("() => true")
    for route in held:
        route.continue_()
    here.page.unroute(SHOWN)
    here.settled()
    assert last.locator(".main-svg .trace").count()
    assert "2013" in last.locator("footer").inner_text()


def test_a_card_that_cannot_come_says_so_and_comes_when_asked_again(reader):
    here = reader()
    here.page.route(SHOWN, lambda route: route.abort())
    here.page.goto(f"{here.server}/registrations?lang=zh")
    last = here.card(LAST)
    last.scroll_into_view_if_needed()
    failed = last.locator(".fc-message[data-state=failed]")
    failed.wait_for()
    here.page.unroute(SHOWN)
    # Without waiting for it to stand still: once the reader pauses, the card tries by itself.
    failed.get_by_role("button").evaluate_all("(found) => found.forEach((one) => one.click())")
    last.locator(".main-svg .trace").first.wait_for(state="attached")
    here.complaints.clear()  # the browser tells of what was aborted


def test_all_of_a_page_is_there_once_the_reader_has_paused(reader):
    here = reader()
    here.page.goto(f"{here.server}/registrations?lang=zh")
    here.card(BY_YEAR).locator(".main-svg .trace").first.wait_for()
    here.page.locator(".figure-card[aria-busy=true]").first.wait_for()
    here.page.wait_for_function("() => !document.querySelector('.figure-card[aria-busy=true]')")


def test_a_card_is_drawn_when_its_message_comes_before_streamlit_knows_of_it(reader):
    here = reader()
    here.page.add_init_script(f"({LATE})()")
    here.go("/registrations", lang="zh", year_from=2018)
    here.page.evaluate(WATCHED)
    here.page.evaluate("window.handedOver = undefined")
    before = here.bars(BY_YEAR)
    here.page.locator("[data-testid=stSlider] input[type=range]").first.press("ArrowRight")
    here.wait_for_change(BY_YEAR, before)
    drawn = here.page.evaluate("window.drawnAt")
    assert drawn[0] == 0
    here.page.wait_for_function("() => window.handedOver === 1")
