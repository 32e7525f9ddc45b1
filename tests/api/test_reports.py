"""Reports over HTTP: kept and read again, given to who asked, cancelled, refused."""

from __future__ import annotations

import io
import json
import time
from threading import Event

import pytest
from pptx import Presentation
from report_orders import (
    BY_YEAR,
    JOBS,
    LISTED,
    REPORT,
    REPORTS,
    made,
    until_made,
)

from chipcensus.export.pictures import shared_painter
from chipcensus.i18n import LANGUAGES
from chipcensus.report import FORMATS, Wish, make, read_spec
from chipcensus.report.desk import Desk


@pytest.fixture(scope="module", autouse=True)
def _painter():
    yield
    shared_painter().close()


@pytest.mark.parametrize("form", FORMATS)
def test_two_readers_at_once_get_their_own(post, get, form):
    orders = []
    for title in ("甲的报告", "乙的报告"):
        report = {**REPORT, "title": title}
        orders.append((title, post(JOBS, {"report": report, "format": form})))
    files = {}
    for title, begun in orders:
        reply, far = until_made(get, json.loads(begun.body))
        assert far["name"].startswith(title)
        files[title] = reply.body
    assert files["甲的报告"] != files["乙的报告"]


def test_a_report_is_a_link(post, get):
    kept = post(REPORTS, REPORT)
    assert kept.status == 201
    identity = json.loads(kept.body)["id"]
    assert json.loads(kept.body)["address"].endswith(f"/r/{identity}")
    again = json.loads(get(f"{REPORTS}/{identity.upper()}.json").body)
    assert again["title"] == REPORT["title"]
    assert [one["figure"] for one in again["figures"]] == [BY_YEAR["figure"], LISTED["figure"]]
    assert again["figures"][0]["filters"] == BY_YEAR["filters"]
    led = get(f"/r/{identity}?lang=en")
    assert (led.status, led.headers["Location"]) == (302, f"/report?key={identity}&lang=en")
    begun = post(JOBS, {"id": identity, "format": "pptx"})
    reply, _ = until_made(get, json.loads(begun.body))
    cover = Presentation(io.BytesIO(reply.body)).slides[0]
    said = "".join(shape.text_frame.text for shape in cover.shapes if shape.has_text_frame)
    assert f"/r/{identity}" in said


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", ["industry", "company:cambricon"])
def test_a_ready_made_report_is_a_report(post, get, name, lang):
    told = json.loads(get(f"{REPORTS}/{name}.json?lang={lang}").body)
    assert len(told["figures"]) >= 5
    begun = post(JOBS, {"report": told, "format": "pptx", "lang": lang})
    reply, _ = until_made(get, json.loads(begun.body))
    assert len(Presentation(io.BytesIO(reply.body)).slides) == 1 + len(told["figures"])


def test_a_report_can_be_of_the_data_as_ticked(post, get, census):
    frozen = {**REPORT, "figures": [{**BY_YEAR, "generation": census.generation().id}]}
    reply, _ = made(post, get, report=frozen, format="pptx", frozen=True)
    assert len(Presentation(io.BytesIO(reply.body)).slides) == 2
    gone = {**REPORT, "figures": [{**BY_YEAR, "generation": "000000000000"}]}
    begun = json.loads(post(JOBS, {"report": gone, "format": "pptx", "frozen": True}).body)
    far = json.loads(get(begun["job"]).body)
    while far["state"] == "working":
        far = json.loads(get(begun["job"]).body)
    assert (far["state"], far["kind"]) == ("failed", "generation-gone")
    assert get(begun["file"]).status == 404


def test_a_cancelled_report_waits_for_no_picture(census):
    begun = Event()

    class Busy:
        def paint(self, *_, given_up, **__):
            begun.set()
            while not given_up():
                time.sleep(0.01)

    spec, desk = read_spec(REPORT, 100), Desk()
    order = desk.order(lambda tell: make(census, spec, Wish("pdf", "zh"), Busy(), tell))
    assert begun.wait(30)
    desk.cancel(order.token)
    assert order.job.wait(30)
    assert (order.made, order.job.error) == (None, None)


def test_a_cancelled_report_is_gone(post, get, send):
    many = {**REPORT, "figures": [BY_YEAR] * 100}
    begun = json.loads(post(JOBS, {"report": many, "format": "pdf"}).body)
    assert send(begun["job"], "DELETE").status == 204
    assert get(begun["job"]).status == 404
    assert get(begun["file"]).status == 404


@pytest.mark.parametrize(
    ("told", "parameter"),
    [
        ({"report": {**REPORT, "figures": [BY_YEAR] * 200}}, "figures"),
        ({"report": {**REPORT, "figures": [{"figure": "../etc/passwd"}]}}, "figures[0].figure"),
        ({"report": REPORT, "format": "exe"}, "format"),
        ({"report": REPORT, "lang": "fr"}, "lang"),
        ({"report": REPORT, "colour": 1}, "colour"),
        ({"report": None}, "report"),
        ([], "body"),
    ],
)
def test_a_slip_is_a_problem_that_names_it(post, told, parameter):
    reply = post(JOBS, told)
    assert reply.status == 400
    assert reply.headers["Content-Type"] == "application/problem+json"
    problem = json.loads(reply.body)
    assert problem["parameter"] == parameter
    assert problem["allowed"]


def test_a_report_of_200_figures_is_told_the_limit(post):
    reply = post(REPORTS, {**REPORT, "figures": [BY_YEAR] * 200})
    assert "at most 100 figures" in json.loads(reply.body)["detail"]


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", ""])
def test_no_foreign_page_begins_a_report(post, kind):
    """A browser asks before it sends JSON to another site, and we do not allow it."""
    assert post(JOBS, {"report": REPORT}, content_type=kind).status == 400


def test_nothing_is_found_by_guessing(get):
    assert get(f"{JOBS}/abc").status == 404
    assert get(f"{JOBS}/abc/file").status == 404
    assert get(f"{REPORTS}/0000000000.json").status == 404
    assert get(f"{REPORTS}/company:nobody.json").status == 404
    assert get(f"{REPORTS}/industry.json?lang=fr").status == 400


def test_a_filter_that_is_no_more_is_named(post, get):
    figures = [{**BY_YEAR, "filters": {"scope": "tea"}}]
    begun = json.loads(post(JOBS, {"report": {**REPORT, "figures": figures}}).body)
    far = json.loads(get(begun["job"]).body)
    while far["state"] == "working":
        far = json.loads(get(begun["job"]).body)
    assert far["kind"] == "bad-report"
    assert "figures[0].filters.scope: found 'tea'" in far["detail"]
