"""What a reader waits for in a browser, against the same page in plain Streamlit and in Dash."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from playwright.sync_api import Playwright, TimeoutError, sync_playwright

from bench.peers import Target, start
from bench.report import Line, spread
from bench.visit import Visit, browser

CHANGES = 2  # of each filter, in each browser
MOST_AGAIN = 2  # visits to one page
REST = 2000  # ms after the load: what a page still does then is not the change's
SLIDE, CHOOSE = "years slider, one key", "choice from a list"
COLD, WARM, SIZE = "cold load until two figures are drawn", "warm load", "first load, over the wire"
# Of the peer's time, at most.
GOALS = {
    (SLIDE, "dash"): 0.85,
    (SLIDE, "streamlit"): 0.5,
    (CHOOSE, "dash"): 0.85,
    (CHOOSE, "streamlit"): 0.5,
    (COLD, "dash"): 1.0,
    (COLD, "streamlit"): None,
    (WARM, "dash"): None,
    (WARM, "streamlit"): 0.75,
}
GOAL_SIZE = 2.5  # MB
Times = dict[str, list[float]]


def measure(repeats: int, folder: Path) -> list[Line]:
    """One browser after the other, the pages by turns, each browser new and empty."""
    with ExitStack() as stack:
        targets = start(stack, folder)
        found: dict[str, Times] = {target.name: {} for target in targets}
        again = dict.fromkeys(found, 0)
        playwright = stack.enter_context(sync_playwright())
        for repeat in range(repeats):
            for target in targets if repeat % 2 else targets[::-1]:
                for what, times in _patient(playwright, target, repeat, again).items():
                    found[target.name].setdefault(what, []).extend(times)
    made = ", ".join(f"{name.title()} {count}" for name, count in again.items() if count)
    return [*_ratios(found), *_sizes(found), Line("… visits made again", made or "0")]


def _patient(playwright: Playwright, target: Target, repeat: int, again: dict[str, int]) -> Times:
    """A visit, made again (and counted) where the page does not follow a key within a minute."""
    while True:
        with browser(playwright) as opened:
            try:
                return _visit(Visit(opened, target.figure), target, repeat)
            except TimeoutError:
                again[target.name] += 1
                if again[target.name] > MOST_AGAIN:
                    raise


def _ratios(found: dict[str, Times]) -> Iterator[Line]:
    for (what, peer), goal in GOALS.items():
        ours, theirs = found["census"][what], found[peer][what]
        ratio = median(ours) / median(theirs)
        yield Line(
            f"browser, {what}, over {peer.title()}'s ({len(ours)} times)",
            f"{ratio:.2f}: {spread(ours, 'ms')} against {spread(theirs, 'ms')}",
            f"≤ {goal}" if goal else "",
            ratio <= goal if goal else None,
        )


def _sizes(found: dict[str, Times]) -> Iterator[Line]:
    size = median(found["census"][SIZE])
    yield Line(f"browser, {SIZE}", f"{size:.2f} MB", f"≤ {GOAL_SIZE} MB", size <= GOAL_SIZE)
    for peer in ("streamlit", "dash"):
        yield Line(f"… {peer.title()}'s", f"{median(found[peer][SIZE]):.2f} MB")


def _visit(visit: Visit, target: Target, repeat: int) -> Times:
    # Other years in every browser, so that the census has no answer to a change in its cache.
    url = f"{target.url}?year_from={2010 + repeat % 8}&year_to=2022"
    times: Times = {COLD: [visit.load(url)], SIZE: [visit.bytes / 1e6], WARM: [visit.load(url)]}
    visit.page.wait_for_timeout(REST)
    for number in range(CHANGES):
        visit.page.locator(target.slider).nth(1).focus()
        times.setdefault(SLIDE, []).append(visit.act("ArrowLeft"))
        key = target.choose(visit.page, number)
        times.setdefault(CHOOSE, []).append(visit.act(key))
        visit.page.keyboard.press("Escape")
    return times
