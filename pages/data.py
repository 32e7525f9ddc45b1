"""Data: the tables, what their columns and terms mean, every source, and where sources disagree."""

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
        "meta/changes",
    ],
)
