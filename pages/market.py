"""Market and policy: what was forecast and what it was, who ships what, trade in circuits."""

from chipcensus.ui.screen import show_screen

show_screen(
    "market",
    acts=["years", "market", "currency", "as_of", "events"],
    figures=[
        "market/forecasts",
        "market/self_sufficiency",
        "market/shipments",
        "market/shares",
        "market/circuits",
    ],
)
