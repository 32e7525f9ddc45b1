"""Signing in, reading and signing out in a real browser; no page breaks its own rules."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from chipcensus.i18n import read_words

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run"]
PATIENCE = 30_000
PAGE = "/funding?lang=en"


@pytest.fixture
def page() -> Iterator[Page]:
    """A browser that has never been here."""
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        end = pytest.fail if os.environ.get("CI") else pytest.skip
        end(f"No browser: none of {', '.join(NAMES)} is on PATH; `make test` installs one.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_context(locale="en-GB").new_page()
        page.set_default_timeout(PATIENCE)
        expect.set_options(timeout=PATIENCE)
        # The provider's own page would fetch its style from elsewhere.
        page.route(
            "**/*.css", lambda r: r.continue_() if "127.0.0.1" in r.request.url else r.abort()
        )
        yield page
        browser.close()


def come_in(page: Page, address: str, sub: str) -> None:
    """From the page before the sign-in through the provider to the figures."""
    page.goto(address)
    page.get_by_role("link", name="Sign in").click()
    page.locator("input[name=sub]").fill(sub)
    page.get_by_role("button", name="Authorize").click()
    page.locator(".figure-card").first.wait_for()


def test_in_and_out(site, page):
    words, complaints = read_words("en"), []
    come_in(page, f"{site.address}{PAGE}", "s-analyst")
    page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
    assert page.url.startswith(f"{site.address}/funding")
    expect(page.get_by_text(words("sign_in.as_", name="安", role="analyst"))).to_be_visible()
    page.goto(f"{site.address}/data?lang=en")
    expect(page.get_by_text(words("import.title"), exact=True).first).to_be_visible()
    assert complaints == []
    page.get_by_role("button", name=words("sign_in.out")).click()
    page.wait_for_url("**/oauth2/end_session*")
    page.goto(f"{site.address}{PAGE}")
    expect(page.get_by_text(words("sign_in.lead"))).to_be_visible()


def test_a_viewer_has_no_field_for_files(site, page):
    words = read_words("en")
    come_in(page, f"{site.address}/data?lang=en", "s-viewer")
    expect(page.get_by_text(words("sign_in.as_", name="Vi Ewer", role="viewer"))).to_be_visible()
    expect(page.get_by_text(words("import.title"), exact=True)).to_have_count(0)


def test_who_may_not_read_can_come_as_somebody_else(site, page):
    page.goto(f"{site.address}{PAGE}")
    page.get_by_role("link", name="Sign in").click()
    page.locator("input[name=sub]").fill("s-stranger")
    page.get_by_role("button", name="Authorize").click()
    expect(page.get_by_text("may not read here")).to_be_visible()
    page.get_by_role("link", name="Sign in again").click()
    page.locator("input[name=sub]").fill("s-viewer")
    page.get_by_role("button", name="Authorize").click()
    page.locator(".figure-card").first.wait_for()
