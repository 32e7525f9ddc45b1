"""The browser's part of the components: its text, its address, and what fetches it.

Streamlit sends a component's own text with every mount, 30 kB a card: what it is given instead
is a loader that fetches the text once, from an address that changes with it.
"""

from __future__ import annotations

import hashlib
import json
import re
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from chipcensus.charts.theme import template
from chipcensus.i18n import LANGUAGES, read_words
from chipcensus.settings import ROOT

PLOTLY = "/assets/plotly.min.js"
# All the traces our charts use in a quarter of the bytes, where `setup/plotly` could fetch it ...
SMALL = ROOT / "build" / "npm" / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
# ... and what the Python package has in any case.
FULL = Path(str(files("plotly") / "package_data" / "plotly.min.js"))
VERSION = re.compile(rb"plotly\.js \D*v([\d.]+)")
FOLDER = Path(__file__).parent / "ui"
PIECES = {
    "figure_card.js": (
        "figure_html.js",
        "figure_trail.js",
        "figure_finder.js",
        "figure_listing.js",
        "figure_type.js",
        "figure_plot.js",
        "figure_small.js",
        "figure_paper.js",
        "figure_deeds.js",
        "figure_panels.js",
        "figure_first.js",
        "figure_ahead.js",
        "figure_card.js",
    ),
    "figure_card.css": (
        "figure_card.css",
        "figure_listing.css",
        "figure_small.css",
        "figure_states.css",
        "figure_print.css",
    ),
    "search.js": ("figure_html.js", "search_match.js", "search_jump.js", "search_box.js"),
    "search.css": ("search.css",),
    "downloads.js": ("figure_html.js", "downloads.js"),
    "downloads.css": ("downloads.css",),
    "toolbar.js": ("toolbar.js",),
    "toolbar.css": ("toolbar.css",),
    "visit.js": ("visit.js",),
    "frame.css": ("frame.css",),
    "streamlit_words.js": ("streamlit_words.js",),
    "icon.svg": ("icon.svg",),
}
LOADER = """const parts = (window.chipCensusParts ??= {});
const part = (parts["ADDRESS"] ??= { ready: import(location.origin + "ADDRESS") });
part.ready.then((module) => { part.mount = module.default; });
export default function (component) {
  if (part.mount) return part.mount(component);
  let cleanup, gone = false;
  part.ready.then((module) => { if (!gone) cleanup = module.default(component); });
  return () => { gone = true; cleanup?.(); };
}
"""


@cache
def content(name: str) -> str:
    """The text of a piece, with what Python gives it in front."""
    texts = [
        f"const {given} = {json.dumps(value, ensure_ascii=False)};"
        for given, value in _given(name).items()
    ]
    texts += [(FOLDER / part).read_text(encoding="utf-8") for part in PIECES[name]]
    return "\n".join(texts)


def _given(name: str) -> dict[str, Any]:
    """Plotly's address, the templates and words to the card; words to what translates Streamlit."""
    if name == "figure_card.js":
        templates = {mode: template(mode) for mode in ("light", "dark")}
        return {"PLOTLY": plotly_address(), "TEMPLATES": templates, "WORDS": _words("card")}
    if name == "streamlit_words.js":
        return {"WORDS": _words("streamlit")}
    return {}


def _words(section: str) -> dict[str, dict[str, str]]:
    return {lang: read_words(lang).section(section) for lang in LANGUAGES}


@cache
def address(name: str) -> str:
    """Where a piece is served; another text has another address."""
    return f"/assets/{name}?v={_hash(content(name).encode())}"


@cache
def plotly_address() -> str:
    """Where Plotly is served; another bundle has another address."""
    return f"{PLOTLY}?v={_hash(plotly_file().read_bytes())}"


@cache
def plotly_file() -> Path:
    """The small bundle, where it is there and of the full one's version; else the full one."""
    return SMALL if SMALL.is_file() and _version(SMALL) == _version(FULL) else FULL


def loader(name: str) -> str:
    """The module Streamlit is given in place of the piece."""
    return LOADER.replace("ADDRESS", address(name))


def _version(bundle: Path) -> bytes | None:
    with bundle.open("rb") as opened:
        found = VERSION.search(opened.read(200))
    return found and found[1]


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:12]
