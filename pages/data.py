"""Data: what it is made of, and what is checked."""

from chipcensus.ui.screen import show_screen

show_screen(
    "data",
    acts=[],
    figures=[
        "meta/checks",
    ],
)
