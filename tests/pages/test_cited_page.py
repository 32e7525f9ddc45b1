"""The page of a cited figure: as it was, what has changed, plain words where nothing is cited."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from chipcensus.census import Census, shared_census
from chipcensus.citing import cite
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.store import Store

BY_YEAR = "registrations/by_year"


@pytest.fixture
def own(rebuilt, tmp_path):
    """The installation whose data was built anew, to be changed further."""
    shutil.copytree(rebuilt.settings.var, tmp_path / "var")
    return replace(rebuilt.settings, var=tmp_path / "var")


@pytest.fixture
def opened_there(opened, own, monkeypatch):
    """Open a page of that installation."""
    monkeypatch.setenv("CHIPCENSUS_VAR", str(own.var))
    monkeypatch.setenv("CHIPCENSUS_DATA", str(own.data))
    shared_census.cache_clear()
    yield opened
    shared_census.cache_clear()


def values(card):
    return [y for trace in card["figure"]["data"] for y in trace["y"]]


def told(visit):
    """The table of changes."""
    return [list(row) for table in visit.app.table for row in table.value.to_numpy().tolist()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_cited_figure_stands_as_it_was_and_says_so(opened_there, rebuilt, lang):
    visit = opened_there("cite", key=rebuilt.cited["changed"], lang=lang)
    card = visit.card(BY_YEAR)
    assert {"zh": 1.9307, "en": 19.307}[lang] in values(card)  # 万 or K
    (notice,) = visit.notices()
    assert rebuilt.then in notice
    assert rebuilt.now in notice
    assert [row[2:] for row in told(visit)] == [["19,307", "18,907"]]
    assert f"generation={rebuilt.then}" in card["links"]["csv"]
    assert f"generation={rebuilt.then}" in card["links"]["details"]
    assert card["cite"]["path"] == f"/c/{rebuilt.cited['changed']}"
    assert visit.link("cite").card(BY_YEAR) == card


def test_a_figure_that_has_not_changed_is_said_to_be_the_same(opened_there, rebuilt):
    visit = opened_there("cite", key=rebuilt.cited["same"], lang="en")
    assert set(visit.cards()) == {"funding/investors"}
    assert told(visit) == []
    assert read_words("en")("cite.same") in [c.value for c in visit.app.caption]


def test_once_the_generation_is_gone_today_s_figure_stands_there(opened_there, rebuilt, own):
    store = Store(own)
    (store.folder / store.find(rebuilt.then)).unlink()
    visit = opened_there("cite", key=rebuilt.cited["changed"], lang="en")
    assert 18.907 in values(visit.card(BY_YEAR))
    (notice,) = visit.notices()
    assert "no longer kept" in notice
    assert [row[2:] for row in told(visit)] == [["19,307", "18,907"]]


def test_where_the_figure_is_no_more_its_values_stand_there(opened_there, rebuilt, forget):
    forget(BY_YEAR)
    visit = opened_there("cite", key=rebuilt.cited["changed"], lang="en")
    assert visit.cards() == {}
    assert len(visit.notices()) == 1
    assert any("19,307" in row for row in told(visit))


def test_a_figure_of_the_current_data_is_just_there(opened, shipped):
    census = Census(shipped)
    identity = cite(census, census.figure(BY_YEAR, Filters(scope="ai_chip"))).id
    visit = opened("cite", key=identity.upper(), lang="zh")
    assert visit.notices() == []
    assert told(visit) == []
    elsewhere = opened("registrations", scope="ai_chip", lang="zh").card(BY_YEAR)
    card = visit.card(BY_YEAR)
    same = ("title", "finding", "figure", "caption", "sources", "notes", "file")
    assert {part: card[part] for part in same} == {part: elsewhere[part] for part in same}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    "key", ["0000000000", "../../etc/passwd", "<b>x</b>", "[a](https://example.org)", "芯" * 9000]
)
def test_an_unknown_id_is_said_in_words(opened, key, lang):
    visit = opened("cite", key=key, lang=lang)
    (notice,) = visit.notices()
    assert len(notice) < 400
    for sign in "<>[]":
        assert notice.count(sign) == notice.count(f"\\{sign}")
    assert visit.cards() == {}


def test_without_an_id_the_page_says_where_to_get_one(opened):
    assert opened("cite", lang="en").notices() == [read_words("en")("cite.none_given")]


def test_the_id_stays_on_its_page(opened, shipped):
    census = Census(shipped)
    identity = cite(census, census.figure(BY_YEAR, Filters())).id
    visit = opened("cite", key=identity)
    assert visit.app.query_params["key"] == identity
    visit.go("funding")
    assert "key" not in visit.app.query_params
    (notice,) = opened("registrations", key=identity).notices()
    assert identity in notice


def test_every_figure_can_be_cited_and_opened_again(shipped, opened):
    census = Census(shipped)
    ids = {}
    for name in FIGURES:
        filters = Filters(id="cambricon", companies=("cambricon", "biren"), as_of=None)
        ids[name] = cite(census, census.figure(name, filters)).id
    assert len(set(ids.values())) == len(ids)
    for name in ("overview/raised", "companies/profile", "companies/directory", "events/newest"):
        assert set(opened("cite", key=ids[name]).cards()) == {name}
