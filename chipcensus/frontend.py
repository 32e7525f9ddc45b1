"""The browser's part of the components: its text, its address, and what fetches it.

Streamlit sends a component's own text with every mount, 30 kB a card: what it is given instead
is a loader that fetches the text once, from an address that changes with it.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from chipcensus.charts.theme import template
from chipcensus.i18n import LANGUAGES, read_words

FOLDER = Path(__file__).parent / "ui"
PIECES = {
    "figure_card.js": ("figure_html.js", "figure_listing.js", "figure_plot.js", "figure_card.js"),
    "figure_card.css": ("figure_card.css", "figure_listing.css"),
    "search.js": ("figure_html.js", "search_match.js", "search_jump.js", "search_box.js"),
    "search.css": ("search.css",),
    "toolbar.js": ("toolbar.js",),
    "toolbar.css": ("toolbar.css",),
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
    """The text of a piece; before the card's stand two templates, before Streamlit's its words."""
    texts = [(FOLDER / part).read_text(encoding="utf-8") for part in PIECES[name]]
    if name == "figure_card.js":
        templates = {mode: template(mode) for mode in ("light", "dark")}
        texts.insert(0, f"const TEMPLATES = {json.dumps(templates, ensure_ascii=False)};")
    if name == "streamlit_words.js":
        words = {lang: read_words(lang).section("streamlit") for lang in LANGUAGES}
        texts.insert(0, f"const WORDS = {json.dumps(words, ensure_ascii=False)};")
    return "\n".join(texts)


@cache
def address(name: str) -> str:
    """Where a piece is served; another text has another address."""
    return f"/assets/{name}?v={hashlib.sha256(content(name).encode()).hexdigest()[:12]}"


def loader(name: str) -> str:
    """The module Streamlit is given in place of the piece."""
    return LOADER.replace("ADDRESS", address(name))
