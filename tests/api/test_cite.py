"""Citations over HTTP: kept by PUT, told by GET, opened by a short address."""

from __future__ import annotations

import io
import json
from urllib.parse import quote

import openpyxl
import pytest

BY_YEAR = "/api/v1/cite/registrations/by_year"
HOSTILE = {
    "a way out of the folder": "../../etc/passwd",
    "the same, hidden": "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
    "a script": quote("<script>alert(1)</script>", safe=""),
    "SQL": quote("x' OR '1'='1", safe=""),
    "Chinese": quote("引用的图引用的图引用"),
    "digits of another script": quote("٠١٢٣٤٥٦٧٨٩"),
    "10,000 letters": "a" * 10_000,
    "a null": "abc%00defghi",
    "nothing cited": "0000000000",
    "one letter too many": "00000000000",
    "another site": quote("//example.org/", safe=""),
}


def told(reply):
    return json.loads(reply.body)


def test_a_figure_is_kept_once(put):
    first = put(f"{BY_YEAR}?year_from=2019")
    assert first.status == 201
    assert put(f"{BY_YEAR}?year_from=2019&lang=en").status == 200
    assert told(put(f"{BY_YEAR}?year_from=2019")) == told(first)
    assert told(first)["address"].endswith(f"/c/{told(first)['id']}")


def test_a_default_written_out_is_the_same_figure(put):
    plain, said = put(BY_YEAR), put(f"{BY_YEAR}?scope=chip&provider=" + quote("企查查"))
    assert told(plain)["id"] == told(said)["id"]


def test_what_does_not_act_is_no_part_of_the_id(put):
    assert told(put(BY_YEAR))["id"] == told(put(f"{BY_YEAR}?metric=revenue"))["id"]


def test_looking_keeps_nothing(get, put):
    path = "/api/v1/ask/registrations/by_year.json?year_from=2014"
    address = told(get(path))["cite"]
    identity = address.rsplit("/", 1)[1]
    for ending in ("csv", "xlsx"):
        assert get(path.replace("json", ending)).status == 200
    assert get(f"/api/v1/cite/{identity}.json").status == 404
    assert told(put(f"{BY_YEAR}?year_from=2014"))["id"] == identity
    assert get(f"/api/v1/cite/{identity}.json").status == 200


def test_files_bear_the_short_address(get):
    path = "/api/v1/ask/registrations/by_year.json?scope=ai_chip"
    address = told(get(path))["cite"]
    for ending in ("csv", "xlsx"):
        reply = get(path.replace("json", ending))
        assert reply.headers["Link"] == f'<{address}>; rel="cite-as"'
        assert reply.headers["Content-Disposition"].endswith(f"__{address[-10:]}.{ending}")
    about = openpyxl.load_workbook(io.BytesIO(reply.body)).worksheets[0]
    assert address in [row[1].value for row in about.iter_rows()]


def test_what_was_cited_is_told(get, put, census):
    identity = told(put(f"{BY_YEAR}?scope=ai_chip"))["id"]
    answer = told(get(f"/api/v1/cite/{identity}.json?lang=en"))
    assert answer["filters"] == {"scope": "ai_chip", "provider": "企查查"}
    assert answer["generation"] == answer["current"] == census.generation().id
    assert (answer["is_kept"], answer["is_shown_as_cited"], answer["changes"]) == (True, True, [])
    asked = told(get("/api/v1/ask/registrations/by_year.json?scope=ai_chip"))
    assert answer["rows"] == asked["rows"]
    assert answer["columns"] == asked["columns"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/v1/cite/registrations/by_moon", 404),
        (f"{BY_YEAR}?scope=nothing", 400),
        (f"{BY_YEAR}?colour=blue", 400),
        (f"{BY_YEAR}?generation=0123456789ab", 410),
        (f"{BY_YEAR}?generation=..%2F..%2Fcurrent", 410),
        (f"{BY_YEAR}?generation={'9' * 5000}", 410),
    ],
)
def test_nonsense_is_not_kept(put, path, status):
    reply = put(path)
    assert reply.status == status
    assert len(told(reply)["detail"]) < 4000


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_an_unknown_id_is_said_to_be_unknown(get, text):
    reply = get(f"/api/v1/cite/{text}.json")
    assert reply.status in {404, 405}  # with a slash in it: a figure, which can be kept only
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert len(reply.body) < 700
    short = get(f"/c/{text}")
    assert short.status == 302
    assert short.headers["Location"].startswith("/cite?key=")
    assert len(short.headers["Location"]) < 500


def test_a_short_address_leads_to_the_page(get):
    assert get("/c/k7mq2x9w3d").headers["Location"] == "/cite?key=k7mq2x9w3d"
    assert get("/c/k7mq2x9w3d?lang=en").headers["Location"] == "/cite?key=k7mq2x9w3d&lang=en"
    assert get("/c/k7mq2x9w3d?lang=xx&a=1").headers["Location"] == "/cite?key=k7mq2x9w3d"


def test_an_unknown_language_is_refused(get, put):
    identity = told(put(BY_YEAR))["id"]
    assert get(f"/api/v1/cite/{identity}.json?lang=xx").status == 400


# ---- after the data was built anew


def test_an_earlier_generation_still_answers(ask_rebuilt, rebuilt):
    path = "/api/v1/ask/registrations/by_year.json?scope=ai_chip"
    then, now = told(ask_rebuilt(f"{path}&generation={rebuilt.then}")), told(ask_rebuilt(path))
    assert (then["generation"], now["generation"]) == (rebuilt.then, rebuilt.now)
    assert then["rows"][0]["companies"] == 19307
    assert now["rows"][0]["companies"] == 18907


def test_its_sources_and_files_are_of_that_generation(ask_rebuilt, rebuilt):
    query = f"?scope=ai_chip&generation={rebuilt.then}"
    details = told(ask_rebuilt(f"/api/v1/card/registrations/by_year.json{query}"))
    printed = [r["text"] for s in details["sources"] for r in s["reported_as"]]
    assert any("19307家" in text for text in printed)
    csv = ask_rebuilt(f"/api/v1/ask/registrations/by_year.csv{query}")
    assert ",19307," in csv.body.decode("utf-8")
    name = csv.headers["Content-Disposition"]
    assert f"__{rebuilt.then}__{rebuilt.cited['changed']}.csv" in name


def test_what_has_changed_is_told(ask_rebuilt, rebuilt):
    answer = told(ask_rebuilt(f"/api/v1/cite/{rebuilt.cited['changed'].upper()}.json?lang=en"))
    assert (answer["is_kept"], answer["is_shown_as_cited"]) == (True, True)
    assert (answer["generation"], answer["current"]) == (rebuilt.then, rebuilt.now)
    assert answer["changes"] == [
        {"row": "2023 · Qichacha", "column": "Companies", "before": "19,307", "after": "18,907"}
    ]
    same = told(ask_rebuilt(f"/api/v1/cite/{rebuilt.cited['same']}.json"))
    assert (same["is_changed"], same["changes"]) == (False, [])


def test_a_figure_of_an_earlier_generation_can_be_cited_now(ask_rebuilt, rebuilt):
    path = f"{BY_YEAR}?scope=ai_chip"
    then = told(ask_rebuilt(f"{path}&generation={rebuilt.then}", "PUT"))
    now = told(ask_rebuilt(path, "PUT"))
    assert (then["id"], then["generation"]) == (rebuilt.cited["changed"], rebuilt.then)
    assert now["id"] != then["id"]
