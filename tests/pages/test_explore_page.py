"""The page Explore, as Python draws it: what an address brings into the editor."""

from __future__ import annotations

import pytest

from chipcensus.census import Census
from chipcensus.charts.explore import Chart
from chipcensus.explore.kept import Kept, keep
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.ui.explore_page import told


@pytest.fixture
def census(shipped):
    return Census(shipped)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_first_visit_begins_with_a_question_and_the_limits(census, lang):
    given = told(census, census.words(lang), None)
    assert given["isLinked"] is False
    assert "FROM year_counts" in given["sql"]
    assert (given["base"], given["lang"]) == ("/api/v1/explore", lang)
    assert all(limit in given["limits"] for limit in ("5", "1,000", "1,000,000", "1,024"))
    assert given["formats"] == {"csv": 1_000_000, "parquet": 1_000_000, "xlsx": 50_000}
    section = read_words(lang).section("explore")
    assert all(f"format_{name}" in section for name in given["formats"])


def test_what_an_address_brings_is_told_whole(census):
    kept = Kept("SELECT 1 AS n", Chart("bar", "n", "n"))
    given = told(census, census.words("zh"), kept)
    assert (given["sql"], given["isLinked"]) == ("SELECT 1 AS n", True)
    assert given["chart"] == {"kind": "bar", "x": "n", "y": "n", "colour": ""}


@pytest.mark.parametrize("query", [{"sql": "SELECT 1"}, {"question": "market/lens"}])
def test_an_address_keeps_what_it_brought(opened, query):
    visit = opened("explore", lang="en", **query)
    assert not visit.app.exception
    assert not visit.app.warning
    for name, value in query.items():
        assert visit.app.query_params[name] in (value, [value])


def test_an_address_with_a_kept_statement_is_followed(opened, shipped):
    identity = keep(Census(shipped), Kept("SELECT 2"))
    visit = opened("explore", lang="en", key=identity)
    assert not visit.app.exception
    assert not visit.app.warning


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("query", [{"key": "<b>nothing</b>"}, {"question": "<b>nothing</b>"}])
def test_an_address_that_leads_nowhere_is_said(opened, lang, query):
    visit = opened("explore", lang=lang, **query)
    (said,) = [e.value for e in visit.app.warning]
    assert "nothing" in said
    assert "<b>" not in said
