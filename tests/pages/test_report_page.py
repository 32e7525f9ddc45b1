"""The page of reports, as Python draws it: which report an address opens, what it says of none."""

from __future__ import annotations

import pytest

from chipcensus.census import Census
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.report import Item, Spec, industry
from chipcensus.report.files import FORMATS
from chipcensus.ui.report_page import told


@pytest.fixture
def census(shipped):
    return Census(shipped)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_told_what_can_be_chosen(census, lang):
    given = told(census, census.words(lang), "", None)
    assert given["report"] is None
    assert list(given["formats"]) == list(FORMATS) == ["pdf", "docx", "html", "pptx"]
    assert given["generation"] == census.generation().id
    assert given["base"] == "/api/v1"
    assert dict(given["companies"])["cambricon"]
    section = read_words(lang).section("reports")
    assert all(f"format_{name}" in section for name in FORMATS)


def test_a_report_of_the_address_is_told_whole(census):
    words = census.words("zh")
    spec = Spec("甲", "乙", (Item("registrations/by_year", {"scope": "chip"}, "", "丙"),))
    given = told(census, words, "0000000000", spec)
    assert (given["key"], given["isReady"]) == ("0000000000", False)
    assert given["report"]["figures"][0]["filters"] == {"scope": "chip"}
    assert told(census, words, "industry", industry(words))["isReady"] is True


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_id_that_stands_for_nothing_is_said(opened, lang):
    visit = opened("report", lang=lang, key="<b>nothing</b>")
    (said,) = [e.value for e in visit.app.warning]
    assert "nothing" in said
    assert "<b>" not in said


def test_a_ready_made_report_is_opened_by_its_name(opened):
    visit = opened("report", lang="zh", key="industry")
    assert visit.app.query_params["key"] in ("industry", ["industry"])
    assert not visit.app.warning
