"""Copy a figure's short link, open it, before and after the data is built anew."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace

import pytest
from playwright.sync_api import expect

from chipcensus.i18n import read_words
from chipcensus.publish import build
from chipcensus.settings import ROOT
from chipcensus.state import Citations
from chipcensus.store import Store

BY_YEAR = "registrations/by_year"
WORDS = read_words("zh")
KEEP = re.compile("/api/v1/cite/")
SHORT = re.compile(r"/c/([0-9a-hjkmnp-tv-z]{10})\b")


def copied_link(here, name=BY_YEAR):
    here.export(name, WORDS("card.link")).click()
    said = here.card(name).locator("[role=status]")
    expect(said).to_have_text(WORDS("card.link_copied"))
    return here.page.evaluate("navigator.clipboard.readText()")


@pytest.fixture
def own(shipped, tmp_path):
    """An installation of its own."""
    shutil.copytree(shipped.var / "generations", tmp_path / "var" / "generations")
    shutil.copytree(ROOT / "data", tmp_path / "data")
    return replace(shipped, var=tmp_path / "var", data=tmp_path / "data")


def test_a_copied_link_shows_the_same_figure_before_and_after_a_rebuild(
    reader, own, tmp_path, serving, correct
):
    named = {"CHIPCENSUS_VAR": str(own.var), "CHIPCENSUS_DATA": str(own.data)}
    with serving(named, tmp_path / "log.txt") as server:
        here = reader(at=server).go("/registrations", scope="ai_chip")
        link, drawn = copied_link(here), here.bars(BY_YEAR)
        assert link.startswith(f"{server}/c/")
        path = link.removeprefix(server)
        there = reader(at=server).go(path)
        assert there.bars(BY_YEAR) == drawn
        assert there.page.locator("[data-testid=stTable]").count() == 0

        correct(own)
        build(own)
        later = reader(at=server).go("/registrations", scope="ai_chip")
        assert later.bars(BY_YEAR) != drawn
        assert copied_link(later) != link
        later.go(path)
        assert later.bars(BY_YEAR) == drawn
        rows = later.page.locator("[data-testid=stTable] tbody tr")
        rows.first.wait_for()
        assert rows.count() == 1
        assert "19,307" in rows.inner_text()
        assert "18,907" in rows.inner_text()
        # Its table and its sources are of the same data.
        later.card(BY_YEAR).get_by_role("button", name=WORDS("card.table")).click()
        later.card(BY_YEAR).locator("tbody").get_by_text("19,307").first.wait_for()

        store = Store(own)
        (store.folder / store.find(drawn_of(path, own))).unlink()
        gone = reader(at=server).go(path)
        assert gone.bars(BY_YEAR) != drawn
        gone.page.get_by_text("19,307").wait_for()
        gone.page.get_by_role("link", name=WORDS("page.registrations.title")).last.click()
        gone.page.wait_for_url("**/registrations?**")
        gone.settled()
        for one in (here, there, later, gone):  # before their server is
            one.page.close()


def drawn_of(path, settings):
    return Citations(settings).get(path.rsplit("/", 1)[1]).generation


def test_a_picture_and_a_file_bear_an_id_that_leads_back(reader):
    here = reader().go("/registrations", scope="ai_chip", year_from=2023)
    picture = here.download(BY_YEAR, WORDS("card.svg")).path().read_text("utf-8")
    (identity,) = set(SHORT.findall(picture))
    with here.page.expect_response(KEEP):
        file = here.download(BY_YEAR, WORDS("card.csv")).suggested_filename
    assert file.endswith(f"__{identity}.csv")
    drawn = here.bars(BY_YEAR)
    assert here.go(f"/c/{identity}").bars(BY_YEAR) == drawn


def test_what_cannot_be_kept_gets_its_long_link(reader):
    here = reader().go("/registrations", scope="ai_chip")
    here.page.route(KEEP, lambda route: route.fulfill(status=507, body="{}"))
    here.export(BY_YEAR, WORDS("card.link")).click()
    expect(here.card(BY_YEAR).locator("[role=status]")).to_have_text(WORDS("card.link_long"))
    link = here.page.evaluate("navigator.clipboard.readText()")
    assert link.startswith(f"{here.server}/registrations?")
    assert "scope=ai_chip" in link
    assert "generation=" in link
    picture = here.download(BY_YEAR, WORDS("card.svg")).path().read_text("utf-8")
    assert not SHORT.search(picture)
    here.complaints.clear()  # the console names each request that failed


def test_without_a_clipboard_the_link_is_shown(reader):
    here = reader()
    here.page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    here.go("/registrations")
    here.export(BY_YEAR, WORDS("card.link")).click()
    field = here.page.get_by_role("dialog").get_by_label(WORDS("card.link"))
    assert SHORT.search(field.input_value())


@pytest.mark.parametrize("text", ["0000000000", "%3Cscript%3E"])
def test_an_unknown_link_is_said_in_words(reader, text):
    here = reader(390)
    here.page.goto(f"{here.server}/c/{text}")
    here.page.get_by_text(WORDS("cite.unknown").split("{")[0]).wait_for()
    assert here.page.locator(".figure-card").count() == 0
