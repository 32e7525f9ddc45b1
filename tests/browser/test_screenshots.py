"""The pictures of the README: each page of app.py has one, taken by one command."""

from __future__ import annotations

import re
from dataclasses import replace

from PIL import Image

from chipcensus.settings import ROOT
from screenshots.take import APART, FOLDER, NARROW, TALLEST, Shot, pages, shots, take

LARGEST = 300_000  # bytes
ALL = 2_000_000


def test_every_page_is_pictured_and_one_by_night_in_english_and_in_a_hand():
    taken = list(shots())
    assert {shot.name for shot in taken} >= set(pages())
    assert set(pages()) | APART == {path.stem for path in (ROOT / "pages").glob("*.py")}
    assert taken[0].path == "/"
    assert [shot.dark for shot in taken].count(True) == 1
    assert [shot.lang for shot in taken].count("en") == 1
    assert [shot.width for shot in taken].count(NARROW) == 1


def test_the_pictures_shown_are_there_and_small():
    shown = re.findall(r"docs/screenshots/([\w-]+)\.png", (ROOT / "README.md").read_text("utf-8"))
    kept = {path.stem: path.stat().st_size for path in FOLDER.glob("*.png")}
    assert shown
    assert set(shown) <= set(kept)
    assert sum(kept.values()) < ALL


def test_a_picture_is_left_as_it_is_until_the_page_changes(browser, server, tmp_path):
    shot = Shot("phone", "/registrations", width=NARROW, lang="en", dark=True)
    path = take(browser, server, shot, tmp_path)
    assert path.stat().st_size < LARGEST
    with Image.open(path) as picture:
        assert picture.width == NARROW
        assert 900 < picture.height <= TALLEST
        assert picture.convert("L").getpixel((2, 2)) < 60
    first = path.stat().st_mtime_ns
    take(browser, server, shot, tmp_path)
    assert path.stat().st_mtime_ns == first
    take(browser, server, replace(shot, lang="zh"), tmp_path)
    assert path.stat().st_mtime_ns > first
