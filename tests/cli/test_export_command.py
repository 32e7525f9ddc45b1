"""`chipcensus export` writes figures as files, and says what cannot be."""

from __future__ import annotations

import csv
import json
import shutil

import pytest
from openpyxl import load_workbook

from chipcensus.census import Census
from chipcensus.cli import exporting, main
from chipcensus.errors import NoBrowser
from chipcensus.export.easel import REMEDY
from chipcensus.filters import Filters

BY_YEAR = "registrations/by_year"


@pytest.fixture
def installed(shipped, monkeypatch, tmp_path):
    """An installation of its own: what is cited is kept there."""
    shutil.copytree(shipped.var / "generations", tmp_path / "var" / "generations")
    monkeypatch.setenv("CHIPCENSUS_VAR", str(tmp_path / "var"))
    return Census()


@pytest.fixture
def painted(monkeypatch):
    """Pictures that were asked for: form, width, scale, and whether the title stands in them."""
    asked = []

    class Painter:
        def paint(self, figure, form, *, width, height, scale=1):  # noqa: ARG002
            notes = figure["layout"].get("annotations", ())
            asked.append((form, round(width * scale), any("芯片企业" in n["text"] for n in notes)))
            return b"picture"

    monkeypatch.setattr(exporting, "shared_painter", Painter)
    return asked


def export(*arguments):
    return main(["export", *map(str, arguments)])


def test_several_figures_in_several_formats(installed, tmp_path, capsys):
    to = tmp_path / "new" / "folder"
    names = (BY_YEAR, "funding/investors")
    given = ("--format", "csv", "--format", "xlsx", "--format", "html", "--lang", "en")
    assert export(*names, *given, "--param", "scope=ai_chip", "--to", to) == 0
    words = installed.words("en")
    for name in names:
        answer = installed.figure(name, Filters(scope="ai_chip"))
        files = {end: to / f"{answer.file_name(words)}.{end}" for end in ("csv", "xlsx", "html")}
        rows = list(csv.reader(files["csv"].read_text("utf-8-sig").splitlines()))
        assert len(rows) == 1 + len(answer.result.rows)
        assert load_workbook(files["xlsx"])["Data"].max_row == len(rows)
        assert answer.figure.title(answer.result.params, words, "")[:20] in files["html"].read_text(
            "utf-8"
        )
    assert capsys.readouterr().out.count(" bytes") == 6
    assert len(list(to.iterdir())) == 6


@pytest.mark.usefixtures("installed")
def test_a_picture_at_its_size_with_its_words_or_without(painted, tmp_path):
    export(BY_YEAR, "--format", "png", "--scale", "4", "--to", tmp_path)
    export(BY_YEAR, "--format", "svg", "--scale", "4", "--bare", "--to", tmp_path)
    assert painted == [("png", 4800, True), ("svg", 1200, False)]
    assert [p.read_bytes() for p in tmp_path.glob("*.[ps][nv]g")] == [b"picture"] * 2


def test_with_an_origin_the_file_bears_an_address_that_is_kept(installed, tmp_path):
    export(BY_YEAR, "--format", "json", "--origin", "https://chips.example", "--to", tmp_path)
    (file,) = tmp_path.glob("*.json")
    told = json.loads(file.read_text("utf-8"))
    assert told["cite"].startswith("https://chips.example/c/")
    answer = installed.figure(BY_YEAR, Filters())
    assert told["cite"].endswith(answer.citation_id)


@pytest.mark.usefixtures("installed")
def test_a_list_is_no_picture_but_what_can_be_made_is(painted, tmp_path, capsys):
    names = ("companies/directory", BY_YEAR)
    assert export(*names, "--format", "png", "--to", tmp_path) == 1
    assert "is a list" in capsys.readouterr().err
    assert len(list(tmp_path.glob("*.png"))) == 1
    assert len(painted) == 1


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["registrations/nothing", "--format", "csv"], "registrations/nothing"),
        ([BY_YEAR, "--format", "csv", "--param", "scope=x"], "scope: found 'x'"),
        ([BY_YEAR, "--format", "csv", "--param", "foo=1"], "no such filter"),
    ],
)
def test_what_does_not_fit_is_named(tmp_path, capsys, given, said):
    assert export(*given, "--to", tmp_path / "out") == 1
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


@pytest.mark.usefixtures("installed")
def test_without_a_browser_the_remedy_is_told(monkeypatch, tmp_path, capsys):
    class Painter:
        def paint(self, *_, **__):
            raise NoBrowser(REMEDY)

    monkeypatch.setattr(exporting, "shared_painter", Painter)
    assert export(BY_YEAR, "--format", "pdf", "--to", tmp_path) == 1
    assert "apt-get install chromium" in capsys.readouterr().err
    assert not list(tmp_path.glob("*.pdf"))


@pytest.mark.usefixtures("installed")
def test_where_nothing_can_be_written_nothing_is_left(tmp_path, capsys):
    (tmp_path / "file").touch()
    assert export(BY_YEAR, "--format", "csv", "--to", tmp_path / "file") == 1
    assert "could not be written" in capsys.readouterr().err
