"""A real server, a real browser, and readers who notice whatever goes wrong behind the page."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, Response
from playwright.sync_api import sync_playwright as start_playwright
from serving import serve

from chipcensus.census import Census
from chipcensus.citing import cite
from chipcensus.filters import Filters
from chipcensus.i18n import read_words
from chipcensus.ui.frame import LANGUAGE_NAMES

NAMES = ("chromium", "chromium-browser", "google-chrome")
# What a browser would otherwise do on its own, and what a container cannot give it.
FLAGS = [
    f"--{name}"
    for name in (
        "no-sandbox",
        "disable-gpu",
        "disable-quic",
        "no-first-run",
        "disable-background-networking",
        "disable-component-update",
        "disable-sync",
        "disable-dev-shm-usage",
    )
]
SECONDS = 30
PATIENCE = 20_000

CITED = "registrations/by_year"
# What a page is about where its address has to say so, and how it is headed then.
ABOUT = {"company": {"id": "moore-threads"}}
HEADED = {"company": {"zh": "摩尔线程", "en": "Moore Threads"}}

Open = Callable[..., "Reader"]


@dataclass
class Reader:
    """One tab: what it asked for, what it complained of, and how to find a card in it."""

    page: Page
    server: str
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page = self.page
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("response", self._note)
        page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))
        page.on("console", lambda m: self.complaints.append(m.text) if m.type == "error" else None)

    def hurry(self) -> None:
        """Never pause: nothing comes by itself because the reader has stopped for a while."""
        self.page.add_init_script(
            """const { setTimeout } = window;
            window.setTimeout = (run, ms, ...more) => ms !== 3000 && setTimeout(run, ms, ...more);
            """
        )

    def _note(self, response: Response) -> None:
        if response.status >= 400:
            self.complaints.append(f"{response.status}: {response.url}")

    def go(self, path: str = "/", **query: Any) -> Reader:
        """Open an address and wait for its charts."""
        text = urlencode(query, doseq=True)
        self.page.goto(f"{self.server}{path}" + (f"?{text}" if text else ""))
        return self.settled()

    def show(self, page: str, **query: Any) -> Reader:
        """Open a page of the app, one about a company with that company."""
        path = "/" if page == "overview" else f"/{page}"
        return self.go(path, **ABOUT.get(page, {}), **query)

    def switch(self, lang: str, page: str) -> None:
        """Choose the language of the page that is shown."""
        self.page.get_by_role("radio", name=LANGUAGE_NAMES[lang]).click()
        name = self.headed(page, lang)
        self.page.get_by_role("heading", level=1, name=name, exact=True).wait_for()
        # A card of the former language would count as settled: it changes after the heading.
        self.page.wait_for_function(
            """(lang) => [document.documentElement, ...document.querySelectorAll(".figure-card")]
                .every((part) => part.lang === lang)""",
            arg=lang,
        )
        self.settled()

    @staticmethod
    def headed(page: str, lang: str) -> str:
        """The heading of a page."""
        return HEADED.get(page, {}).get(lang) or read_words(lang)(f"page.{page}.title")

    def settled(self) -> Reader:
        """Wait until every card stands in the page and has drawn or said that there is nothing."""
        self.page.wait_for_function(
            """() => {
                dispatchEvent(new Event("whole-page")); // also those below the screen
                const cards = [...document.querySelectorAll(".figure-card")];
                const drawn = (plot) => plot.hidden || plot.querySelector(".main-svg[role=img]");
                const there = (card) => card.ariaBusy !== "true"
                    && drawn(card.querySelector(".fc-plot"));
                return document.querySelector("[data-test-script-state=notRunning]")
                    && !document.querySelector(".first-cards")
                    && (cards.length
                        || document.querySelector(".report-page, .explore-page[data-ready]"))
                    && cards.every(there);
            }"""
        )
        return self

    def widen(self, width: int) -> None:
        """Make the window this wide and wait until the charts have followed."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.wait_for_function(
            """() => [...document.querySelectorAll(".js-plotly-plot")].every(
                (plot) => !plot.clientWidth || plot._fullLayout.width === plot.clientWidth)"""
        )

    def card(self, name: str) -> Locator:
        return self.page.locator(f'.figure-card[data-figure="{name}"]')

    def export(self, name: str, word: str) -> Locator:
        """Open a card's export menu and find an item of it."""
        self.card(name).locator(".fc-export").click()
        return self.card(name).get_by_role("menuitem", name=word)

    def download(self, name: str, word: str) -> Download:
        with self.page.expect_download() as waiting:
            self.export(name, word).click()
        return waiting.value

    def bars(self, name: str) -> list[Any]:
        """What Plotly has drawn in a card: x and y of every trace."""
        plot = self.card(name).locator(".fc-plot")
        return plot.evaluate("(plot) => plot.data.map(({ type, x, y }) => ({ type, x, y }))")

    def wait_for_change(self, name: str, before: list[Any]) -> None:
        deadline = time.monotonic() + SECONDS
        while self.bars(name) == before:
            assert time.monotonic() < deadline, f"{name} did not change"
            self.page.wait_for_timeout(50)
        self.settled()

    def foreign(self) -> list[str]:
        """Requests that left this machine."""
        urls = (urlsplit(url) for url in self.requests)
        here = {"127.0.0.1", None}  # None: data: and blob:
        return [url.geturl() for url in urls if url.hostname not in here]


@pytest.fixture(scope="session")
def chromium() -> str:
    """Path of the browser; a run that has to prove something does not go on without one."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None and os.environ.get("CI"):
        pytest.fail(f"No browser: none of {', '.join(NAMES)} is on PATH; `make test` installs one.")
    if path is None:
        pytest.skip(f"No browser: none of {', '.join(NAMES)} is on PATH.")
    return path


@pytest.fixture(scope="package")
def server(shipped, tmp_path_factory) -> Iterator[str]:
    """`chipcensus serve` on a free port of this machine, with the shipped data."""
    census = Census(shipped)
    ABOUT["cite"] = {"key": cite(census, census.figure(CITED, Filters())).id}
    log = tmp_path_factory.mktemp("server") / "log.txt"
    allowed = {"CHIPCENSUS_EMBED_ORIGINS": "http://127.0.0.1:*"}
    with serve({"CHIPCENSUS_VAR": str(shipped.var), **allowed}, log) as address:
        yield address


@pytest.fixture
def serving() -> Callable[..., AbstractContextManager[str]]:
    """Start a server of its own: serving({"CHIPCENSUS_VAR": ...}, log)."""
    return serve


@pytest.fixture(scope="module")
def browser(chromium) -> Iterator[Browser]:
    """A browser for the tests of one file: another file may need a loop of its own."""
    with start_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def profiles(browser) -> Iterator[Callable[..., BrowserContext]]:
    """Browsers of readers by what they are like; each keeps its cache, as at home."""
    kept: dict[tuple[Any, ...], BrowserContext] = {}

    def profile(width: int, dark: bool, locale: str, touch: bool) -> BrowserContext:
        key = (width, dark, locale, touch)
        if key not in kept:
            kept[key] = browser.new_context(
                viewport={"width": width, "height": 900},
                color_scheme="dark" if dark else "light",
                locale=locale,
                has_touch=touch,
                is_mobile=touch,
                permissions=["clipboard-read", "clipboard-write"],
            )
            kept[key].set_default_timeout(PATIENCE)
        return kept[key]

    yield profile
    for context in kept.values():
        context.close()


@pytest.fixture
def reader(profiles, server) -> Iterator[Open]:
    """Let a reader in: reader(width=390, dark=True). Whoever leaves has nothing to complain of."""
    readers: list[Reader] = []

    def let_in(
        width: int = 1440,
        *,
        dark: bool = False,
        locale: str = "zh-CN",
        touch: bool = False,
        at: str = "",
    ) -> Reader:
        page = profiles(width, dark, locale, touch).new_page()
        readers.append(Reader(page, at or server))
        return readers[-1]

    yield let_in
    for one in readers:
        one.page.close()
        assert one.complaints == []
        assert one.foreign() == []
