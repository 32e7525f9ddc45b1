"""The catalogue, the sources and the description of the API say what there is."""

from __future__ import annotations

import json
import re
from urllib.parse import quote

import pytest

from chipcensus.api.questions import FILTERS, names
from chipcensus.api.taken import DATA
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.refusals import MEDIA

QUESTIONS = "/api/v1/questions"
SOURCES = "/api/v1/sources"


@pytest.fixture(scope="module")
def told(asking, census):
    with asking(census) as ask:
        return json.loads(ask(f"{QUESTIONS}?lang=en").body)


def test_every_figure_and_claim_can_be_asked(told, census):
    listed = [question["name"] for question in told["questions"]]
    assert listed == names(census)
    assert set(FIGURES) < set(listed)
    assert "claims/c01" in listed
    assert not [name for name in listed if name.startswith(("views/", "checks/"))]


def test_a_question_tells_its_parameters_defaults_columns_and_units(told):
    by_year = next(q for q in told["questions"] if q["name"] == "registrations/by_year")
    assert set(by_year["parameters"]) <= set(FILTERS)
    assert {"year_from", "year_to", "scope", "provider", "as_of"} <= set(by_year["parameters"])
    assert by_year["defaults"] == {"scope": "chip", "provider": "企查查"}
    columns = {column["name"]: column for column in by_year["columns"]}
    assert columns["companies"]["type"] in {"BIGINT", "DOUBLE"}
    assert columns["companies"]["text"].startswith("companies")
    assert told["choices"]["scope"][0] == "all"
    assert told["endings"]["ask"] == list(DATA)


def test_what_the_catalogue_lets_one_choose_is_answered(told, get):
    choices = told["choices"]
    for name in ("scope", "provider", "companies", "metric", "currency", "as_of"):
        value = "2024-01-31" if name == "as_of" else choices[name][0]
        path = f"/api/v1/ask/registrations/by_year.json?{name}={quote(value)}"
        assert get(path).status == 200, name


def test_titles_come_in_the_language_asked_for(told, get):
    chinese = json.loads(get(QUESTIONS).body)
    assert chinese["lang"] == "zh"
    pairs = zip(told["questions"], chinese["questions"], strict=True)
    assert all(one["title"] != other["title"] for one, other in pairs)


def test_a_source_is_told_with_the_figures_that_rest_on_it(get, census):
    answer = census.figure("registrations/by_year", Filters())
    identity = answer.result.source_ids[0]
    told = json.loads(get(f"{SOURCES}/{identity}").body)
    cited = answer.result.citations[identity]
    assert (told["source_id"], told["url"], told["title"]) == (identity, cited.url, cited.title)
    assert "registrations/by_year" in told["figures"]
    assert told["generation"] == answer.result.generation


def test_all_sources_are_listed(get, rows_of):
    told = json.loads(get(SOURCES).body)["sources"]
    assert {one["source_id"] for one in told} == {
        i for (i,) in rows_of("SELECT source_id FROM sources")
    }


@pytest.mark.parametrize("identity", ["nothing", "..%2f..%2fetc%2fpasswd", "%00", "x" * 3000])
def test_an_unknown_source_is_not_found(get, identity):
    reply = get(f"{SOURCES}/{identity}")
    assert reply.status == 404
    assert reply.headers["Content-Type"] == MEDIA
    assert len(reply.body) < 1000


def test_the_kinds_of_problems_are_told_where_their_type_leads(get):
    problem = json.loads(get("/api/v1/ask/registrations/by_year.csv?scope=x").body)
    address, name = problem["type"].split("#")
    listed = json.loads(get(re.sub(r"^http://[^/]+", "", address)).body)["problems"]
    assert {"name": name, "status": 400, "title": problem["title"]} in listed
