"""The data itself: tables, columns, sources, imports, conflicts, checks, and what changed."""

from chipcensus.ui.downloads import show_downloads
from chipcensus.ui.screen import show_screen

show_screen(
    "data",
    acts=["as_of", "earlier", "later"],
    figures=[
        "meta/tables",
        "meta/dictionary",
        "meta/definitions",
        "meta/directory",
        "meta/imports",
        "meta/conflicts",
        "meta/checks",
        "meta/changes",
    ],
)
show_downloads()
