"""Filters of the directory and of a company's page."""

from __future__ import annotations

import pytest

from chipcensus.choices import LONGEST_SHOWN, Choices, from_url
from chipcensus.filters import ALL, Filters
from chipcensus.i18n import LANGUAGES, read_words

CHOICES = Choices(
    {
        "companies": ("cambricon", "biren"),
        "id": ("cambricon", "biren"),
        "segment": ("gpu", "npu"),
        "status": ("listed",),
        "city": ("Santa Clara",),
    },
    (2010, 2026),
    (1968, 2024),
)
FULL = Filters(
    id="biren", search="bi ren", segment="gpu", status="listed", city="Santa Clara",
    founded_from=1968, founded_to=2001,
)  # fmt: skip


def _read(**query):
    return from_url({name: [value] for name, value in query.items()}, CHOICES)


def test_round_trip():
    assert _read(**FULL.to_url()) == (FULL, [])


@pytest.mark.parametrize(
    ("name", "value", "reason"),
    [
        ("id", "biran", "unknown"),
        ("id", ALL, "unknown"),
        ("segment", ALL, "unknown"),
        ("status", "Listed", "unknown"),
        ("city", "Atlantis", "unknown"),
        ("founded_from", "1967", "no_year"),
        ("founded_to", "2025", "no_year"),
    ],
)
def test_what_cannot_be_followed_is_listed(name, value, reason):
    filters, ignored = _read(**{name: value})
    assert filters == Filters()
    assert [(i.name, i.value, i.reason) for i in ignored] == [(name, value, reason)]


def test_years_of_founding_are_not_the_years_of_figures():
    filters, ignored = _read(founded_from="1990", year_from="1990")
    assert filters == Filters(founded_from=1990)
    assert [i.name for i in ignored] == ["year_from"]


def test_reversed_years_of_founding_are_swapped_and_told():
    filters, ignored = _read(founded_from="2001", founded_to="1990")
    assert (filters.founded_from, filters.founded_to) == (1990, 2001)
    assert [(i.name, i.reason) for i in ignored] == [("founded", "swapped")]


def test_a_search_is_one_line_and_has_a_longest_length():
    assert _read(search=" bi\n ren ")[0].search == "bi ren"
    assert _read(search="x" * LONGEST_SHOWN)[0].search == "x" * LONGEST_SHOWN
    filters, ignored = _read(search="x" * (LONGEST_SHOWN + 1))
    assert filters.search is None
    assert [i.reason for i in ignored] == ["too_long"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_caption_names_the_company_and_the_span(lang):
    words = read_words(lang)
    sentence = FULL.describe(words, ["id", "founded_from"])
    assert sentence.startswith(words("filter.chip", name=words("filter.id"), value="biren"))
    assert "1968–2001" in sentence
    assert "gpu" not in sentence
