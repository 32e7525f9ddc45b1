"""Static files: small copies for who takes them, and nothing from outside the folder."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import brotli
import pytest

from chipcensus.assets import PLOTLY

STATIC = Path(str(files("streamlit"))) / "static" / "static"
TEXT = sorted(p.relative_to(STATIC).as_posix() for p in STATIC.rglob("*.js"))[:3]


def test_plotly_is_served_from_here(get):
    plain, small = get(PLOTLY), get(PLOTLY, Accept_Encoding="gzip, br")
    assert b"plotly.js v" in plain.body[:200]
    assert small.headers["Content-Encoding"] == "br"
    assert brotli.decompress(small.body) == plain.body
    assert len(small.body) < len(plain.body) / 3


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
