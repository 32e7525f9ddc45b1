"""The data itself: tables, columns, sources, conflicts, checks, and what a new edition changed."""

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
        "meta/conflicts",
        "meta/checks",
        "meta/changes",
    ],
)
show_downloads()
