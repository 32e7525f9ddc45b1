"""What a page says while its engine is away, and that it shows the embedded data meanwhile."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from chipcensus.census import shared_census
from chipcensus.current import Away
from chipcensus.errors import EngineLost
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.publish.publication import publish_at
from chipcensus.ui.away import told

NOBODY = "sc://127.0.0.1:9"


@pytest.fixture(scope="module")
def published(shipped, tmp_path_factory):
    """Where the shipped data is published."""
    place = str(tmp_path_factory.mktemp("published"))
    publish_at(shipped, place)
    return place


@pytest.fixture
def away(opened, published, tmp_path, monkeypatch):
    """Pages of a server whose engine nobody answers for."""
    for name, value in (("VAR", tmp_path), ("ENGINE", NOBODY), ("PUBLICATION", published)):
        monkeypatch.setenv(f"CHIPCENSUS_{name}", str(value))
    shared_census.cache_clear()
    yield opened
    shared_census.cache_clear()


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_says_since_when_and_shows_embedded_data(away, lang):
    visit = away("registrations", lang=lang)
    assert visit.card("registrations/by_year")["figure"]
    said = told(shared_census().away(), read_words(lang))
    assert f"{shared_census().away().since:%H:%M}" in said
    assert visit.notices() == [said]
    assert shared_census().is_embedded()


def test_the_notice_goes_with_the_reason_for_it(away):
    visit = away("explore")
    assert len(visit.notices()) == 1
    shared_census()._current.away = None
    visit.look()
    assert visit.notices() == []


def test_a_page_that_loses_the_engine_is_drawn_anew(away, monkeypatch):
    visit = away("registrations")
    census, ask, lost = shared_census(), type(shared_census())._ask, []

    def losing(self, name, values):
        if not lost and name == "registrations/by_year":
            lost.append(name)
            raise EngineLost("gone")
        return ask(self, name, values)

    monkeypatch.setattr(type(census), "_ask", losing)
    again = away("registrations", scope="ai_chip")
    assert lost
    assert again.card("registrations/by_year")["figure"]
    assert visit.notices() == again.notices()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("what", ["engine", "publication"])
def test_each_reason_has_its_words(lang, what):
    away = Away(what, datetime(2026, 5, 1, 8, 5, tzinfo=UTC))
    assert "08:05" in told(away, read_words(lang))
