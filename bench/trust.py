"""What following a number costs: the checks over all shipped data, and a click until its trail."""

from __future__ import annotations

import time
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from bench.report import Line, below
from bench.servers import census_server
from bench.visit import Visit, browser
from chipcensus.publish import build
from chipcensus.question import read_questions
from chipcensus.settings import read_settings
from chipcensus.store import Store

GOAL_CHECKS = 2  # seconds
GOAL_TRAIL = 150  # ms
FIGURE = ".figure-card[data-figure='registrations/by_year'] .fc-plot"
MARK = f"{FIGURE} .point path"
# From the finger on the mark to the first frame in which every print of it stands in the panel.
WATCH = """() => {
    window.trail = new Promise((told) => addEventListener("pointerdown", ({ timeStamp }) => {
        const look = () => (document.querySelector("dialog[open] .fc-prints")
            ? told(performance.now() - timeStamp) : requestAnimationFrame(look));
        look();
    }, { once: true, capture: true }));
}"""


def measure(repeats: int, folder: Path) -> list[Line]:
    """All checks by themselves; then the marks of a figure, one after the other, warm."""
    return [
        below(
            f"all checks over the shipped data, {repeats} times",
            _checks(repeats, folder),
            GOAL_CHECKS,
            "s",
            2,
        ),
        below(
            "a click on a mark until its trail is there, warm",
            _trails(repeats, folder),
            GOAL_TRAIL,
            "ms",
        ),
    ]


def _checks(repeats: int, folder: Path) -> list[float]:
    settings = read_settings({"CHIPCENSUS_VAR": str(folder)})
    build(settings)
    generation = Store(settings).open_current()
    questions = read_questions(settings.queries)
    checks = [question.sql for name, question in questions.items() if name.startswith("checks/")]
    times = []
    for _ in range(repeats):
        start = time.perf_counter()
        for sql in checks:
            generation.cursor().execute(sql).fetchall()
        times.append(time.perf_counter() - start)
    generation.close()
    return times


def _trails(repeats: int, folder: Path) -> list[float]:
    with ExitStack() as stack:
        server = stack.enter_context(census_server(folder))
        opened = stack.enter_context(browser(stack.enter_context(sync_playwright())))
        page = Visit(opened, ".fc-plot").page
        page.goto(f"{server.url}/registrations")
        page.locator(MARK).first.wait_for()
        marks = page.locator(MARK).count()
        times = [_trail(page, turn % marks) for turn in range(marks + repeats)]
    return times[marks:]  # each mark was opened once before


def _trail(page: Page, mark: int) -> float:
    page.wait_for_timeout(300)
    page.evaluate(WATCH)
    page.locator(MARK).nth(mark).click(force=True)
    took: float = page.evaluate("window.trail")
    page.keyboard.press("Escape")
    return took
