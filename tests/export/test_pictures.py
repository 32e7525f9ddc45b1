"""Pictures drawn on the server: with Chinese glyphs, one at a time, and none waits for ever."""

from __future__ import annotations

import io
import os
import sys
import threading

import pytest
from PIL import Image, ImageChops

from chipcensus.errors import NoBrowser, NotPainted, PainterBusy
from chipcensus.export import pictures
from chipcensus.export.pictures import Painter

TITLE = "芯片企业注册量"
# A process that answers as painting.py does, with a picture of one byte, but for what is asked.
FAKE = """
import json, sys, time
print(json.dumps({{"browser": 0, "folder": {folder!r}}}), flush=True)
for line in sys.stdin:
    figure = json.loads(line)["figure"]
    with open({log!r}, "a") as log: log.write(figure["name"] + "\\n")
    time.sleep(figure.get("sleep", 0))
    if figure.get("die"): sys.exit()
    print(json.dumps({{"size": 1}}), flush=True)
    sys.stdout.write("x"); sys.stdout.flush()
"""


def figure(title=TITLE):
    return {"data": [{"type": "bar", "y": [1, 3]}], "layout": {"title": {"text": title}}}


@pytest.fixture(scope="module")
def painter():
    made = Painter(seconds=60)
    yield made
    made.close()


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A painter whose pictures are made up; `drawn()` tells which were."""
    log = tmp_path / "log"
    log.touch()
    monkeypatch.setattr(os, "killpg", lambda *_: None)
    code = FAKE.format(folder=str(tmp_path / "folder"), log=str(log))
    made = Painter(seconds=1, queue=2, command=(sys.executable, "-c", code))
    made.drawn = lambda: log.read_text().split()
    yield made
    made.close()


def paint(painter, name="a", given_up=pictures.never, **asked):
    return painter.paint({"name": name, **asked}, "png", width=1, height=1, given_up=given_up)


def test_png_has_the_size_asked_for_and_the_chinese_glyphs_of_the_title(painter):
    drawn = {
        text: opened(painter.paint(figure(text), "png", width=500, height=300))
        for text in (TITLE, "荭荮莳莴莶莸莺", "")
    }
    assert drawn[TITLE].size == (500, 300)
    # Boxes in place of glyphs would look the same whatever the signs are.
    assert ImageChops.difference(drawn[TITLE], drawn["荭荮莳莴莶莸莺"]).getbbox()
    assert ImageChops.difference(drawn[TITLE], drawn[""]).getbbox()
    twice = painter.paint(figure(), "png", width=500, height=300, scale=2)
    assert opened(twice).size == (1000, 600)


def test_svg_has_the_title_as_text(painter):
    svg = painter.paint(figure(), "svg", width=500, height=300).decode()
    assert svg.startswith("<svg")
    assert TITLE in svg


def test_two_readers_at_once_get_their_own_picture(painter):
    wanted = {f"图{number}": None for number in range(6)}

    def take(title):
        wanted[title] = painter.paint(figure(title), "svg", width=300, height=200).decode()

    readers = [threading.Thread(target=take, args=(title,)) for title in wanted]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    for title, svg in wanted.items():
        assert title in svg
        assert not [other for other in wanted if other != title and f">{other}<" in svg]


def test_a_figure_the_browser_cannot_draw_leaves_it_as_it_is(painter):
    with pytest.raises(NotPainted):
        painter.paint({"layout": {}}, "png", width=300, height=300)
    assert painter.paint(figure(), "png", width=100, height=100)


def test_a_picture_that_hangs_is_ended_and_the_next_one_is_drawn(fake):
    with pytest.raises(NotPainted, match="1 seconds"):
        paint(fake, "hangs", sleep=60)
    assert paint(fake, "next") == b"x"
    assert fake.drawn() == ["hangs", "next"]


def test_a_browser_that_ended_is_started_anew_once(fake):
    with pytest.raises(NotPainted, match="twice"):
        paint(fake, "dies", die=True)
    assert fake.drawn() == ["dies", "dies"]
    assert paint(fake) == b"x"


def test_more_than_the_queue_holds_is_refused_and_one_given_up_is_never_drawn(fake):
    over = threading.Event()
    told = []

    def wait(name):
        try:
            told.append(paint(fake, name, given_up=over.is_set))
        except NotPainted as error:
            told.append(str(error))

    fake._brush.acquire()  # another picture is being drawn, and does not end
    with fake._counted():
        waiting = [threading.Thread(target=wait, args=(name,)) for name in "bc"]
        for one in waiting:
            one.start()
        while fake._waiting < 3:
            assert all(one.is_alive() for one in waiting)
        with pytest.raises(PainterBusy, match="2 pictures"):
            paint(fake, "d")
        over.set()
        for one in waiting:
            one.join()
    fake._brush.release()
    assert told == ["The picture was given up."] * 2
    assert paint(fake, "e") == b"x"
    assert fake.drawn() == ["e"]


def test_without_a_browser_the_remedy_is_said(monkeypatch, tmp_path):
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "none"))
    painter = Painter()
    with pytest.raises(NoBrowser, match="BROWSER_PATH"):
        painter.paint(figure(), "png", width=100, height=100)
    painter.close()


def opened(png):
    return Image.open(io.BytesIO(png)).convert("RGB")
