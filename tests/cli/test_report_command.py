"""`chipcensus export --report` writes several figures as one file."""

from __future__ import annotations

import shutil

import pytest
from docx import Document
from pptx import Presentation

from chipcensus.census import Census
from chipcensus.cli import main, reporting
from chipcensus.errors import NoBrowser
from chipcensus.report import Item, Spec, keep

REPORT = """
title = "春季 *报告*"
text = "开头"
[[figures]]
figure = "registrations/by_year"
filters = { scope = "ai_chip", year_from = 2015 }
text = "先看总数"
[[figures]]
figure = "companies/profile"
filters = { id = "biren" }
"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="800" height="400"><text>甲</text></svg>'


@pytest.fixture(autouse=True)
def installed(shipped, monkeypatch, tmp_path):
    """An installation of its own: what is cited is kept there."""
    shutil.copytree(shipped.var / "generations", tmp_path / "var" / "generations")
    monkeypatch.setenv("CHIPCENSUS_VAR", str(tmp_path / "var"))


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "a.toml"
    path.write_text(REPORT, "utf-8")
    return str(path)


@pytest.fixture
def painted(monkeypatch):
    """What was asked for: figures drawn as SVG."""
    asked = []

    class Painter:
        def paint(self, figure, form, *, width, **_):  # noqa: ARG002
            asked.append((form, width))
            return SVG.encode()

    monkeypatch.setattr(reporting, "shared_painter", Painter)
    return asked


def written(tmp_path, ending):
    (path,) = (tmp_path / "out").glob(f"*.{ending}")
    return path


def test_a_file_becomes_slides(file, tmp_path, capsys):
    out = str(tmp_path / "out")
    assert main(["export", "--report", file, "--format", "pptx", "--to", out]) == 0
    path = written(tmp_path, "pptx")
    assert path.name.startswith("春季__报告")
    assert str(path) in capsys.readouterr().out
    assert len(Presentation(path).slides) == 3


def test_a_file_becomes_a_pdf_and_a_document_with_pictures(file, tmp_path, painted):
    out = str(tmp_path / "out")
    formats = ["--format", "pdf", "--format", "docx"]
    assert main(["export", "--report", file, *formats, "--to", out]) == 0
    assert painted == [("svg", 800)] * 2  # the other figure is a list
    assert written(tmp_path, "pdf").read_bytes().startswith(b"%PDF")
    document = Document(str(written(tmp_path, "docx")))
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "春季 *报告*" in text
    assert "先看总数" in text
    assert len(document.inline_shapes) == 1


def test_a_kept_report_is_written_by_its_id(tmp_path):
    identity = keep(Census(), Spec("甲", "", (Item("registrations/by_year"),)))
    out, origin = str(tmp_path / "out"), "https://example.org"
    given = ["--report", identity, "--format", "html", "--to", out, "--origin", origin]
    assert main(["export", *given]) == 0
    assert f"https://example.org/r/{identity}" in written(tmp_path, "html").read_text("utf-8")


@pytest.mark.parametrize("name", ["industry", "company:biren"])
def test_ready_made_reports_are_written_by_their_names(name, tmp_path):
    out = str(tmp_path / "out")
    given = ["--report", name, "--format", "pptx", "--lang", "en", "--to", out]
    assert main(["export", *given]) == 0
    assert len(Presentation(written(tmp_path, "pptx")).slides) >= 6


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--report", "nosuch", "--format", "pdf"], "No report is kept as 'nosuch'"),
        (["--report", "nosuch.toml", "--format", "pdf"], "nosuch.toml cannot be read"),
        (["--report", "industry", "--format", "csv"], "reports are written as pdf"),
        (["registrations/by_year", "--report", "industry", "--format", "pdf"], "takes no figures"),
        (["registrations/by_year", "--format", "docx"], "figures are written as"),
        (["--format", "pdf"], "expected e.g. registrations/by_year, or --report"),
    ],
)
def test_what_cannot_be_is_said_in_one_line(arguments, said, capsys):
    assert main(["export", *arguments]) == 1
    error = capsys.readouterr().err
    assert said in error
    assert "Traceback" not in error


def test_every_slip_of_a_file_is_told(tmp_path, capsys):
    path = tmp_path / "a.toml"
    path.write_text('[[figures]]\nfigure = "no/such"\ntext = 3', "utf-8")
    assert main(["export", "--report", str(path), "--format", "pptx"]) == 1
    error = capsys.readouterr().err
    assert "figures[0].figure: found 'no/such'" in error
    assert "figures[0].text" in error
    path.write_text("title = ", "utf-8")
    assert main(["export", "--report", str(path), "--format", "pptx"]) == 1
    assert "a.toml" in capsys.readouterr().err


def test_without_a_browser_the_remedy_is_said(file, monkeypatch, capsys):
    class Painter:
        def paint(self, *_, **__):
            raise NoBrowser("Install Chromium.")

    monkeypatch.setattr(reporting, "shared_painter", Painter)
    assert main(["export", "--report", file, "--format", "pdf"]) == 1
    assert "Install Chromium." in capsys.readouterr().err
