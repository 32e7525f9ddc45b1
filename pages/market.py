"""Market and policy: what happened, before and after it, forecasts, shipments, shares, trade."""

from chipcensus.ui.screen import show_screen

show_screen(
    "market",
    acts=[
        "kinds",
        "event",
        "series",
        "companies",
        "years",
        "as_of",
        "events",
        "market",
        "currency",
    ],
    figures=[
        "market/timeline",
        "market/lens",
        "market/forecasts",
        "market/self_sufficiency",
        "market/shipments",
        "market/shares",
        "market/circuits",
    ],
)
