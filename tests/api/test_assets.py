"""Static files: small copies for who takes them, and nothing from outside the folder."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from pathlib import Path

import brotli
import pytest

from chipcensus import assets
from chipcensus.document import named
from chipcensus.export import bundle
from chipcensus.export.bundle import FULL, plotly_file
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.frontend import PLOTLY, plotly_address
from chipcensus.settings import ROOT

STATIC = Path(str(files("streamlit"))) / "static" / "static"
TEXT = sorted(p.relative_to(STATIC).as_posix() for p in STATIC.rglob("*.js"))[:3]


def test_plotly_is_served_from_here(get):
    plain, small = get(PLOTLY), get(PLOTLY, Accept_Encoding="gzip, br")
    assert plain.body == plotly_file().read_bytes()
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 3


HEAD = b"/**\n* plotly.js (basic - minified) v%s\n"


@pytest.fixture
def small(monkeypatch, tmp_path):
    """Where the small bundle would lie; what is found out about it is forgotten afterwards."""
    monkeypatch.setattr(bundle, "SMALL", tmp_path / "plotly-basic.min.js")
    plotly_file.cache_clear()
    yield bundle.SMALL
    plotly_file.cache_clear()


def test_without_npm_the_full_bundle_is_served(small):
    assert not small.exists()
    assert plotly_file() == FULL


def test_the_small_bundle_is_served_where_it_is_of_the_same_version(small):
    small.write_bytes(HEAD % _version(FULL))
    assert plotly_file() == small


@pytest.mark.parametrize("content", [HEAD % b"4.0.9", HEAD % b"", b""])
def test_a_small_bundle_of_another_version_is_left_aside(small, content):
    small.write_bytes(content)
    assert plotly_file() == FULL


def test_npm_is_asked_for_the_version_of_the_python_package():
    asked = json.loads((ROOT / "setup" / "npm" / "package.json").read_text("utf-8"))
    assert asked["dependencies"] == {"plotly.js-basic-dist-min": _version(FULL).decode()}


def test_the_lock_of_npm_fits_whatever_registry_is_set_up():
    text = (ROOT / "setup" / "npm" / "package-lock.json").read_text("utf-8")
    packages = json.loads(text)["packages"]
    assert "://" not in text
    assert all("integrity" in package for name, package in packages.items() if name)


def test_the_small_bundle_has_every_trace_that_is_drawn(census):
    """What plotly.js-basic has; it draws nothing, and says nothing, where it lacks one."""
    drawn = set()
    for figure in FIGURES.values():
        answer = census.figure(figure.name, Filters(id="cambricon"))
        chart = figure.draw(answer.result, census.words("en")).figure or {"data": []}
        drawn |= {trace.get("type", "scatter") for trace in chart["data"]}
    assert {"bar", "scatter"} <= drawn
    assert drawn <= {"bar", "pie", "scatter"}


def test_plotly_is_kept_for_a_year_under_the_address_with_its_hash_only(get):
    for encoding in ("br", "identity"):
        kept = get(plotly_address(), Accept_Encoding=encoding).headers["Cache-Control"]
        assert "immutable" in kept
        for address in (PLOTLY, f"{PLOTLY}?v=0"):
            assert "no-cache" in get(address, Accept_Encoding=encoding).headers["Cache-Control"]


def test_what_the_document_names_is_there_and_copied_before_anybody_asks(get, monkeypatch):
    monkeypatch.setattr(assets, "_COPIES", {})
    assets.prepare(named())
    copied = set(assets._COPIES)
    chunks = [address for address in named() if address.startswith("/static/js/")]
    assert len(chunks) == len(set(chunks)) > 60
    assert {"BidiComponent", "Slider", "Selectbox"} <= {Path(c).name.split(".")[0] for c in chunks}
    for address in [PLOTLY, *chunks]:
        assert get(address, Accept_Encoding="br").headers["Content-Encoding"] == "br"
    assert set(assets._COPIES) == copied


@pytest.mark.parametrize("name", TEXT)
def test_a_brotli_copy_decodes_to_the_file(get, name):
    reply = get(f"/static/{name}", Accept_Encoding="br")
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in reply.headers["Cache-Control"]
    assert "javascript" in reply.headers["Content-Type"]
    assert brotli.decompress(reply.body) == (STATIC / name).read_bytes()


def test_a_known_copy_is_not_sent_again(get):
    first = get(PLOTLY, Accept_Encoding="br")
    again = get(PLOTLY, Accept_Encoding="br", If_None_Match=first.headers["ETag"])
    assert (again.status, again.body) == (304, b"")
    assert again.headers["ETag"] == first.headers["ETag"]
    other = get(PLOTLY, Accept_Encoding="br", If_None_Match='"other"')
    assert other.status == 200


@pytest.mark.parametrize("encoding", ["", "gzip", "identity"])
def test_who_does_not_take_brotli_gets_none(get, encoding):
    assert "br" not in (get(PLOTLY, Accept_Encoding=encoding).headers["Content-Encoding"] or "")


OUTSIDE = [
    "/static/../index.html",
    "/static/../../proto/__init__.js",
    "/static/%2e%2e/index.html",
    "/static/..%2findex.html",
    "/static/%2e%2e%2f%2e%2e%2f%2e%2e%2f%2e%2e%2fetc/x.json",
    "/static//etc/x.json",
    "/static/....//index.html",
    "/static/..\\index.html",
    "/static/%00.js",
    "/static/" + "x/" * 3000 + "x.js",
]


@pytest.mark.parametrize("path", OUTSIDE)
def test_nothing_outside_the_folder_is_sent(get, path):
    """Streamlit is not behind this server: whatever is not ours to copy is not found."""
    assert get(path, Accept_Encoding="br").status == 404


def _version(bundle):
    return re.search(rb"v([\d.]+)", bundle.read_bytes()[:200])[1]
