"""What a reader waits for in a browser, against an average Streamlit page of the same shape."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import duckdb
from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from bench.report import Line, spread
from bench.servers import census_server, peer_server

HERE = Path(__file__).parent
GOAL = 0.65  # of the peer's time
QUIET = 0.4  # seconds without a change: the figures are finished
PATIENCE = 60
CHANGES = 2  # of each filter, in each browser
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
FLAGS += ("--disable-background-networking", "--disable-component-update", "--disable-sync")
ACTIONS = ("years slider, one key", "choice from a list")
SINGLE = "stSelectbox"
LOADS = ("cold load until two figures are drawn", "warm load")
Times = dict[str, list[float]]


@dataclass(frozen=True)
class Target:
    """A page under measurement: its address, the CSS selector of a figure, the kind of its list."""

    name: str
    url: str
    figure: str
    list: str


def measure(repeats: int, folder: Path) -> list[Line]:
    """One browser after the other, census and peer by turns, each new and empty."""
    found: dict[str, Times] = {"census": {}, "peer": {}}
    with ExitStack() as stack:
        targets = _start(stack, folder)
        playwright = stack.enter_context(sync_playwright())
        for repeat in range(repeats):
            for target in targets if repeat % 2 else targets[::-1]:
                with _browser(playwright) as browser:
                    for what, times in _visit(browser, target, repeat).items():
                        found[target.name].setdefault(what, []).extend(times)
    return [*_changes(found), *_loads(found)]


def _changes(found: dict[str, Times]) -> Iterator[Line]:
    for what in ACTIONS:
        ours, theirs = found["census"][what], found["peer"][what]
        ratio = median(ours) / median(theirs)
        value = f"{ratio:.2f}: {spread(ours, 'ms')} against {spread(theirs, 'ms')}"
        yield Line(
            f"browser, {what}, over the peer's ({len(ours)} changes)",
            value,
            f"≤ {GOAL}",
            ratio <= GOAL,
        )


def _loads(found: dict[str, Times]) -> Iterator[Line]:
    for what in LOADS:
        ours, theirs = (spread(found[name][what], "ms") for name in ("census", "peer"))
        yield Line(f"browser, {what}", f"{ours} against {theirs}")


def _start(stack: ExitStack, folder: Path) -> list[Target]:
    peer = folder / "peer"
    peer.mkdir()
    shutil.copy(HERE / "peer.py", peer / "app.py")
    _write_counts(peer / "counts.duckdb")
    census_url = stack.enter_context(census_server(folder)).url
    peer_url = stack.enter_context(peer_server(peer)).url
    return [
        Target("census", f"{census_url}/registrations", ".fc-plot", SINGLE),
        Target("peer", peer_url, "[data-testid=stPlotlyChart]", "stMultiSelect"),
    ]


def _write_counts(path: Path) -> None:
    """Made-up counts of 31 provinces in 16 years: the peer's figures mean nothing."""
    with duckdb.connect(str(path)) as connection:
        for table in ("registrations", "deregistrations"):
            connection.execute(
                f"CREATE TABLE {table} AS SELECT year, 'Province ' || place AS province, "  # noqa: S608
                f"300 + hash(year, place, '{table}') % 30000 AS companies "
                "FROM range(2010, 2026) AS years (year), range(1, 32) AS places (place)"
            )


@contextmanager
def _browser(playwright: Playwright) -> Iterator[Browser]:
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    try:
        yield browser
    finally:
        browser.close()


def _visit(browser: Browser, target: Target, repeat: int) -> Times:
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    script = (HERE / "probe.js").read_text("utf-8").replace("FIGURE", json.dumps(target.figure))
    page.add_init_script(script)
    # Other years in every browser, so that the census has no answer to a change in its cache.
    url = f"{target.url}?year_from={2010 + repeat % 8}&year_to=2022"
    times: Times = {}
    for what in LOADS:
        page.goto("about:blank")
        page.goto(url, wait_until="commit")
        page.wait_for_function("window.bench?.drawn() === 2", timeout=PATIENCE * 1000)
        times[what] = [_settled(page)]
    for number in range(CHANGES):
        slider, choice = ACTIONS
        times.setdefault(slider, []).append(_slide(page))
        times.setdefault(choice, []).append(_choose(page, target.list, number))
    return times


def _slide(page: Page) -> float:
    page.locator("[data-testid=stSlider] input[type=range]").nth(1).focus()
    return _act(page, "ArrowLeft")


def _choose(page: Page, element: str, number: int) -> float:
    page.locator(f"[data-testid={element}] input").first.click()
    page.keyboard.press("ArrowUp" if number % 2 and element == SINGLE else "ArrowDown")
    return _act(page, "Enter")


def _act(page: Page, key: str) -> float:
    """Press `key`; milliseconds from the press to the last change of the figures."""
    time.sleep(0.3)
    before: Sequence[str] = page.evaluate("window.bench.look()")
    page.keyboard.press(key)
    page.wait_for_function("window.bench.changed > window.bench.acted", timeout=PATIENCE * 1000)
    changed = _settled(page)
    if page.evaluate("window.bench.look()")[0] == before[0]:
        raise RuntimeError(f"{key} changed nothing on {page.url}")
    acted: float = page.evaluate("window.bench.acted")
    return changed - acted


def _settled(page: Page) -> float:
    """When the figures changed last, once they have been quiet for a while."""
    expression = f"performance.now() - window.bench.changed > {QUIET * 1000}"
    page.wait_for_function(expression, timeout=PATIENCE * 1000)
    changed: float = page.evaluate("window.bench.changed")
    return changed
