"""Events lie over every figure of time of the catalogue, and over no other."""

from __future__ import annotations

import pytest

from chipcensus.census import Census
from chipcensus.charts.overlay import MARGIN_TOP, NUMBERED, title, when
from chipcensus.charts.times import axes_of, position
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES, read_words

NAMED = {"companies": ("cambricon", "hygon"), "id": "cambricon"}
# Of some kinds there are few enough for every line to be numbered, of others too many.
KINDS = [("export_control",), ("product", "other", "policy", "listing")]


@pytest.fixture(scope="module")
def census(shipped):
    return Census(shipped)


@pytest.fixture(scope="module")
def drawn(census):
    """A figure without events and with those of the kinds, and the events."""

    def draw(name, kinds, lang):
        figure, words = FIGURES[name], read_words(lang)
        needed = {figure.needs: NAMED[figure.needs]} if figure.needs in NAMED else {}
        answer = census.figure(name, Filters(events=kinds, **needed))
        return (
            figure.draw(answer.result, words),
            figure.drawing(answer.result, words),
            answer.result.events,
        )

    return draw


def _labels(drawing):
    notes = drawing.figure["layout"].get("annotations", ())
    return [note for note in notes if note.get("name") == "event"]


@pytest.mark.parametrize("kinds", KINDS, ids=len)
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_of_time_has_a_line_and_a_key_for_each_event(drawn, name, lang, kinds):
    bare, laid, events = drawn(name, kinds, lang)
    if not bare.time:
        assert events == ()
        assert laid == bare
        return
    assert events, "the shipped data has events of these kinds within every figure of time"
    words = read_words(lang)
    shapes = laid.figure["layout"]["shapes"][len(bare.figure["layout"].get("shapes", ())) :]
    assert len(shapes) >= len(events)
    assert _labels(laid)
    (key, *more) = laid.notes[len(bare.notes) :]
    for event in events[-NUMBERED:]:
        assert f"{when(event)} {title(event, words)}" in key
    assert bool(more) == (len(events) > NUMBERED)
    assert laid.figure["data"] == bare.figure["data"]
    assert laid.alt != bare.alt
    assert laid.finding == bare.finding


@pytest.mark.parametrize("name", FIGURES)
def test_a_line_stands_where_its_event_lies_and_there_is_room_for_its_number(drawn, name):
    bare, laid, events = drawn(name, KINDS[0], "en")
    if not bare.time:
        return
    axes = axes_of(bare)
    for event in events:
        assert any(axis.low <= position(event, bare.time) <= axis.high for axis in axes)
    room = {
        drawing.figure["layout"].get("margin", {}).get("t", MARGIN_TOP) for drawing in (bare, laid)
    }
    assert max(room) - min(room) == laid.height - bare.height > 0
