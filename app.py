"""Chip Census: the front door. `make run` serves it, and the downloads beside it."""

from chipcensus.ui import frame

frame.run(
    [
        "overview",
        "registrations",
        "deregistrations",
        "financials",
        "funding",
        "companies",
        "market",
        "claims",
        "explore",
        "data",
        "report",
    ],
    hidden=["company", "cite"],
)
