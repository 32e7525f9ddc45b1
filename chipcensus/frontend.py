"""The browser's part of the components: its text, its address, and what fetches it.

Streamlit sends a component's own text with every mount, 30 kB a card: what it is given instead
is a loader that fetches the text once, from an address that changes with it.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from chipcensus.charts.theme import template
from chipcensus.export.bundle import ace_text, plotly_file
from chipcensus.i18n import LANGUAGES, read_words

PLOTLY = "/assets/plotly.min.js"
ACE = "ace.js"
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
        "figure_basket.js",
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
    "report.js": (
        "figure_html.js",
        "figure_type.js",
        "figure_plot.js",
        "figure_basket.js",
        "report_work.js",
        "report_store.js",
        "report_page.js",
    ),
    "report.css": ("report.css",),
    "chips.js": ("chips.js",),
    "explore.js": (
        "figure_html.js",
        "explore_work.js",
        "explore_editor.js",
        "explore_aside.js",
        "explore_result.js",
        "explore_page.js",
    ),
    "explore.css": ("explore.css",),
    ACE: (),
    "toolbar.js": ("toolbar.js",),
    "toolbar.css": ("toolbar.css",),
    "visit.js": ("visit.js",),
    "embed.js": ("embed.js",),
    "embed.css": ("embed.css",),
    "frame.css": ("frame.css",),
    "streamlit_words.js": ("streamlit_words.js", "back_again.js"),
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
    if name == ACE:
        return ace_text()
    texts = [
        f"const {given} = {json.dumps(value, ensure_ascii=False)};"
        for given, value in _given(name).items()
    ]
    texts += [(FOLDER / part).read_text(encoding="utf-8") for part in PIECES[name]]
    return "\n".join(texts)


def _given(name: str) -> dict[str, Any]:
    """Plotly's address, the templates and words to the card; words to what translates Streamlit."""
    if name in {"figure_card.js", "report.js"}:
        templates = {mode: template(mode) for mode in ("light", "dark")}
        given = {"PLOTLY": plotly_address(), "TEMPLATES": templates, "WORDS": _words("card")}
        return given | ({"REPORT_WORDS": _words("reports")} if name == "report.js" else {})
    if name == "explore.js":
        return {"EXPLORE_WORDS": _words("explore")}
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


def ace_address() -> str:
    """Where the editor of the page Explore is served."""
    return address(ACE)


def loader(name: str) -> str:
    """The module Streamlit is given in place of the piece."""
    return LOADER.replace("ADDRESS", address(name))


def _hash(text: bytes) -> str:
    return hashlib.sha256(text).hexdigest()[:12]
