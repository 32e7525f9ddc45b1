"""The claims' list and head count: drawn are the rows, with why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from chipcensus.census import Census
from chipcensus.charts import claims
from chipcensus.charts.theme import HATCH
from chipcensus.claims import VERDICTS
from chipcensus.filters import Filters
from chipcensus.i18n import read_words

ZH, EN = read_words("zh"), read_words("en")


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


@pytest.fixture(scope="module")
def answer(census):
    return census.figure("claims/verdicts", Filters()).result


def cells(drawing, claim_id):
    rows = drawing.listing["rows"]
    return next(row["cells"] for row in rows if row["cells"][0]["sort"] == claim_id)


def test_a_row_for_each_claim_with_its_parts_in_one(answer):
    drawing = claims.verdicts.draw(answer, EN)
    assert len(drawing.listing["rows"]) == 34
    why = cells(drawing, "c32")[1]["note"]
    assert "biren" in why
    assert "2024-08-26" in why


@pytest.mark.parametrize("words", [ZH, EN], ids=["zh", "en"])
def test_a_verdict_says_why(answer, words):
    drawing = claims.verdicts.draw(answer, words)
    partial = cells(drawing, "c04")
    assert "2023-12-11" in partial[1]["note"]
    assert partial[1]["tone"] == "partial"
    assert "14.3" in cells(drawing, "c06")[1]["note"]
    assert "FY2020" in cells(drawing, "c20")[1]["note"]
    assert all(row["cells"][1]["note"] for row in drawing.listing["rows"])


def test_a_figure_of_another_period_stands_beside_and_never_counts(answer):
    others = cells(claims.verdicts.draw(answer, EN), "c25")[3]
    assert (others["text"], others["note"]) == (
        "–", "For comparison (2024-09-05): 86.372B CNY, information.bz",
    )  # fmt: skip


def test_each_claim_leads_to_its_evidence_and_to_a_figure(answer):
    behind = cells(claims.verdicts.draw(answer, EN), "c04")[4]["behind"]
    assert behind["name"] == "claims/c04"
    assert behind["href"] == "/deregistrations?scope=chip&lang=en#deregistrations/by_year"
    rows = claims.verdicts.draw(answer, EN).listing["rows"]
    assert len(rows) == 34
    assert all(row["cells"][4]["behind"]["href"].startswith("/") for row in rows)
    own = [row | {"claim_id": "own"} for row in answer.rows if row["claim_id"] == "c04"]
    alone = cells(claims.verdicts.draw(replace(answer, rows=own), EN), "own")
    assert alone[4]["behind"]["href"] == ""


def test_the_finding_names_what_differs(answer):
    assert "15.7%" in claims.verdicts.draw(answer, EN).finding
    agreeing = [row for row in answer.rows if row["verdict"] == "confirmed"]
    calm = claims.verdicts.draw(replace(answer, rows=agreeing), EN)
    assert calm.finding == "Of 19 claims none is contradicted by another source."


def test_bars_are_the_head_count(census):
    answer = census.figure("claims/head_count", Filters()).result
    drawing = claims.head_count.draw(answer, EN)
    (bar,) = drawing.figure["data"]
    assert [row["verdict"] for row in answer.rows] == list(VERDICTS)
    assert bar["x"] == [row["claims"] for row in answer.rows]
    assert bar["customdata"] == [row["row_ids"] for row in answer.rows]
    assert bar["marker"]["pattern"]["shape"][VERDICTS.index("partial")] == HATCH
    assert "19 confirmed" in drawing.finding


def test_evidence_of_one_claim(census):
    answer = census.figure("claims/c24", Filters()).result
    drawing = claims.evidence.draw(answer, EN)
    assert [row["cells"][0]["text"] for row in drawing.listing["rows"]][:2] == ["Start", "End"]


@pytest.mark.parametrize("chart", ["verdicts", "head_count", "evidence"])
def test_nothing_to_show_is_said(answer, chart):
    drawing = getattr(claims, chart).draw(replace(answer, rows=[]), ZH)
    assert drawing.is_empty
    assert drawing.missing
