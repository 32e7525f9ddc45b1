"""The pages under measurement, each served as its users serve it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page

from bench.counts import write
from bench.servers import census_server, dash_server, peer_server

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Target:
    """A page under measurement.

    Attributes:
        name: which page.
        url: its address.
        figure: CSS selector of a figure.
        slider: CSS selector of the slider's two handles.
        choose: opens the list, goes to an entry and tells the key that takes it.
    """

    name: str
    url: str
    figure: str
    slider: str
    choose: Callable[[Page, int], str]


def start(stack: ExitStack, folder: Path, *names: str) -> list[Target]:
    """Start the servers of the named targets, all of them by default."""
    starts = {"census": _census, "streamlit": _streamlit, "dash": _dash}
    return [starts[name](stack, folder) for name in names or starts]


def _census(stack: ExitStack, folder: Path) -> Target:
    url = f"{stack.enter_context(census_server(folder)).url}/registrations"
    slider = "[data-testid=stSlider] input[type=range]"
    return Target("census", url, ".fc-plot", slider, _one_of_ours)


def _streamlit(stack: ExitStack, folder: Path) -> Target:
    url = stack.enter_context(peer_server(_app(folder, "peer.py"))).url
    slider = "[data-testid=stSlider] input[type=range]"
    return Target("streamlit", url, "[data-testid=stPlotlyChart]", slider, _one_of_streamlit)


def _dash(stack: ExitStack, folder: Path) -> Target:
    url = stack.enter_context(dash_server(_app(folder, "dash_peer.py"))).url
    return Target("dash", url, ".dash-graph", "#years [role=slider]", _one_of_dash)


def _app(folder: Path, name: str) -> Path:
    """A folder that holds nothing but the peer and its data."""
    own = folder / Path(name).stem
    own.mkdir()
    shutil.copy(HERE / name, own / "app.py")
    shutil.copy(HERE / "counts.py", own)
    write(own / "counts.duckdb")
    return own


def _one_of_ours(page: Page, number: int) -> str:
    page.locator("[data-testid=stSelectbox] input").first.click()
    for _ in range(2):  # the next definition has no figures by year
        page.keyboard.press("ArrowUp" if number % 2 else "ArrowDown")
    return "Enter"


def _one_of_streamlit(page: Page, _: int) -> str:
    page.locator("[data-testid=stMultiSelect] input").first.click()
    page.keyboard.press("ArrowDown")
    return "Enter"


def _one_of_dash(page: Page, number: int) -> str:
    page.keyboard.press("Escape")  # its list stays open over the figures
    page.locator("#provinces").click()
    page.locator(".dash-dropdown-search").wait_for()
    for _ in range(number + 1):
        page.keyboard.press("ArrowDown")
    return "Space"
