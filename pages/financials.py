"""Financials: what the companies earn, lose and spend, and how they compare."""

from chipcensus.ui.screen import show_screen

show_screen(
    "financials",
    acts=["metric", "frequency", "companies", "years", "currency", "as_of", "events"],
    figures=[
        "financials/by_period",
        "financials/cumulative",
        "financials/rd_intensity",
        "financials/growth",
        "financials/indexed",
        "financials/gap",
        "financials/comparables",
        "financials/restatements",
        "financials/runway",
        "financials/bill",
        "financials/world",
    ],
)
