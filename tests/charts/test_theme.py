"""The one look, and what every figure of the catalogue keeps."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace

import plotly.graph_objects as go
import pytest

from chipcensus.census import Census
from chipcensus.charts import theme
from chipcensus.charts.drawing import NO_BAR, Drawing, safe
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT

MODES = ("light", "dark")
# Lists in place of charts, and what a figure needs to be told to show anything.
LISTS = {"events/newest", "claims/verdicts"} | {
    f"companies/{n}" for n in ["directory", "compare", "profile", "events", "peers", "sources"]
}
LISTS |= {name for name in FIGURES if name.startswith("meta/")}
NAMED = Filters(id="cambricon")


@pytest.fixture(params=LANGUAGES)
def words(request):
    return read_words(request.param)


@pytest.fixture(params=[name for name in FIGURES if name not in LISTS])
def figure(request):
    return FIGURES[request.param]


@pytest.fixture(scope="module")
def loaded(listed):
    return Census(listed)


@pytest.fixture
def answer(figure, ask, loaded):
    asked = loaded.ask if figure.of_registry else ask
    return asked(figure.name, NAMED.to_params(figure.defaults))


@pytest.mark.parametrize("mode", MODES)
def test_a_template_is_one_plotly_takes(mode):
    parts = theme.template(mode)
    made = go.layout.Template(layout=parts["layout"], data=parts["data"])
    assert made.layout.font.color == parts["layout"]["font"]["color"]


def test_light_and_dark_differ_in_colour_only():
    assert _shape(theme.template("light")) == _shape(theme.template("dark"))
    assert theme.template("light") != theme.template("dark")


@pytest.mark.parametrize("mode", MODES)
def test_ink_is_read_easily_and_marks_are_seen(mode):
    layout = theme.template(mode)["layout"]
    paper = layout["paper_bgcolor"]
    assert _contrast(layout["font"]["color"], paper) >= 7
    assert _contrast(layout["xaxis"]["tickfont"]["color"], paper) >= 4.5
    # NET is left out: its diamond has an outline that is seen.
    colours = {theme.ACCENT, theme.ACCENT_PALE, theme.CONTEXT, theme.LOSS, *theme.SPARE}
    colours |= {*theme.COMPANY_COLOURS.values(), *theme.SCOPE_COLOURS.values()}
    assert [colour for colour in colours if _contrast(colour, paper) < 3] == []


@pytest.mark.parametrize("mode", MODES)
def test_streamlits_colours_are_read_easily_too(mode):
    config = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text("utf-8"))
    colours = config["theme"][mode]
    for ground in (colours["backgroundColor"], colours["secondaryBackgroundColor"]):
        assert _contrast(colours["textColor"], ground) >= 7
        assert _contrast(colours["linkColor"], ground) >= 4.5
    assert _contrast(colours["primaryColor"], colours["backgroundColor"]) >= 4.5
    assert colours["backgroundColor"] == theme.template(mode)["layout"]["paper_bgcolor"]


def test_a_company_keeps_its_colour():
    assert theme.company_colour("cambricon") == theme.COMPANY_COLOURS["cambricon"]
    assert theme.company_colour("newcomer") == theme.company_colour("newcomer")
    assert theme.company_colour("newcomer") in theme.SPARE


def test_plotly_draws_what_a_chart_makes(figure, answer, words):
    drawing = figure.draw(answer, words)
    made = go.Figure(drawing.figure | {"layout": {**drawing.figure["layout"], "template": {}}})
    assert len(made.data) == len(drawing.figure["data"])
    assert "template" not in drawing.figure["layout"]


def test_the_unit_stands_in_the_title_and_on_an_axis(figure, answer, words):
    drawing = figure.draw(answer, words)
    layout = drawing.figure["layout"]
    titles = [layout.get(a, {}).get("title", {}).get("text") for a in ("xaxis", "yaxis")]
    if drawing.headline:  # its unit stands beside the number
        assert drawing.headline.unit
        assert drawing.headline.unit[-1] == titles[-1][-1]
        return
    assert drawing.unit
    assert drawing.unit in figure.title(answer.params, words, drawing.unit)
    assert drawing.unit in titles or _names_unit_in_notes(drawing) or _heads_panels(drawing)


def test_a_finding_and_an_alternative_text_are_computed(figure, answer, words):
    drawing = figure.draw(answer, words)
    assert re.search(r"\d", drawing.finding)
    assert drawing.finding in drawing.alt
    assert "{" not in drawing.finding + drawing.alt + "".join(drawing.notes)


def test_every_mark_names_its_source_when_pointed_at(figure, answer, words):
    source = words("word.source_line", sources="").strip()
    publishers = {safe(c.publisher) for c in answer.citations.values()}
    for trace in figure.draw(answer, words).figure["data"]:
        if trace.get("hoverinfo") == "skip":
            continue
        for text in filter(None, trace["hovertemplate"]):  # a gap has none
            tail = re.search(r"<i>(.*?)</i><extra></extra>$", text)[1]
            assert tail.startswith(source)
            assert any(name in tail for name in publishers)


def test_no_mark_has_a_whisker_of_length_zero(figure, answer, words):
    for trace in figure.draw(answer, words).figure["data"]:
        for bars in (trace.get("error_x"), trace.get("error_y")):
            lengths = bars["array"] + bars["arrayminus"] if bars else []
            assert all(v == NO_BAR or v >= 0 for v in lengths)
            assert None not in lengths


def test_no_answer_is_no_figure(figure, answer, words):
    drawing = figure.draw(replace(answer, rows=[]), words)
    told = Drawing(None, missing=drawing.missing, height=drawing.height)
    assert drawing == told


def test_the_two_languages_draw_the_same_marks(figure, answer):
    zh, en = (figure.draw(answer, read_words(lang)).figure["data"] for lang in LANGUAGES)
    assert [t["type"] for t in zh] == [t["type"] for t in en]
    assert [len(t.get("x", ())) for t in zh] == [len(t.get("x", ())) for t in en]
    assert [t.get("customdata") for t in zh] == [t.get("customdata") for t in en]


def _names_unit_in_notes(drawing):
    # Bubbles have dates on one axis and companies on the other; their note gives the unit.
    return any(drawing.unit in note for note in drawing.notes)


def _heads_panels(drawing):
    # Each panel's heading stands above its axis with the axis' unit.
    notes = drawing.figure["layout"].get("annotations", ())
    headings = [note["text"].rpartition("</b>")[2] for note in notes if "domain" in note["yref"]]
    return bool(headings) and set(re.split("、|, ", drawing.unit)) == {
        re.sub("^[，, ]+", "", heading) for heading in headings
    }


def _shape(node):
    if isinstance(node, dict):
        return {key: _shape(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_shape(value) for value in node]
    return "colour" if isinstance(node, str) and node.startswith("#") else node


def _contrast(one, other):
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour):
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
