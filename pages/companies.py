"""Companies: the directory, and up to six of them side by side."""

from chipcensus.ui.screen import show_screen

show_screen(
    "companies",
    acts=["search", "segment", "status", "city", "founded", "companies", "currency", "as_of"],
    figures=[
        "companies/compare",
        "companies/directory",
    ],
)
