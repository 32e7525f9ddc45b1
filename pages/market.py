"""Market and policy: what happened, and what the figures were before and after it."""

from chipcensus.ui.screen import show_screen

show_screen(
    "market",
    acts=["kinds", "event", "series", "companies", "years", "as_of", "events"],
    figures=[
        "market/timeline",
        "market/lens",
    ],
)
