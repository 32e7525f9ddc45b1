"""The article's claims on the shipped data: a question each, and verdicts that are known."""

from __future__ import annotations

import csv
import re
from datetime import date

import pytest

from chipcensus.census import Census
from chipcensus.charts.claims import more
from chipcensus.choices import from_url
from chipcensus.figures import FIGURES, find
from chipcensus.filters import Filters
from chipcensus.question import read_questions
from chipcensus.settings import ROOT

ARTICLE = "seed-bytailab-2024-09-27"
KNOWN = {
    "uncheckable": {"c02", "c20", "c22", "c24", "c33"},
    "partial": {"c04", "c05"},
    "only": {"c01", "c03", "c13", "c25", "c26", "c30", "c32"},
    "differs": {"c06"},
}


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


@pytest.fixture(scope="module")
def rows(census):
    return census.ask("claims/verdicts", {}).rows


def of(rows, claim_id):
    return next(r for r in rows if r["claim_id"] == claim_id and r["part_verdict"])


def test_every_claim_has_one_question_and_every_question_its_claim():
    with (ROOT / "data" / "claims.csv").open(encoding="utf-8") as file:
        claims = {row["claim_id"] for row in csv.DictReader(file)}
    names = read_questions(ROOT / "queries")
    asked = {m[1] for name in names if (m := re.fullmatch(r"claims/(c\d+)", name))}
    assert asked == claims


def test_all_claims_keep_one_contract():
    questions = read_questions(ROOT / "queries").items()
    contracts = {q.columns for name, q in questions if find_claim(name)}
    assert len(contracts) == 1


def find_claim(name):
    return re.fullmatch(r"claims/c\d+", name)


def test_verdicts_that_are_known(rows):
    found = {code: {r["claim_id"] for r in rows if r["verdict"] == code} for code in KNOWN}
    assert found == KNOWN
    assert sum(len(ids) for ids in KNOWN.values()) + 19 == len({r["claim_id"] for r in rows})


def test_10900_is_a_count_to_the_11th_of_december(rows):
    """Printed 1.09万家 for 2023; four pages print it for the time to 11 to 15 December."""
    row = of(rows, "c04")
    assert (row["verdict"], row["value"], str(row["period_end"])) == (
        "partial",
        10_900,
        "2023-12-11",
    )


def test_the_sum_of_rd_needs_statements_as_reported(rows):
    row = of(rows, "c20")
    assert row["missing"] == [f"rd_expense|FY{year}|standardised" for year in (2020, 2022, 2023)]


def test_half_a_year_follows_from_nine_months_less_a_quarter(rows):
    """9M-2024 862,453,149.83 less Q3-2024 253,568,510.87, both by the report of the quarter."""
    row = of(rows, "c12")
    assert row["value"] == pytest.approx(-608_884_638.96)
    assert (row["verdict"], row["is_direct"]) == ("confirmed", False)


def test_the_article_is_never_its_own_witness(rows):
    assert not [r["claim_id"] for r in rows if ARTICLE in (r["source_ids"] or [])]


def test_before_the_article_there_is_no_claim(census):
    assert not census.ask("claims/verdicts", {"as_of": date(2024, 9, 26)}).rows


def test_an_as_of_day_hides_what_came_later(census):
    """The quarter's report of 31 October 2024 is what c12 follows from."""
    rows = census.ask("claims/verdicts", {"as_of": date(2024, 10, 30)}).rows
    assert of(rows, "c12")["verdict"] == "only"


def test_head_count_counts_each_claim_once(census):
    rows = census.ask("claims/head_count", {}).rows
    assert sum(row["claims"] for row in rows) == 34
    assert {row["verdict"]: row["claims"] for row in rows}["confirmed"] == 19


def test_a_verdict_can_be_asked_for(census):
    answer = census.figure("claims/verdicts", Filters(verdict="differs"))
    assert {row["claim_id"] for row in answer.result.rows} == {"c06"}
    assert not census.figure(
        "claims/verdicts", Filters(topic="events", verdict="partial")
    ).result.rows


def test_links_lead_to_figures_with_filters_that_exist(census):
    for name, filters in more.FIGURES.values():
        assert FIGURES[name].page == name.split("/")[0]
        _, ignored = from_url({k: [v] for k, v in filters.items()}, census.choices())
        assert ignored == []
    assert find("claims/c04").key == "claims.evidence"
