"""Companies' names beside a chart."""

from __future__ import annotations

from itertools import pairwise

import pytest

from chipcensus.charts.names import NAME_LENGTH, short, spread
from chipcensus.i18n import LANGUAGES, Words, read_words


def named(text: str) -> Words:
    return Words("en", read_words("en").texts, {"c": text})


@pytest.mark.parametrize(
    ("name", "label"),
    [
        ("Hygon Information Technology", "Hygon"),
        ("Marvell Technology Group", "Marvell"),
        ("Moore Threads", "Moore Threads"),
        ("Technology", "Technology"),
        ("Amazon (AWS Trainium / Annapurna chips)", "Amazon"),
        ("Verylong Wordsand Nomatter Whatever", "Verylong Wordsand…"),
        ("A & B", "A &amp; B"),
    ],
)
def test_a_label_says_what_tells_a_company_from_others(name, label):
    assert short("c", named(name)) == label


def test_a_company_known_by_a_shorter_name_has_that():
    assert short("smic", read_words("en")) == "SMIC"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_name_in_the_data_is_cut_and_no_two_are_alike(lang, rows_of):
    column = "coalesce(name_zh, name_en)" if lang == "zh" else "name_en"
    names = dict(rows_of(f"SELECT company_id, {column} FROM companies"))
    words = Words(lang, read_words(lang).texts, names)
    labels = [short(company, words) for company in names]
    assert [label for label in labels if "…" in label or len(label) > NAME_LENGTH] == []
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(("wanted", "step", "top"), [([0, 0, 0], 10, 100), ([95, 96], 10, 100)])
def test_places_are_apart_and_inside(wanted, step, top):
    places = spread(wanted, step, top)
    assert all(b - a >= step - 1e-9 for a, b in pairwise(places))
    assert places[0] >= 0
    assert places[-1] <= top
