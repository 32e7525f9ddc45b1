"""What the cards of a visit with data of its own fetch, and that nobody else is answered."""

from __future__ import annotations

import io
import json
import re
import shutil
from dataclasses import replace

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from chipcensus.census import Census
from chipcensus.filters import Filters
from chipcensus.ui.figure_card import prepare_card
from chipcensus.workspace import COOKIE, workspaces_of

BY_YEAR = "registrations/by_year"


@pytest.fixture(scope="module")
def shared(shipped, tmp_path_factory):
    var = tmp_path_factory.mktemp("visited")
    shutil.copytree(shipped.var / "generations", var / "generations")
    census = Census(replace(shipped, var=var))
    census.choices()
    return census


@pytest.fixture(scope="module")
def visited(shared, asking):
    """Ask the server of an installation at which visits have data of their own."""
    with asking(shared) as ask:
        yield ask


@pytest.fixture
def own(shared):
    """A visit whose own data is, for once, the shared one."""
    workspace = workspaces_of(shared).open()
    file = workspace.folder / "private-0.duckdb"
    shutil.copy(shared.store.folder / shared.store.current_file(), file)
    workspace.take_up(file)
    yield workspace
    workspaces_of(shared).close(workspace)


def test_a_card_of_own_data_finds_all_it_links_to(visited, own, shared):
    card = _card(own.census, BY_YEAR, scope="chip")
    asked = card["links"].keys() - {"trail", "pdf"}  # that one needs a browser
    assert {"details", "pptx", "html", "xlsx", "csv", "parquet", "json"} == asked
    replies = {name: visited(card["links"][name]) for name in asked}
    assert {reply.status for reply in replies.values()} == {200}
    assert {reply.headers["Cache-Control"] for reply in replies.values()} == {"no-store"}
    details = json.loads(replies["details"].body)
    public = visited(_card(shared, BY_YEAR, scope="chip")["links"]["details"])
    assert details == json.loads(public.body)
    row_ids = details["table"]["origins"][0]["row_ids"]
    trail = visited(f"{card['links']['trail']}&row_ids={row_ids[0]}")
    assert (trail.status, trail.headers["Cache-Control"]) == (200, "no-store")


def test_a_report_of_own_data_is_made_for_the_visit_alone(visited, own):
    told = {"report": {"title": "", "figures": [{"figure": BY_YEAR}]}, "format": "pptx"}
    sent = {"body": json.dumps(told).encode(), "content_type": "application/json"}
    begun = visited(f"{own.address}/report/jobs", "POST", **sent)
    assert begun.status == 202
    order = json.loads(begun.body)
    while json.loads(visited(order["job"]).body)["state"] == "working":
        pass
    reply = visited(order["file"])
    assert (reply.status, reply.headers["Cache-Control"]) == (200, "no-store")
    slides = Presentation(io.BytesIO(reply.body)).slides
    notes = "".join(slide.notes_slide.notes_text_frame.text for slide in slides)
    assert "127.0.0.1" not in notes
    assert visited("/visit/nobody/report/jobs", "POST", **sent).status == 404


def test_long_lists_and_the_search_answer_from_own_data(visited, own):
    card = _card(own.census, "meta/directory")
    rows = card["listing"]["long"]["rows"]
    assert rows.startswith(own.address)
    assert visited(rows).status == 200
    assert visited(card["listing"]["detail"].format(name=BY_YEAR)).status == 200
    found = visited(f"{own.address}/search?lang=zh&generation=x")
    assert (found.status, found.headers["Cache-Control"]) == (200, "no-store")


def test_no_file_of_own_data_bears_an_address(visited, own):
    links = _card(own.census, BY_YEAR)["links"]
    csv, xlsx = (visited(links[ending]) for ending in ("csv", "xlsx"))
    assert csv.headers["Link"] is xlsx.headers["Link"] is None
    about = load_workbook(io.BytesIO(xlsx.body)).worksheets[0]
    cells = [str(cell.value) for row in about.iter_rows() for cell in row]
    assert not [text for text in cells if "/c/" in text or own.token in text]
    assert not re.search(r"__[0-9A-Z]{10}\.", csv.headers["Content-Disposition"])


@pytest.mark.parametrize("path", ["search?lang=zh", f"ask/{BY_YEAR}.csv", f"card/{BY_YEAR}.json"])
def test_without_the_token_there_is_nothing(visited, own, path):
    wrong = own.token[:-1] + ("A" if own.token[-1] != "A" else "B")
    for token in (wrong, "", "x", "..%2f", own.token.lower() + "0"):
        reply = visited(f"/visit/{token}/{path}")
        assert (reply.status, reply.headers["Cache-Control"]) == (404, "no-store")


def test_the_token_ends_with_the_visit(visited, shared):
    workspace = workspaces_of(shared).open()
    assert visited(f"{workspace.address}/search?lang=zh").status == 404  # nothing loaded
    assert visited(f"{workspace.address}/stay", "POST", X_Chip_Census="1").status == 204
    workspaces_of(shared).close(workspace)
    assert visited(f"{workspace.address}/stay", "POST", X_Chip_Census="1").status == 404


def test_the_browser_is_told_to_come_back_by_our_own_pages_only(visited, own):
    foreign = visited(f"{own.address}/stay", "POST")
    assert (foreign.status, foreign.headers["Set-Cookie"]) == (404, None)
    cookie = visited(f"{own.address}/stay", "POST", X_Chip_Census="visit").headers["Set-Cookie"]
    assert cookie.startswith(f"{COOKIE}={own.token}; HttpOnly; Path=/; SameSite=lax")


def test_a_page_of_the_visit_does_not_begin_with_the_shared_figures(visited, own):
    public = visited("/registrations?lang=en")
    assert 'id="first-cards"' in public.body.decode()
    mine = visited("/registrations?lang=en", Cookie=f"{COOKIE}={own.token}")
    assert 'id="first-cards"' not in mine.body.decode()
    assert mine.headers["Cache-Control"] == "no-store"
    ended = visited("/registrations?lang=en", Cookie=f"{COOKIE}=gone")
    assert 'id="first-cards"' in ended.body.decode()
    assert "Max-Age=0" in ended.headers["Set-Cookie"]


def test_own_data_is_not_cited_and_not_of_the_api(visited, own):
    generation = own.census.generation().id
    private = replace(own.census.generation(), id="private-abc")
    assert generation != private.id
    for path in (f"/api/v1/ask/{BY_YEAR}.json", f"/api/v1/card/{BY_YEAR}.json"):
        assert visited(f"{path}?generation={private.id}").status == 410
    assert visited(f"/visit/{own.token}/cite/{BY_YEAR}").status == 404


def _card(census, name, **chosen):
    """What a card is given, in English."""
    return json.loads(prepare_card(census, "en", Filters(**chosen), name).sent)["card"]
