"""Figures as files over HTTP, and what is said where none can be drawn."""

from __future__ import annotations

import io
import json

import pytest
from pptx import Presentation

from chipcensus.api import taken
from chipcensus.api.taken import DATA, drawn
from chipcensus.errors import NoBrowser, PainterBusy
from chipcensus.export.formats import FORMATS
from chipcensus.filters import Filters

PATH = "/api/v1/figure/registrations/by_year"
PIXEL = b"\x89PNG made of "


class Easel:
    """Says what it was told to draw."""

    def paint(self, figure, form, *, width, height, scale=1):
        layout = figure["layout"]
        words = json.dumps([a.get("text") for a in layout.get("annotations", ())])
        told = [form, width, height, scale, words]
        return PIXEL + json.dumps(told).encode()


@pytest.fixture
def _easel(monkeypatch):
    monkeypatch.setattr(taken, "shared_painter", Easel)


def told(reply):
    assert reply.status == 200, reply.body
    return json.loads(reply.body.removeprefix(PIXEL))


def test_there_is_an_address_for_each_kind_of_file():
    assert set(DATA) | set(drawn()) == set(FORMATS)
    assert set(drawn()) >= {"png", "svg", "pdf", "html", "pptx"}


@pytest.mark.usefixtures("_easel")
@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_is_drawn_as_asked(get, form):
    reply = get(f"{PATH}.{form}?lang=en&year_from=2019")
    assert reply.headers["Content-Type"] == FORMATS[form].media
    kind, _, _, scale, words = told(reply)
    assert kind == form
    assert "Companies registered each year" in words
    assert told(get(f"{PATH}.{form}?lang=en&year_from=2019&scale=4"))[3] == 4 * scale
    bare = told(get(f"{PATH}.{form}?lang=en&year_from=2019&bare=true"))
    assert "Companies registered each year" not in bare[4]
    assert bare[2] < told(reply)[2]


def test_a_picture_asked_for_again_is_not_drawn_again(get, monkeypatch):
    easels = []

    def once():
        easels.append(Easel())
        return easels[-1]

    monkeypatch.setattr(taken, "shared_painter", once)
    path = f"{PATH}.png?lang=en&year_from=2014"
    first = get(path)
    assert get(path).body == first.body
    assert get(path, If_None_Match=first.headers["ETag"]).status == 304
    assert len(easels) == 1


@pytest.mark.usefixtures("_easel")
@pytest.mark.parametrize(
    ("query", "parameter"),
    [("scale=3", "scale"), ("scale=", "scale"), ("bare=yes", "bare"), ("scale=1&scale=2", "scale")],
)
def test_an_option_that_does_not_fit_is_named_with_those_that_do(get, query, parameter):
    reply = get(f"{PATH}.png?{query}")
    problem = json.loads(reply.body)
    assert (reply.status, problem["parameter"]) == (400, parameter)
    assert problem["allowed"] == list(taken.OPTIONS[parameter])
    # Data has no such options.
    assert get(f"/api/v1/ask/registrations/by_year.csv?{query}").status == 400


@pytest.mark.parametrize(
    ("error", "name"), [(NoBrowser, "no-browser"), (PainterBusy, "painter-busy")]
)
def test_where_nothing_can_be_drawn_just_now_the_remedy_is_told(get, monkeypatch, error, name):
    class Broken:
        def paint(self, *_, **__):
            raise error("do this")

    monkeypatch.setattr(taken, "shared_painter", Broken)
    reply = get(f"{PATH}.png?year_from=2020&lang=en&year_to=2022")
    problem = json.loads(reply.body)
    assert reply.status == 503
    assert reply.headers["Retry-After"]
    assert problem["type"].endswith(f"#{name}")
    assert problem["detail"] == "do this"


@pytest.mark.usefixtures("_easel")
def test_a_list_is_no_picture_and_says_what_there_is(get):
    reply = get("/api/v1/figure/companies/directory.png")
    assert reply.status == 404
    assert json.loads(reply.body)["type"].endswith("#nothing-to-draw")


@pytest.mark.parametrize("ending", ["exe", "csv", "", "png.exe"])
def test_an_unknown_ending_is_told_which_there_are(get, ending):
    reply = get(f"{PATH}.{ending}")
    assert reply.status == 404
    assert json.loads(reply.body).get("allowed", list(drawn())) == list(drawn())


def test_a_slide_has_a_native_chart_of_the_answer(get, census):
    reply = get(f"{PATH}.pptx?lang=en")
    slides = Presentation(io.BytesIO(reply.body)).slides
    assert len(slides) == 1
    assert any(shape.has_chart for shape in slides[0].shapes)
    assert (
        census.figure("registrations/by_year", Filters()).citation_id
        in (reply.headers["Content-Disposition"])
    )


def test_the_interactive_page_asks_for_nothing(get):
    reply = get(f"{PATH}.html?lang=zh")
    assert reply.headers["Content-Disposition"].startswith("attachment")
    assert "<script src" not in reply.body.decode()
