"""The pages on which a loaded list is shown; test_screens.py has them without one."""

from __future__ import annotations

import pytest

from chipcensus.census import Census
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.search import entries

PAGES = ("registrations", "deregistrations")
OF_THE_LIST = {"breadth", "province"}


@pytest.fixture
def shipped(listed):
    """What is published here is the data with a list of companies."""
    return listed


def _of_registry(page):
    return [n for n, figure in FIGURES.items() if figure.of_registry and figure.page == page]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_the_figures_of_the_list_stand_on_the_page(opened, page, lang):
    visit, words = opened(page, lang=lang), read_words(lang)
    cards = visit.cards()
    assert set(_of_registry(page)) < set(cards)
    for name in _of_registry(page):
        assert cards[name]["figure"], name
        assert words("note.synthetic") in cards[name]["notes"]
    assert set(visit.filters()) >= OF_THE_LIST
    assert words(f"registry.hint_{page}") not in [c.value for c in visit.app.caption]
    assert visit.notices() == []


CHANGES = [
    ("registrations", "breadth", "narrow"),
    ("registrations", "province", "上海"),
    ("registrations", "scope", "all"),
    ("deregistrations", "province", "江苏"),
    ("deregistrations", "against", "province:广东"),
    ("deregistrations", "years", (2014, 2016)),
    ("deregistrations", "as_of", "2025-01-01"),
]


@pytest.mark.parametrize(("page", "name", "value"), CHANGES)
def test_a_filter_changes_the_figures_of_the_list_and_can_be_taken_off(opened, page, name, value):
    visit = opened(page)
    before = visit.cards()
    visit.choose(name, value)
    after = visit.cards()
    links = {n for n in _of_registry(page) if after[n]["links"] != before[n]["links"]}
    assert links == set(_of_registry(page))
    shown = {n for n in links if after[n]["figure"] != before[n]["figure"]}
    assert bool(shown) == (name != "breadth")  # these companies are all in the narrow scope
    visit.take_off(name)
    assert visit.cards() == before


def test_what_a_second_group_is_stays_on_its_page(opened):
    visit = opened("deregistrations", against="province:广东")
    assert visit.notices() == []
    visit.go("registrations")
    assert "against" not in visit.app.query_params


def test_a_province_that_the_list_has_not_is_told(opened):
    (said,) = opened("registrations", province="西藏").notices()
    assert "西藏" in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_search_finds_the_figures_of_the_list(listed, lang):
    words = read_words(lang)
    found = {entry["label"] for entry in entries(Census(listed), lang)["groups"]["figures"]}
    titles = [f.title(f.defaults, words) for f in FIGURES.values() if f.of_registry]
    assert found >= set(titles)
