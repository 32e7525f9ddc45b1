"""A reader's browser: new and empty for each visit, with a probe that notes when figures change."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, Playwright

PROBE = (Path(__file__).parent / "probe.js").read_text("utf-8")
QUIET = 0.4  # seconds without a change: the figures are finished
PATIENCE = 60
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run")
FLAGS += ("--disable-background-networking", "--disable-component-update", "--disable-sync")


@contextmanager
def browser(playwright: Playwright) -> Iterator[Browser]:
    """A new browser with empty caches."""
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    opened = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
    try:
        yield opened
    finally:
        opened.close()


class Visit:
    """A tab in which the first two elements that fit `figure` are watched.

    Only what is `within` an element of this kind counts: a drawing. `link` is a slow connection:
    Mbit/s, ms.
    """

    def __init__(
        self,
        opened: Browser,
        figure: str,
        *,
        within: str = "svg",
        link: tuple[float, float] | None = None,
    ) -> None:
        self.page: Page = opened.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
        probe = PROBE.replace("FIGURE", json.dumps(figure)).replace("WITHIN", json.dumps(within))
        self.page.add_init_script(probe)
        self.bytes = 0
        session: CDPSession = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._loaded)
        session.on("Network.webSocketFrameReceived", self._framed)
        if link:
            megabits, delay = link
            speed = megabits * 1e6 / 8
            rates = {"downloadThroughput": speed, "uploadThroughput": speed}
            conditions = {"offline": False, "latency": delay, **rates}
            session.send("Network.emulateNetworkConditions", conditions)

    def _loaded(self, event: dict[str, Any]) -> None:
        self.bytes += event["encodedDataLength"]

    def _framed(self, event: dict[str, Any]) -> None:
        frame = event["response"]
        text = frame["payloadData"]
        self.bytes += len(base64.b64decode(text) if frame["opcode"] == 2 else text)

    def load(self, url: str, until: str = "() => window.bench?.drawn() === 2") -> float:
        """Milliseconds until `until` is true and what is watched changes no more."""
        self.page.goto("about:blank")
        self.bytes = 0
        self.page.goto(url, wait_until="commit")
        self.page.wait_for_function(until, timeout=PATIENCE * 1000)
        return self.settled()

    def act(self, key: str) -> float:
        """Press `key`; milliseconds from the press to the last change of the figures."""
        self.page.wait_for_timeout(300)
        before = self.page.evaluate("window.bench.look()")
        self.page.keyboard.press(key)
        changed = "() => window.bench.changed > window.bench.acted"
        self.page.wait_for_function(changed, timeout=PATIENCE * 1000)
        end = self.settled()
        if self.page.evaluate("window.bench.look()")[0] == before[0]:
            raise RuntimeError(f"{key} changed nothing on {self.page.url}")
        acted: float = self.page.evaluate("window.bench.acted")
        return end - acted

    def settled(self) -> float:
        """When what is watched changed last, once it has been quiet for a while."""
        expression = f"() => performance.now() - window.bench.changed > {QUIET * 1000}"
        self.page.wait_for_function(expression, timeout=PATIENCE * 1000)
        changed: float = self.page.evaluate("window.bench.changed")
        return changed
