"""Take every picture anew: starts the app on this machine, writes docs/screenshots, ends it."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from bench.servers import census_server
from bench.visit import CHROMIUM, FLAGS
from screenshots.take import FOLDER, shots, take


def main() -> None:
    """Take every picture; one of a page that is gone goes too."""
    chromium = next(filter(None, map(shutil.which, CHROMIUM)), None)
    if chromium is None:
        raise SystemExit(f"No browser: none of {', '.join(CHROMIUM)} is on PATH.")
    with TemporaryDirectory() as var, census_server(Path(var)) as server, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
        taken = [take(browser, server.url, shot) for shot in shots()]
        browser.close()
    for path in set(FOLDER.glob("*.png")) - set(taken):
        path.unlink()
    for path in taken:
        print(f"{path.stat().st_size / 1e3:6.0f} kB  {path.name}")


if __name__ == "__main__":
    main()
