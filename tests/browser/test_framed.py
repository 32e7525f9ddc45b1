"""A figure in a frame of another site's page: drawn, alone, and in nobody's way."""

from __future__ import annotations

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import quote, unquote

import pytest
from playwright.sync_api import expect

from chipcensus.i18n import LANGUAGES, read_words

NAME = "registrations/by_year"
ARTICLE = """<!doctype html><title>An article</title>
<p>As one sees:</p><iframe src="{address}" width="720" height="600"></iframe>
<script>addEventListener("message", ({{ data }}) => {{ window.height = data.chipCensus?.height; }});
</script>"""


@pytest.fixture
def site():
    """Another site on this machine, which frames what is asked for after its `?`."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(ARTICLE.format(address=unquote(self.path.partition("?")[2])).encode())

        def log_message(self, *_):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/article"
        server.shutdown()


@pytest.fixture
def article(reader, site):
    """Open a page of another site that frames an address of ours; the frame."""

    def opened(path, **about):
        one = reader(**about)
        one.page.goto(f"{site}?{quote(one.server + path, safe='')}")
        frame = one.page.frames[-1]
        frame.wait_for_selector(".fc-plot .main-svg[role=img]")
        return one, frame

    return opened


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_is_the_card_and_nothing_else(article, lang):
    one, frame = article(f"/embed/{NAME}?lang={lang}&year_from=2019")
    assert frame.locator(".figure-card").count() == 1
    assert frame.locator(f'[data-figure="{NAME}"]').get_attribute("lang") == lang
    assert frame.locator(".embed-home a").inner_text() == read_words(lang)(
        "embed.open", app=read_words(lang)("app.name")
    )
    years = frame.locator(".fc-plot").evaluate("(plot) => plot.data[0].x")
    assert min(years) >= 2019
    # No Streamlit: neither its code nor a connection to it.
    assert not [url for url in one.requests if "_stcore" in url or "/static/" in url]
    one.page.wait_for_function("() => window.height > 300")


def test_a_site_that_is_not_named_cannot_frame_it(profiles, server, site):
    page = profiles(1440, False, "zh-CN", False).new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    framed = quote(f"{server}/embed/{NAME}", safe="")
    page.goto(f"{site.replace('127.0.0.1', 'localhost')}?{framed}")
    page.wait_for_timeout(500)
    assert any("frame-ancestors" in text for text in said)
    assert page.frames[-1].locator(".figure-card").count() == 0
    page.close()


def test_its_table_and_its_menu_work_there(article):
    _, frame = article(f"/embed/{NAME}?lang=en")
    frame.get_by_role("button", name="Table").click()
    frame.wait_for_selector(".fc-table table tbody tr")
    frame.get_by_role("button", name="Chart").click()
    frame.locator(".fc-export").click()
    with frame.page.expect_download() as waiting:
        frame.get_by_role("menuitem", name="CSV").click()
    assert waiting.value.suggested_filename.endswith(".csv")


def test_the_theme_can_be_chosen(article):
    grounds = {}
    for theme in ("light", "dark"):
        _, frame = article(f"/embed/{NAME}?theme={theme}")
        card = frame.locator(".figure-card")
        grounds[theme] = card.evaluate("(card) => getComputedStyle(card).backgroundColor")
    assert grounds["light"] == "rgb(255, 255, 255)"
    assert grounds["dark"] != grounds["light"]


def test_the_menu_gives_the_code_of_a_frame(reader, article):
    words = read_words("zh")
    here = reader().show("registrations", lang="zh", year_from=2019)
    here.export(NAME, words("card.frame")).click()
    expect(here.card(NAME).locator("[role=status]")).to_have_text(words("card.frame_copied"))
    copied = here.page.evaluate("navigator.clipboard.readText()")
    told = here.page.evaluate(
        """(code) => {
            const frame = new DOMParser().parseFromString(code, "text/html").body.firstChild;
            return [frame.src, frame.title];
        }""",
        copied,
    )
    assert told[0].startswith(f"{here.server}/embed/{NAME}?")
    _, frame = article(told[0].removeprefix(here.server))
    assert frame.locator(".fc-title, h2, h3").first.inner_text() == told[1]
