"""Answers over HTTP are the answers on the screen, and a bad question gets one clear error."""

from __future__ import annotations

import csv
import http.client
import io
import json
from datetime import date
from urllib.parse import parse_qs, quote, unquote, urlencode, urlsplit

import openpyxl
import pytest

from chipcensus.export.files import MEDIA
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES

FILTERS = Filters(year_from=2019, year_to=2024, as_of=date(2025, 6, 30))


@pytest.fixture(params=FIGURES)
def name(request):
    return request.param


@pytest.fixture(params=[Filters(), FILTERS], ids=["all", "filtered"])
def answer(request, census, name):
    return census.figure(name, request.param)


def test_csv_is_the_answer(get, answer):
    reply = get(_path(answer, "csv"))
    head, *rows = csv.reader(io.StringIO(reply.body.decode("utf-8-sig"), newline=""))
    assert reply.status == 200
    assert head[:-1] == [column.name for column in answer.result.question.columns]
    assert [r[:-1] for r in rows] == [_texts(row) for row in answer.result.rows]


def test_json_is_the_answer(get, answer):
    told = json.loads(get(_path(answer, "json")).body)
    days = [{k: _day(v) for k, v in row.items()} for row in answer.result.rows]
    assert told["rows"] == days
    assert told["generation"] == answer.result.generation
    assert [c["name"] for c in told["columns"]] == [c.name for c in answer.result.question.columns]


def test_xlsx_is_the_answer(get, census, answer):
    words = census.words("zh")
    reply = get(_path(answer, "xlsx"))
    book = openpyxl.load_workbook(io.BytesIO(reply.body))
    assert book[words("export.data")].max_row == len(answer.result.rows) + 1
    about = {r[0]: r[1] for r in book[words("export.about")].iter_rows(values_only=True)}
    assert about[words("export.filters")] == answer.caption(words)
    assert about[words("export.generation")] == answer.result.generation
    # The link leads to the page that shows the same.
    link = urlsplit(about[words("export.link")])
    assert (link.hostname, link.path) == ("127.0.0.1", f"/{answer.figure.page}")
    query = {name: values[-1] for name, values in parse_qs(link.query).items()}
    shown = {**answer.filters.to_url(), "lang": "zh", "generation": answer.result.generation}
    assert query == shown


def test_the_card_is_told_table_sources_and_sql(get, rows_of, answer):
    told = json.loads(get(_path(answer, "json", "card")).body)
    result = answer.result
    assert len(told["table"]["rows"]) == len(result.rows)
    assert {len(row) for row in told["table"]["rows"]} <= {len(told["table"]["columns"])}
    sources = [result.citations[i] for i in result.source_ids]
    assert [s["url"] for s in told["sources"]] == [s.url for s in sources]
    # Rates, happenings and facts of a company are no printed figures.
    tables = ("fx_rates", "events", "companies", "company_sources")
    asked = (f"SELECT url FROM sources SEMI JOIN {table} USING (source_id)" for table in tables)
    others = {url for select in asked for (url,) in rows_of(select)}
    assert all(s["reported_as"] for s in told["sources"] if s["url"] not in others)
    origins = [
        (tuple(o["row_ids"]), {sources[place].source_id for place in o["sources"]})
        for o in told["table"]["origins"]
    ]
    # What is about the data itself rests on no row of it.
    assert origins == [
        (tuple(r.get("row_ids", ())), set(r.get("source_ids", ()))) for r in result.rows
    ]
    printed = {i for s in told["sources"] for said in s["reported_as"] for i in said["row_ids"]}
    assert printed <= set(result.row_ids)
    assert told["sql"] == result.sql
    assert {p["name"] for p in told["params"]} == set(result.params)


def test_the_sources_of_events_laid_over_a_figure_are_among_its_sources(get, census, rows_of):
    asked = "SELECT DISTINCT source_id FROM events WHERE kind = 'export_control'"
    told = {source for (source,) in rows_of(asked)}
    name = "registrations/by_year"
    plain = census.figure(name, Filters())
    answer = census.figure(name, Filters(events=("export_control",)))
    added = set(answer.result.source_ids) - set(plain.result.source_ids)
    assert added
    assert added <= told
    sources = json.loads(get(_path(answer, "json", "card")).body)["sources"]
    assert {answer.result.citations[i].url for i in added} <= {s["url"] for s in sources}
    book = openpyxl.load_workbook(io.BytesIO(get(_path(answer, "xlsx")).body))
    words = census.words("zh")
    listed = {row[0] for row in book[words("export.sources")].iter_rows(values_only=True)}
    assert added <= listed
    about = {r[0]: r[1] for r in book[words("export.about")].iter_rows(values_only=True)}
    assert words.code("event_kind", "export_control") in about[words("export.filters")]
    assert str(answer.result.events[0]["title_zh"]) in about[words("export.notes")]
    # The data itself stays the answer to the question.
    assert get(_path(answer, "csv")).body == get(_path(plain, "csv")).body


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_a_download_is_named_as_the_card_names_it(get, census, ending, lang):
    answer = census.figure("registrations/by_year", FILTERS)
    disposition = get(_path(answer, ending, lang=lang)).headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename*=UTF-8''")
    file = unquote(disposition.split("''")[1])
    assert file == f"{answer.file_name(census.words(lang))}.{ending}"
    assert not set(file) & set('/\\:*?"<>|\0')


@pytest.mark.parametrize("ending", MEDIA)
def test_a_file_is_what_it_says_and_not_guessed(get, ending):
    reply = get(f"/api/v1/ask/registrations/by_year.{ending}")
    assert reply.headers["Content-Type"] == MEDIA[ending]
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


UNKNOWN = [
    "ask/registrations/nothing.csv",
    "ask/meta/sources.csv",
    "ask/checks/count_reprinted.json",
    "ask/views/figures.json",
    "ask/registrations/by_year.exe",
    "ask/registrations/by_year.",
    "ask/%2e%2e/%2e%2e/etc/passwd.csv",
    f"ask/registrations/{'x' * 5000}.csv",
    "card/registrations/nothing.json",
]


@pytest.mark.parametrize("path", UNKNOWN)
def test_an_unknown_question_is_not_found(get, path):
    reply = get(f"/api/v1/{path}")
    assert reply.status == 404
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert len(reply.body) < 3_000


BAD = {
    "companies": "nobody",
    "year_from": "twenty",
    "year_to": "3000",
    "scope": "chip' OR '1'='1",
    "provider": "<script>alert(1)</script>",
    "as_of": "2023-02-30",
    "lang": "xx",
    "colour": "blue",
    "metric": "9" * 10_000,
}


@pytest.mark.parametrize("kind", ["ask", "card"])
@pytest.mark.parametrize("wrong", BAD)
def test_a_bad_parameter_is_named_in_one_error(get, kind, wrong):
    reply = get(f"/api/v1/{kind}/registrations/by_year.json?{urlencode({wrong: BAD[wrong]})}")
    assert reply.status == 400
    told = json.loads(reply.body)
    assert (told["status"], told["parameter"]) == (400, wrong)
    assert told["allowed"]
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert wrong in told["detail"]
    assert len(told["detail"]) < 300
    assert reply.headers["X-Content-Type-Options"] == "nosniff"


def test_all_bad_parameters_are_named_at_once(get):
    reply = get(f"/api/v1/ask/registrations/by_year.csv?{urlencode(BAD)}")
    assert reply.status == 400
    assert all(name in json.loads(reply.body)["detail"] for name in BAD)


def test_reversed_years_are_swapped_here_too(get):
    path = "/api/v1/ask/registrations/by_year.csv"
    wrong, right = f"{path}?year_from=2022&year_to=2019", f"{path}?year_from=2019&year_to=2022"
    assert get(wrong).body == get(right).body


def test_only_reading_is_offered(port):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", "/api/v1/ask/registrations/by_year.csv", body=b"{}")
    assert connection.getresponse().status == 405
    connection.close()


def test_data_that_cannot_be_read_is_said_without_a_word_on_the_machine(
    get, census, monkeypatch, tmp_path
):
    def broken(*_):
        raise PermissionError(13, "Permission denied", str(tmp_path))

    monkeypatch.setattr(census, "choices", broken)
    reply = get("/api/v1/ask/registrations/by_year.csv?year_from=2016&year_to=2017")
    assert reply.status == 503
    assert reply.headers["Retry-After"]
    assert str(tmp_path) not in reply.body.decode()


def _path(answer, ending, kind="ask", lang="zh"):
    query = urlencode({**answer.filters.to_url(), "lang": lang}, doseq=True, quote_via=quote)
    return f"/api/v1/{kind}/{answer.figure.name}.{ending}?{query}"


def _texts(row):
    return [_text(value) for value in row.values()]


def _text(value):
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, list):
        return ";".join(map(str, value))
    # A spreadsheet would run what a text begins with.
    guard = "'" if isinstance(value, str) and value.startswith(("=", "+", "-", "@")) else ""
    return "" if value is None else f"{guard}{value}"


def _day(value):
    return value.isoformat() if isinstance(value, date) else value
