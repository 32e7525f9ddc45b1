"""A figure laid out as a picture: its words stand in it, and nothing lies upon anything else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest

from chipcensus.errors import NothingToDraw
from chipcensus.export.formats import FORMATS
from chipcensus.export.lettering import legible, width_of, wrapped
from chipcensus.export.picture import laid_out
from chipcensus.export.pictures import Painter
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES

BY_YEAR = "registrations/by_year"


@pytest.fixture(scope="module")
def painter():
    made = Painter(seconds=60)
    yield made
    made.close()


@pytest.fixture(params=FIGURES)
def exhibit(request, exhibited):
    made = exhibited(request.param, "zh")
    if made.figure is None:
        with pytest.raises(NothingToDraw):
            laid_out(made)
        return exhibited(BY_YEAR, "zh")
    return made


def texts(figure):
    return [note["text"] for note in figure["layout"].get("annotations", ())]


def test_all_that_is_said_stands_in_the_picture(exhibit):
    said = "".join(texts(laid_out(exhibit))).replace(" ", "")
    heading = exhibit.heading
    whole = (heading.title, heading.finding, heading.filters, *heading.notes, exhibit.sources)
    for text in filter(None, (*whole, exhibit.headline, heading.cite.removeprefix("https://"))):
        plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        assert plain.replace(" ", "") in said


def test_lines_stay_inside_of_the_picture_and_below_one_another(exhibit):
    layout = laid_out(exhibit)["layout"]
    margin, width, height = layout["margin"], layout["width"], layout["height"]
    plot = height - margin["t"] - margin["b"]
    assert plot >= exhibit.height / 2
    own = len(exhibit.figure["layout"].get("annotations", ()))
    ends = []
    for note in layout["annotations"][own:]:
        if note["yref"] != "paper":
            continue  # the unit of an axis
        edge = margin["t"] + (0 if note["y"] else plot)
        middle = edge - note["yshift"]
        left = margin["l"] + note["xshift"]
        size = note["font"]["size"]
        assert left == pytest.approx(28.8)
        assert left + width_of(note["text"], size) * 0.95 <= width
        assert size / 2 <= middle <= height - size / 2
        if note["y"]:
            assert middle < margin["t"] - exhibit.template["layout"]["margin"]["t"] / 2 or own
        ends.append((middle - 0.65 * size, middle + 0.65 * size))
    for above, below in pairwise(ends):
        assert above[1] <= below[0] + 1


def test_the_screen_and_the_picture_draw_the_same_marks(exhibit):
    drawn = laid_out(exhibit)["data"]
    for one, other in zip(drawn, exhibit.figure["data"], strict=True):
        assert {k: v for k, v in one.items() if k != "textfont"} == {
            k: v for k, v in other.items() if k != "textfont"
        }


def test_without_heading_there_is_the_chart_alone(exhibited):
    whole = exhibited(BY_YEAR)
    said = " ".join(texts(laid_out(whole, heading=False)))
    assert whole.heading.title not in said
    assert whole.sources not in said


def test_an_exhibit_is_not_changed_by_its_picture(exhibited):
    one, other = exhibited(BY_YEAR), exhibited(BY_YEAR)
    laid_out(one)
    assert one.figure == other.figure


def test_what_looks_like_markup_is_printed(exhibited):
    whole = exhibited(BY_YEAR)
    evil = replace(whole, heading=replace(whole.heading, title="<b>A & B</b>"))
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in texts(laid_out(evil))


def test_where_nothing_is_drawn_it_says_why(exhibited):
    empty = exhibited(BY_YEAR, as_of=date(1999, 1, 1))
    with pytest.raises(NothingToDraw) as refused:
        laid_out(empty)
    assert str(refused.value) == empty.empty
    with pytest.raises(NothingToDraw, match="xlsx"):
        laid_out(exhibited("companies/directory"))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_painted_it_has_its_words(exhibited, painter, lang):
    whole = exhibited(BY_YEAR, lang)
    svg = FORMATS["svg"].make(whole, painter).decode()
    assert whole.heading.title in svg
    assert whole.sources in svg
    assert FORMATS["png"].make(whole, painter).startswith(b"\x89PNG")


def test_no_line_begins_with_what_closes_one_and_no_word_is_broken():
    text = "按口径“芯片”统计，2024年新增20,594家（企查查）。Simply Wall St等 · chips.example/c/a"
    for width in range(60, 400, 20):
        lines = wrapped(text, 12, width)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert not [line for line in lines if line[:1] in "，。）”、"]
        assert not [line for line in lines if line[-1:] in "（“"]
        assert any("20,594" in line for line in lines)


def test_a_pale_colour_is_darkened_until_it_is_read():
    assert legible("#1b1f24", "#ffffff") == "#1b1f24"
    assert legible("#e0a526", "#ffffff") != "#e0a526"
    assert legible("rgba(0,0,0,0)", "#ffffff") == "rgba(0,0,0,0)"
