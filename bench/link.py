"""The first visit over a slow link, and every page of the app at its second."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Playwright, sync_playwright

from bench.peers import Target, start
from bench.report import Line, below, spread
from bench.visit import Visit, browser
from chipcensus.settings import ROOT

LINK = (20.0, 20.0)  # Mbit/s, ms
GOAL = 0.5  # of the peer's time
GOAL_PAGE = 1200  # ms
GOALS = {"claims": 1000}
# Shown with an address that names a company or a citation only.
NAMED = {"company": "?id=moore-threads"}
APART = {"cite"}
MAIN = "[data-testid=stMain]"
# What a reader sees, and what a turn of the wheel brings: the others come when they are near.
COMPLETE = """() => {
    const cards = [...document.querySelectorAll(".figure-card")];
    const isFar = (card) => card.getBoundingClientRect().top > 1.4 * innerHeight;
    const isDrawn = (plot) => plot.hidden || plot.querySelector(".main-svg");
    const isThere = (card) => card.ariaBusy !== "true" && isDrawn(card.querySelector(".fc-plot"));
    return document.querySelector("[data-test-script-state=notRunning]")
        && (cards.length > 0 || document.querySelector(".report-page, .explore-page[data-ready]"))
        && cards.every((card) => isThere(card) || isFar(card));
}"""


def measure(repeats: int, folder: Path) -> list[Line]:
    """Cold loads of the three by turns; then each page of the app, warm, by itself."""
    with ExitStack() as stack:
        targets = start(stack, folder)
        playwright = stack.enter_context(sync_playwright())
        times: dict[str, list[float]] = {target.name: [] for target in targets}
        for repeat in range(repeats):
            for target in targets if repeat % 2 else targets[::-1]:
                with browser(playwright) as opened:
                    visit = Visit(opened, target.figure, link=LINK)
                    times[target.name].append(visit.load(target.url))
        pages = _pages(playwright, targets[0], repeats)
    return [*_links(times), *pages]


def _links(times: dict[str, list[float]]) -> Iterator[Line]:
    ours = times["census"]
    for peer, goal in (("streamlit", GOAL), ("dash", None)):
        ratio = median(ours) / median(times[peer])
        yield Line(
            f"browser, cold load at {LINK[0]:g} Mbit/s and {LINK[1]:g} ms, over {peer.title()}'s",
            f"{ratio:.2f}: {spread(ours, 'ms')} against {spread(times[peer], 'ms')}",
            f"≤ {goal}" if goal else "",
            ratio <= goal if goal else None,
        )


def _pages(playwright: Playwright, census: Target, repeats: int) -> list[Line]:
    server = census.url.removesuffix("/registrations")
    names = sorted({path.stem for path in (ROOT / "pages").glob("*.py")} - APART)
    times: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(repeats):
        with browser(playwright) as opened:
            visit = Visit(opened, MAIN, within="*")
            for name in [names[0], *names]:  # the first load fills the browser's cache
                url = f"{server}/{name}{NAMED.get(name, '')}"
                visit.load(url, COMPLETE)
                times[name].append(visit.load(url, COMPLETE))
    return [
        below(f"page /{name}, warm, complete", times[name], GOALS.get(name, GOAL_PAGE), "ms")
        for name in names
    ]
