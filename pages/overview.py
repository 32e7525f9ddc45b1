"""Overview: four headline figures, then one figure of each subject, to start from."""

from chipcensus.ui.screen import show_screen

show_screen(
    "overview",
    acts=["years", "companies", "scope", "as_of", "events"],
    figures=[
        "overview/registered",
        "overview/gone",
        "overview/net_result",
        "overview/raised",
        "deregistrations/net_formation",
        "financials/bill",
        "funding/money",
        "events/newest",
        "financials/world",
    ],
    columns=2,
)
