"""A visit with data of its own: every page follows it, and nobody else's does."""

from __future__ import annotations

import json
import shutil

import pytest

from chipcensus.census import shared_census
from chipcensus.i18n import read_words
from chipcensus.ui import session
from chipcensus.workspace import workspaces_of

PAGES = ("overview", "registrations", "companies", "claims", "data")


@pytest.fixture
def own(opened):  # noqa: ARG001 - it has the census
    """A workspace whose data is, for once, the shared one."""
    shared = shared_census()
    shared.generation()
    workspace = workspaces_of(shared).open()
    file = workspace.folder / "private-0.duckdb"
    shutil.copy(shared.store.folder / shared.store.current_file(), file)
    workspace.take_up(file)
    yield workspace
    workspaces_of(shared).close(workspace)


def enter(visit, workspace):
    visit.app.session_state[session.VISIT] = workspace.token
    visit.look()


def given(visit):
    """All that the components of the page were given."""
    return json.dumps(
        [
            json.loads(e.proto.json or e.proto.bytes)
            for e in visit.app.main
            if e.type == "bidi_component"
        ]
    )


@pytest.mark.parametrize("page", PAGES)
def test_every_page_follows_the_visit_and_says_so(opened, own, page):
    visit, words = opened(page, lang="en"), read_words("en")
    enter(visit, own)
    assert words("visit.notice", files="", rows="0") in [m.value for m in visit.app.markdown]
    cards = visit.cards().values()
    assert cards
    assert {card["cite"] for card in cards if card["id"] != "meta/changes"} == {None}
    links = [link for c in cards if c["id"] != "meta/changes" for link in c["links"].values()]
    assert links
    assert {link.startswith(f"{own.address}/") for link in links} == {True}
    assert f'"address": "{own.address}/search' in given(visit)
    assert visit.chips()["link"] is None
    assert words("visit.footer") in visit.app.caption[-1].value


def test_another_visit_sees_nothing_of_it(opened, own):
    visit = opened("registrations", lang="en")
    enter(visit, own)
    other = opened("registrations", lang="en")
    assert own.token not in given(other)
    assert not [box for box in other.app.button if box.key == "visit_leave"]
    assert {card["cite"]["path"][:3] for card in other.cards().values()} == {"/c/"}


def test_leaving_deletes_it_and_shows_the_shared_data(opened, own):
    visit = opened("registrations", lang="en")
    enter(visit, own)
    visit.click("visit_leave")
    assert not own.folder.exists()
    assert own.token not in given(visit)
    assert visit.cards()["registrations/by_year"]["cite"]
    assert read_words("en")("visit.ended") not in visit.notices()


def test_a_visit_that_ended_elsewhere_says_so_and_goes_on_with_the_shared_data(opened, own):
    visit = opened("registrations", lang="zh")
    enter(visit, own)
    workspaces_of(shared_census()).close(own)
    visit.look()
    assert read_words("zh")("visit.ended") in visit.notices()
    assert visit.cards()["registrations/by_year"]["cite"]
