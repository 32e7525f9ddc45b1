"""One picture of one page: the same page and the same data leave the file as it is."""

from __future__ import annotations

import ast
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page

from chipcensus.settings import ROOT

# A page about one company shows the one with the longest history.
ABOUT = {
    "company": "/company?id=cambricon",
    "report": "/report?key=industry",
    "explore": "/explore?question=registrations/by_year",
}
# Shows a figure of another page.
APART = {"cite"}
FOLDER = ROOT / "docs" / "screenshots"
WIDE, NARROW = 1440, 390
# Pixels: more of a long page tells nothing new.
TALLEST = 2600
# Flat colours and thin lines: a palette of so many is not told from the whole, at a third the size.
COLOURS = 96
# Pixels: where an edge lies between two, the browser chooses anew each time.
ALIKE = 40
PATIENCE = 60_000  # milliseconds
PAUSE = 500  # milliseconds between two looks at a page that may still be changing
DRAWN = """() => {
    dispatchEvent(new Event("whole-page")); // also those below the screen
    const plots = [...document.querySelectorAll(".figure-card .fc-plot")];
    const isDrawn = (plot) => plot.querySelector(".main-svg")
        && plot._fullLayout.width === plot.clientWidth;
    const explore = document.querySelector(".explore-page");
    return !document.querySelector(".figure-card[aria-busy=true]")
        && (!explore || (explore.dataset.ready && explore.ariaBusy !== "true"))
        && plots.every((plot) => !plot.clientWidth || isDrawn(plot));
}"""
# The footer says when the data was built: every build would change every picture. So would the time
# that a statement took.
STILL = """* { caret-color: transparent !important; }
.explore-page .ex-status { visibility: hidden; }
[data-testid=stMainBlockContainer] > div > :last-child [data-testid=stCaptionContainer] {
    visibility: hidden;
}"""
HEIGHT = "document.querySelector('[data-testid=stMainBlockContainer]').scrollHeight"


@dataclass(frozen=True)
class Shot:
    """What is on a picture: `name` is its file's, without the ending."""

    name: str
    path: str
    width: int = WIDE
    lang: str = "zh"
    dark: bool = False


def pages() -> list[str]:
    """The pages `app.py` names, in its order; the first is the front page."""
    tree = ast.parse((ROOT / "app.py").read_text(encoding="utf-8"))
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    known = {path.stem for path in (ROOT / "pages").glob("*.py")} - APART
    return list(dict.fromkeys(text for text in texts if text in known))


def shots() -> Iterator[Shot]:
    """Every page as most see it; by night, in English and in a hand one each."""
    named = pages()
    address = {name: f"/{name}" if place else "/" for place, name in enumerate(named)} | ABOUT
    for name in named:
        yield Shot(name, address[name])
    front, second = named[:2]
    yield Shot(f"{front}-dark", address[front], dark=True)
    yield Shot(f"{second}-english", address[second], lang="en")
    yield Shot(f"{front}-phone", address[front], width=NARROW)


def take(browser: Browser, server: str, shot: Shot, folder: Path = FOLDER) -> Path:
    """Write the picture of `shot`, as `server` shows it, to `folder`."""
    context = browser.new_context(
        viewport={"width": shot.width, "height": 900},
        color_scheme="dark" if shot.dark else "light",
        locale="zh-CN" if shot.lang == "zh" else "en-US",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    try:
        page = context.new_page()
        page.goto(f"{server}{shot.path}{'&' if '?' in shot.path else '?'}lang={shot.lang}")
        page.locator("[data-testid=stApp][data-test-script-state=notRunning]").wait_for()
        page.get_by_role("heading", level=1).wait_for()
        _at_rest(page)
        page.add_style_tag(content=STILL)
        height = min(page.evaluate(HEIGHT) + 60, TALLEST)
        page.set_viewport_size({"width": shot.width, "height": height})
        path = folder / f"{shot.name}.png"
        path.parent.mkdir(parents=True, exist_ok=True)
        picture = _small(_at_rest(page))
        if not _is_kept(picture, path):
            picture.save(path, optimize=True)
    finally:
        context.close()
    return path


def _at_rest(page: Page) -> bytes:
    """The screen when every card is drawn and two looks in a row are alike."""
    page.wait_for_function(DRAWN)
    page.evaluate("document.fonts.ready.then(() => true)")
    before, now = b"", page.screenshot()
    while now != before:
        page.wait_for_timeout(PAUSE)
        before, now = now, page.screenshot()
    return now


def _small(png: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    return picture.quantize(COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)


def _is_kept(picture: Image.Image, path: Path) -> bool:
    """Whether the file shows this already, but for a few pixels."""
    if not path.is_file():
        return False
    with Image.open(path) as kept:
        if kept.size != picture.size:
            return False
        apart = ImageChops.difference(kept.convert("RGB"), picture.convert("RGB")).convert("L")
    return sum(apart.histogram()[1:]) <= ALIKE
