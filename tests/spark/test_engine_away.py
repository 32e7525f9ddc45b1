"""Servers on one publication and one engine, and what readers see while the engine is gone."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from contextlib import ExitStack
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bench.engines import engine
from bench.servers import census_server
from chipcensus.publish import build
from chipcensus.publish.imports import shared_folder
from chipcensus.publish.publication import publish_at, roll_back_at
from chipcensus.settings import ROOT, read_settings
from tests.publish.imported import accepted, companies, made_up
from tests.spark.conftest import KIND, WORKERS

REPLICAS = 3
PATIENCE = 240.0
ASKED = "/api/v1/ask/registrations/by_year.json?lang=en&scope=chip"
LISTED = "/api/v1/ask/registrations/by_province.json?lang=en"
SQL = "SELECT count(*) AS n FROM registrations"
HEADER = "Chip-Census-Engine"


@pytest.fixture(scope="module")
def own_engine(tmp_path_factory):
    """An engine that may be killed."""
    with engine(KIND, tmp_path_factory.mktemp(f"own-{KIND}"), workers=WORKERS) as running:
        yield running


@pytest.fixture(scope="module")
def publisher(tmp_path_factory, own_engine):
    """Settings of who publishes: first what is shipped, then the same with a list of companies."""
    folder = tmp_path_factory.mktemp("replicas")
    named = {
        "VAR": str(folder / "publisher"),
        "PUBLICATION": str(folder / "published"),
        "ENGINE": own_engine.url,
        "QUERY_SECONDS": "120",
        "SQL_SECONDS": "60",
        "API_RATE": "0",
        "API_SECONDS": "0",
    }
    settings = read_settings({f"CHIPCENSUS_{name}": value for name, value in named.items()})
    build(settings)
    publish_at(settings, settings.publication)
    return settings


@pytest.fixture(scope="module")
def replicas(publisher):
    """Servers that share nothing but the publication."""
    named = ("engine", "publication", "query_seconds", "sql_seconds", "api_rate", "api_seconds")
    told = {f"CHIPCENSUS_{n.upper()}": str(getattr(publisher, n)) for n in named}
    with ExitStack() as stack:
        yield [
            stack.enter_context(census_server(publisher.var.with_name(f"reader-{n}"), **told))
            for n in range(REPLICAS)
        ]


def ask(server, path, body=None):
    """What an address answers, its headers beside it."""
    sent = json.dumps(body).encode() if body else None
    request = Request(f"{server.url}{path}", sent, {"Content-Type": "application/json"})
    try:
        with urlopen(request, timeout=PATIENCE) as answer:
            return json.loads(answer.read()), answer.headers
    except HTTPError as error:
        error.add_note(error.read().decode())
        raise


def ready(server):
    try:
        return ask(server, "/readyz")[0]
    except HTTPError as error:
        return {"status": f"not yet: {error.code}"}


def metrics(server):
    with urlopen(f"{server.url}/metrics", timeout=PATIENCE) as answer:
        families = text_string_to_metric_families(answer.read().decode())
        return {one.name: one.value for family in families for one in family.samples}


def until(is_so):
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end
        time.sleep(0.2)


def all_serve(replicas, identity):
    wanted = {"status": "ready", "generation": identity, "engine": "answers"}
    return all(ready(one) == wanted for one in replicas)


def test_what_is_published_is_served_by_all_and_no_answer_mixes_two(replicas, publisher):
    until(lambda: ready(replicas[0])["status"] == "ready")
    first = ready(replicas[0])["generation"]
    until(lambda: all_serve(replicas, first))
    without = {json.dumps(ask(one, ASKED)[0]["rows"]) for one in replicas}
    assert len(without) == 1
    assert all(ask(one, LISTED)[0]["rows"] == [] for one in replicas)

    made = accepted(
        shared_folder(publisher), {"registry": companies(*made_up())}, is_synthetic=True
    )
    second = build(publisher, imports=[made])
    publish_at(publisher, publisher.publication)
    seen = set()

    def one_round():
        for one in replicas:
            told, headers = ask(one, LISTED)
            assert HEADER not in headers
            # The rows of a list are there exactly where the answer names the generation with it.
            assert (told["generation"], bool(told["rows"])) in {(first, False), (second, True)}
            seen.add(told["generation"])
        return all_serve(replicas, second)

    until(one_round)
    assert second in seen
    assert len({json.dumps(ask(one, LISTED)[0]["rows"]) for one in replicas}) == 1

    dated, _ = ask(replicas[0], f"{LISTED}&generation={first}")
    assert (dated["generation"], dated["rows"]) == (first, [])
    roll_back_at(publisher, publisher.publication)
    until(lambda: all_serve(replicas, first))
    publish_at(publisher, publisher.publication)
    until(lambda: all_serve(replicas, second))


def test_statements_reach_the_companies_of_the_list(replicas):
    told, _ = ask(replicas[1], "/api/v1/sql", {"sql": "SELECT count(*) AS n FROM registry"})
    assert told["rows"][0]["n"] > 0
    schema, _ = ask(replicas[1], "/api/v1/explore/schema.json?lang=zh")
    (facts,) = [group["tables"] for group in schema["groups"] if group["name"] == "facts"]
    assert facts[0]["name"] == "registry"
    assert facts[0]["rows"] == told["rows"][0]["n"]
    assert all(column["text"] for column in facts[0]["columns"])


def test_what_is_taken_away_bears_the_embedded_datas_own_id(replicas):
    told, _ = ask(replicas[0], "/api/v1/data/datapackage.json")
    embedded = told["resources"][0]["path"].split("/")[0]
    assert embedded != ready(replicas[0])["generation"]
    with urlopen(f"{replicas[0].url}/api/v1/tables/sources.csv", timeout=PATIENCE) as answer:
        assert answer.status == 200


def test_while_the_engine_is_gone_embedded_data_answers_and_says_so(
    replicas, publisher, own_engine
):
    one, listed = replicas[0], ready(replicas[0])["generation"]
    with_list, _ = ask(one, LISTED)
    plain, _ = ask(one, ASKED)
    own_engine.kill()
    told, headers = ask(one, f"{ASKED}&provider=all")  # never asked before: nothing is kept
    assert headers[HEADER] == "embedded"
    assert told["generation"] != listed
    again, headers = ask(one, ASKED)
    assert (again["rows"], headers[HEADER]) == (plain["rows"], "embedded")
    empty, headers = ask(one, LISTED)
    assert (empty["rows"], headers[HEADER]) == ([], "embedded")
    told, headers = ask(one, "/api/v1/sql", {"sql": SQL})
    assert (told["rows"][0]["n"] > 0, headers[HEADER]) == (True, "embedded")
    state = ready(one)
    assert (state["status"], state["engine"]) == ("ready", "engine away")
    assert state["since"].endswith("+00:00")
    assert metrics(one)["chipcensus_engine_answers"] == 0
    command = [sys.executable, "-m", "chipcensus.cli", "sql", SQL]
    named = {"VAR": publisher.var.with_name("reader-0"), "PUBLICATION": publisher.publication}
    settings = {f"CHIPCENSUS_{name}": str(value) for name, value in named.items()}
    environment = {**os.environ, **settings, "CHIPCENSUS_ENGINE": own_engine.url}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True)
    assert done.returncode == 0
    assert "embedded data answers" in done.stderr

    own_engine.start()
    until(lambda: all_serve(replicas, listed))  # by itself
    back, headers = ask(one, LISTED)
    assert (back["rows"], HEADER in headers) == (with_list["rows"], False)
    assert metrics(one)["chipcensus_engine_answers"] == 1
