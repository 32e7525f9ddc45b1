"""The browser's libraries: Plotly, on the screen, on the server and in files; the editor Ace."""

from __future__ import annotations

import re
from functools import cache
from importlib.metadata import distribution
from importlib.resources import files
from pathlib import Path

from chipcensus.settings import ROOT

# All the traces our charts use in a quarter of the bytes, where `setup/plotly` could fetch it ...
SMALL = ROOT / "build" / "npm" / "node_modules" / "plotly.js-basic-dist-min" / "plotly-basic.min.js"
# ... and what the Python package has in any case.
FULL = Path(str(files("plotly") / "package_data" / "plotly.min.js"))
# Of Ace, as the package django-ace ships it, what an editor of SQL needs.
EDITOR = Path("django_ace", "static", "django_ace", "ace")
EDITOR_PARTS = ("ace.js", "mode-sql.js", "ext-language_tools.js")
VERSION = re.compile(rb"plotly\.js \D*v([\d.]+)")


@cache
def plotly_file() -> Path:
    """The small bundle, where it is there and of the full one's version; else the full one."""
    return SMALL if SMALL.is_file() and _version(SMALL) == _version(FULL) else FULL


def _version(bundle: Path) -> bytes | None:
    with bundle.open("rb") as opened:
        found = VERSION.search(opened.read(200))
    return found and found[1]


def ace_text() -> str:
    """The editor as one script; it defines `window.ace` and asks nobody for anything."""
    # Found without being imported: the package's own code needs Django, its files do not.
    folder = Path(str(distribution("django-ace").locate_file(EDITOR)))
    return "\n".join((folder / name).read_text(encoding="utf-8") for name in EDITOR_PARTS)
