from __future__ import annotations

import subprocess
import sys
from datetime import date
from itertools import pairwise

import pytest

from chipcensus.answer import Answer
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.question import Field, Question
from chipcensus.result import Result
from chipcensus.settings import ROOT
from chipcensus.state import citation_id, read_id

WHAT = {
    "figure": "registrations/by_year",
    "params": {"scope": "chip", "as_of": date(2024, 6, 30), "companies": ["a", "b"]},
    "events": ("policy",),
    "generation": "0123456789ab",
}
CODE = """
from datetime import date
from chipcensus.state import citation_id
print(citation_id(generation="0123456789ab", events=["policy"], figure="registrations/by_year",
    params={"companies": ["a", "b"], "as_of": date(2024, 6, 30), "scope": "chip"}))
"""
OTHER = {
    "figure": {"figure": "registrations/stock"},
    "one parameter": {"params": WHAT["params"] | {"scope": "ai_chip"}},
    "a parameter that is not given": {"params": WHAT["params"] | {"scope": None}},
    "the day": {"params": WHAT["params"] | {"as_of": date(2024, 7, 1)}},
    "the order of companies": {"params": WHAT["params"] | {"companies": ["b", "a"]}},
    "events": {"events": ()},
    "generation": {"generation": "0123456789ac"},
}


def test_two_processes_agree():
    ids = {
        subprocess.check_output([sys.executable, "-c", CODE], cwd=ROOT, text=True).strip()
        for _ in range(2)
    }
    assert ids == {citation_id(**WHAT)}


@pytest.mark.parametrize("change", OTHER.values(), ids=OTHER)
def test_whatever_differs_has_another_id(change):
    assert citation_id(**WHAT | change) != citation_id(**WHAT)


def test_an_id_can_be_typed_off_a_page():
    ids = [citation_id(n=n) for n in range(2000)]
    assert len(set(ids)) == len(ids)
    assert {len(one) for one in ids} == {10}
    assert set("".join(ids)) == set("0123456789abcdefghjkmnpqrstvwxyz")
    assert all(read_id(one.upper().replace("0", "O").replace("1", "l")) == one for one in ids)
    assert read_id(" k7mq2-x9w3d ") == "k7mq2x9w3d"


@pytest.mark.parametrize(
    "text", ["", "k7mq2x9w3", "k7mq2x9w3du", "k7mq2x9w3u", "引用的图引用的图引用", "٠١٢٣٤٥٦٧٨٩"]
)
def test_what_is_no_id(text):
    assert read_id(text) is None


def _answer(filters: Filters, events=()) -> Answer:
    figure = FIGURES["registrations/by_year"]
    params = tuple(Field(name, "VARCHAR", "") for name in ("scope", "year_from"))
    question = Question(figure.name, "?", params, (), "", "")
    bound = question.bind(filters.to_params(figure.defaults))
    return Answer(figure, filters, Result(question, bound, [], "g", "", {}, events=events))


def test_only_what_acts_counts():
    plain = _answer(Filters())
    assert _answer(Filters(scope="chip")).citation_id == plain.citation_id
    assert _answer(Filters(metric="revenue")).citation_id == plain.citation_id
    assert _answer(Filters(events=("policy",))).citation_id == plain.citation_id
    # Events count once they are on the figure, and the day with them.
    laid = [{"source_ids": []}]
    several = [
        plain,
        _answer(Filters(scope="ai_chip")),
        _answer(Filters(events=("policy",)), laid),
        _answer(Filters(events=("policy", "fund")), laid),
        _answer(Filters(events=("policy",), as_of=date(2024, 1, 1)), laid),
    ]
    ids = [one.citation_id for one in several]
    assert all(a != b for a, b in pairwise(sorted(ids)))


def test_what_acts_can_be_asked_again():
    acting = _answer(Filters(metric="revenue", year_from=2020, events=("policy",))).acting()
    assert acting == Filters(scope="chip", year_from=2020)
    laid = _answer(Filters(events=("policy",), as_of=date(2024, 1, 1)), [{"source_ids": []}])
    assert laid.acting() == Filters(scope="chip", events=("policy",), as_of=date(2024, 1, 1))
