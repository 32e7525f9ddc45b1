"""The section on taking everything away says the current generation in the reader's language."""

from __future__ import annotations

import json

import pytest

from chipcensus.census import shared_census
from chipcensus.dataset import FORMATS, download_name
from chipcensus.errors import GenerationBroken
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.ui import downloads
from chipcensus.ui.downloads import SPOKEN


def _section(visit):
    given = [
        json.loads(e.proto.json or e.proto.bytes)
        for e in visit.app.main
        if e.type == "bidi_component"
    ]
    return next(data for data in given if "bibtex" in data)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_section_names_the_current_generation(opened, lang):
    told, words = _section(opened("data", lang=lang)), read_words(lang)
    current = shared_census().generation().id
    assert [file["name"] for file in told["files"]] == [download_name(current, f) for f in FORMATS]
    links = [file["address"] for file in told["files"]] + [told["sizes"], told["licence"]]
    links += [link["address"] for link in told["more"]]
    links += [file["address"] for table in told["tables"] for file in table["files"]]
    assert all(address.startswith(f"/api/v1/data/{current}/") for address in links)
    assert current in told["lead"]
    assert current in told["citation"]
    assert told["words"] == {name: words(f"download.{name}") for name in SPOKEN}
    assert "5,376" in told["lead"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_taken_away_has_words(opened, lang):
    told, words = _section(opened("data", lang=lang)), read_words(lang)
    for table in told["tables"]:
        title = words(f"download.table.{table['name']}")
        assert table["title"] in (title, words("download.derived", title=title))
    assert len(told["tables"]) == len(words.section("download.table"))


def test_a_generation_that_cannot_be_read_is_said_and_nothing_falls(opened, monkeypatch):
    def broken(_):
        raise GenerationBroken("x cannot be read")

    monkeypatch.setattr(downloads, "read_contents", broken)
    visit = opened("data", lang="en")
    assert any(read_words("en")("notice.broken") in notice for notice in visit.notices())
