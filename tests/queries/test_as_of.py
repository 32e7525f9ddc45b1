"""What a past day shows was published by then, whatever is asked; a day to come is today."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from chipcensus.census import Census
from chipcensus.figures import FIGURES
from chipcensus.filters import ALL, Filters
from chipcensus.question import read_questions
from chipcensus.settings import ROOT

QUESTIONS = read_questions(ROOT / "queries")
# Of what is there at all, whatever the day: names to choose from and to search, the steps' checks.
WHATEVER_THE_DAY = {"views", "cubes", "checks", "meta"}
ASKED = [name for name, q in QUESTIONS.items() if q.subject not in WHATEVER_THE_DAY]
DAYS = [date(2019, 6, 30), date(2023, 1, 31), date(2024, 12, 31), date(2025, 9, 30)]
CHOSEN = [
    Filters(id="cambricon"),
    Filters(id="moore-threads", companies=(ALL,), currency="CNY", scope="chip"),
    Filters(id="nvidia", companies=("cambricon", "nvidia", "biren"), provider=ALL),
]


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


@pytest.mark.parametrize("name", ASKED)
def test_every_question_can_be_asked_as_of_a_day(name):
    assert "as_of" in {field.name for field in QUESTIONS[name].params}


@pytest.mark.parametrize("day", DAYS, ids=str)
@pytest.mark.parametrize("name", ASKED)
def test_no_source_of_an_answer_is_later_than_the_day(census, name, day):
    defaults = FIGURES[name].defaults if name in FIGURES else {}
    for filters in CHOSEN:
        params = replace(filters, as_of=day).to_params(defaults)
        result = census.ask(name, params)
        cited = [result.citations[source_id] for source_id in result.source_ids]
        assert [s for s in cited if s.published_on and s.published_on > day] == []


@pytest.mark.parametrize("day", [*DAYS[1:], date(2022, 1, 1)], ids=str)
def test_vintages_are_what_was_known_on_the_day(census, day):
    name = "registrations/vintages"
    key = ("year", "provider", "period_end", "published_on", "companies")
    chip = {"scope": "chip"}
    prints = census.ask(name, chip).rows
    then = {tuple(r[k] for k in key) for r in census.ask(name, {**chip, "as_of": day}).rows}
    assert then <= {tuple(r[k] for k in key) for r in prints}
    assert all((r[3] or r[2]) <= day for r in then)
    shown = census.ask("registrations/by_year", {**chip, "as_of": day}).rows
    for row in shown:
        same = {r[4] for r in then if r[:3] == (row["year"], row["provider"], row["period_end"])}
        assert not same or row["companies"] in same


@pytest.mark.parametrize("day", DAYS[1:], ids=str)
def test_restatements_tell_the_figure_known_on_the_day(census, day):
    said = census.ask("financials/restatements", {"as_of": day, "companies": []}).rows
    assert all(r["said_on"] is None or r["said_on"] <= day for r in said)
    for row in said:
        if row["value"] is None:
            continue
        length = {"F": "year", "H": "half", "9": "nine_months", "Q": "quarter"}
        asked = {"metric": row["metric"], "frequency": length[row["fiscal_label"][0]]}
        asked |= {"companies": [row["company_id"]], "currency": "reported", "as_of": day}
        known = census.ask("financials/by_period", asked).rows
        assert row["value"] in {r["value"] for r in known if r["period_end"] == row["period_end"]}


@pytest.mark.parametrize("name", FIGURES)
def test_a_day_to_come_is_as_good_as_none(census, name):
    to_come = date.today() + timedelta(days=400)  # noqa: DTZ011 - far ahead, wherever one is
    asked = Filters(id="biren", as_of=to_come)
    answer = census.figure(name, asked)
    assert answer.result == census.figure(name, replace(asked, as_of=None)).result
    assert answer.filters.as_of is None


def test_the_first_day_is_the_first_on_which_a_page_shows_something(census):
    names = ["registrations/by_year", "registrations/vintages"]
    first = census.first_day(names, Filters(as_of=date(1990, 1, 1)))
    assert first is not None
    assert census.first_day(names, Filters(as_of=first)) is None
    assert census.first_day(names, Filters()) is None
