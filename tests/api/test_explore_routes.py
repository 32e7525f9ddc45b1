"""Explore over HTTP: statements are run, drawn, taken away and kept, by whoever may."""

from __future__ import annotations

import csv
import io
import json
import shutil
import time
from dataclasses import replace

import pytest
from openpyxl import load_workbook

from chipcensus.census import Census
from chipcensus.i18n import LANGUAGES
from chipcensus.state import Tokens
from chipcensus.workspace import workspaces_of

BASE = "/api/v1/explore"
BOMB = "SELECT count(*) FROM range(100000000) a, range(100000) b"
YEARS = (
    "SELECT 2020 + n AS year, n % 2 = 0 AS is_even, 'k' || n % 2 AS kind, n * 1.5::DOUBLE AS worth"
)
YEARS += " FROM range(6) t(n) ORDER BY n"


@pytest.fixture
def run(get, post):
    """Run a statement to its end; the address of the run and what is told of it."""

    def done(sql: str, lang: str = "en", **more):
        begun = json.loads(post(f"{BASE}/runs?lang={lang}", {"sql": sql, **more}).body)
        for _ in range(20):
            told = json.loads(get(f"{begun['run']}?lang={lang}").body)
            if told["state"] in ("done", "failed"):
                return begun["run"], told
        raise AssertionError(told)

    return done


def test_an_answer_is_told_with_its_columns_and_a_chart_to_begin_with(run):
    _, told = run(YEARS)
    assert told["columns"][0] == {"name": "year", "numeric": True}
    assert told["rows"][1] == ["2021", "false", "k1", "1.5"]
    assert (told["count"], told["is_cut"]) == (6, False)
    assert told["chart"] == {"kind": "line", "x": "year", "y": "worth", "colour": "kind"}


def test_a_screen_shows_a_thousand_rows_and_says_that_there_are_more(run):
    _, told = run("SELECT * FROM range(5000)")
    assert (told["count"], len(told["rows"]), told["is_cut"]) == (1000, 1000, True)


def test_a_large_cell_is_cut_on_the_screen_only(run, get):
    sql = "SELECT repeat('x', 50000) AS much"
    _, told = run(sql)
    assert len(told["rows"][0][0]) == 1001
    address, _ = run(sql, format="csv")
    assert len(get(f"{address}/all.csv").body) > 50_000


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize(
    ("sql", "reason"),
    [
        ("DROP TABLE sources", "not_select"),
        ("SELECT 1; SELECT 2", "several"),
        ("SELECT * FROM read_csv('/etc/passwd')", "function"),
        ("SELECT FROM WHERE", "syntax"),
    ],
)
def test_what_may_not_be_run_is_said_in_the_readers_language(run, lang, sql, reason):
    _, told = run(sql, lang)
    assert (told["state"], told["reason"]) == ("failed", reason)
    assert any("\u4e00" <= sign <= "\u9fff" for sign in told["text"]) is (lang == "zh")
    assert "/tmp" not in told["text"]


def test_a_statement_that_takes_too_long_is_given_up_by_its_reader(get, send, post):
    begun = json.loads(post(f"{BASE}/runs", {"sql": BOMB}).body)["run"]
    assert json.loads(get(begun).body)["state"] == "running"
    started = time.monotonic()
    assert send(begun, "DELETE").status == 204
    told = json.loads(get(begun).body)
    assert (told["state"], told["reason"]) == ("failed", "cancelled")
    assert time.monotonic() - started < 4


def test_all_rows_are_taken_away_as_each_kind_of_file(run, get):
    sql = "SELECT n, '=' || n AS text FROM range(30000) t(n)"
    found = {}
    for form in ("csv", "parquet", "xlsx"):
        address, told = run(sql, format=form)
        assert "rows" not in told
        assert told["count"] == 30_000
        reply = get(f"{address}/all.{form}")
        assert reply.status == 200
        assert f".{form}" in reply.headers["Content-Disposition"]
        found[form] = reply.body
        assert get(f"{address}/all.exe").status == 404
    rows = list(csv.reader(io.StringIO(found["csv"].decode("utf-8-sig"))))
    assert (len(rows), rows[1]) == (30_001, ["0", "'=0"])
    book = load_workbook(io.BytesIO(found["xlsx"]), read_only=True)
    assert book.worksheets[1].max_row == 30_001


def test_the_chart_is_a_card_whose_files_hold_what_it_draws(run, get):
    address, _ = run("SELECT year, companies, source_ids FROM year_counts WHERE scope = 'chip'")
    query = "kind=bar&x=year&y=companies&colour=&lang=en"
    card = json.loads(get(f"{address}/card.json?{query}").body)["card"]
    assert card["title"] == "companies by year"
    assert card["figure"]["data"][0]["type"] == "bar"
    assert card["cite"] is None
    assert card["uncited"]
    assert "Chip Census" in card["sources"]
    assert card["sources"] != "Chip Census"
    details = json.loads(get(card["links"].pop("details")).body)
    assert [c["label"] for c in details["table"]["columns"]] == ["year", "companies", "source_ids"]
    assert details["sources"][0]["url"].startswith("http")
    assert set(card["links"]) == {"pdf", "pptx", "html", "xlsx", "csv", "parquet", "json"}
    for ending in ("pptx", "html", "xlsx", "csv", "parquet", "json"):
        reply = get(card["links"][ending])
        assert (reply.status, len(reply.body) > 100) == (200, True), ending
    told = json.loads(get(card["links"]["json"]).body)
    assert told["title"] == card["title"]
    assert len(told["rows"]) == len(details["table"]["rows"])


@pytest.mark.parametrize(
    "query",
    [
        "kind=pie&x=year&y=worth",
        "kind=bar&x=nobody&y=worth",
        "kind=bar&x=year",
        "kind=bar&x=year&y=worth&lang=fr",
    ],
)
def test_a_chart_that_does_not_fit_is_refused(run, get, query):
    address, _ = run(YEARS)
    assert get(f"{address}/card.json?{query}").status == 400


def test_every_table_and_question_is_listed_with_what_it_means(get):
    for lang in LANGUAGES:
        groups = json.loads(get(f"{BASE}/schema.json?lang={lang}").body)["groups"]
        tables = {table["name"]: table for group in groups for table in group["tables"]}
        assert {"registrations", "year_counts", "sources"} <= tables.keys()
        assert all(table["text"] and table["columns"] for table in tables.values())
        units = {c["name"]: c["unit"] for c in tables["registrations"]["columns"]}
        assert any(units.values())
        listed = json.loads(get(f"{BASE}/examples.json?lang={lang}").body)["groups"]
        names = {one["name"] for group in listed for one in group["questions"]}
        assert {"registrations/by_year", "claims/c01", "checks/deal_told_twice"} <= names
        assert not [name for name in names if name.startswith(("views/", "cubes/"))]


def test_an_example_has_the_filters_of_its_card(get, run):
    query = "name=deregistrations/by_year&lang=en&year_from=2020&year_to=2021&scope=chip"
    sql = json.loads(get(f"{BASE}/example.json?{query}").body)["sql"]
    _, told = run(sql)
    years = {row[0] for row in told["rows"]}
    assert years == {"2020", "2021"}
    assert get(f"{BASE}/example.json?name=views/figures").status == 404


def test_a_kept_statement_leads_back_to_the_page(post, get):
    chart = {"kind": "bar", "x": "year", "y": "worth", "colour": ""}
    told = json.loads(post(f"{BASE}/statements", {"sql": YEARS, "chart": chart}).body)
    assert told["address"].endswith(f"/q/{told['id']}")
    reply = get(f"/q/{told['id']}?lang=en")
    assert reply.status == 302
    assert reply.headers["Location"] == f"/explore?key={told['id']}&lang=en"


@pytest.mark.parametrize(
    ("told", "status"),
    [({}, 400), ({"sql": 7}, 400), ({"sql": "SELECT 1", "format": "exe"}, 400)],
)
def test_a_body_that_is_no_statement_is_refused(post, told, status):
    assert post(f"{BASE}/runs", told).status == status


def test_a_foreign_page_cannot_send_a_statement(post):
    reply = post(f"{BASE}/runs", {"sql": "SELECT 1"}, content_type="text/plain")
    assert reply.status == 400


def test_a_run_is_found_by_its_token_only(get):
    reply = get(f"{BASE}/runs/nobody")
    assert reply.status == 404
    assert json.loads(reply.body)["type"].endswith("#unknown-run")


@pytest.fixture(scope="module")
def watched(shipped, tmp_path_factory, asking):
    """An installation that anybody may read, and only analysts explore; and tokens of two roles."""
    var = tmp_path_factory.mktemp("explored")
    shutil.copytree(shipped.var / "generations", var / "generations")
    settings = replace(shipped, var=var, public=True)
    tokens = {role: Tokens(settings).new(role, role)[0] for role in ("viewer", "analyst")}
    with asking(Census(settings)) as ask:
        yield ask, tokens


def test_who_may_not_explore_is_answered_nothing_of_it(watched):
    ask, tokens = watched
    for path in (
        "schema.json",
        "examples.json",
        "example.json?name=registrations/by_year",
        "runs/x",
    ):
        assert ask(f"{BASE}/{path}").status == 403, path
        viewer = {"Authorization": f"Bearer {tokens['viewer']}"}
        assert ask(f"{BASE}/{path}", **viewer).status == 403
    analyst = {"Authorization": f"Bearer {tokens['analyst']}"}
    assert ask(f"{BASE}/schema.json", **analyst).status == 200


def test_a_visit_asks_its_own_data_and_nobody_else_does(shipped, tmp_path_factory, asking):
    var = tmp_path_factory.mktemp("own")
    shutil.copytree(shipped.var / "generations", var / "generations")
    shared = Census(replace(shipped, var=var))
    workspace = workspaces_of(shared).open()
    file = workspace.folder / "private-0.duckdb"
    shutil.copy(shared.store.folder / shared.store.current_file(), file)
    workspace.take_up(file)
    with asking(shared) as ask:
        base = f"/visit/{workspace.token}/explore"
        assert ask(f"{base}/schema.json").status == 200
        workspaces_of(shared).close(workspace)
        assert ask(f"{base}/schema.json").status == 404
        assert ask("/visit/nobody/explore/schema.json").status == 404
