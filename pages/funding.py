"""Funding: how much the industry raises, round by round, and who raises most."""

from chipcensus.ui.screen import show_screen

show_screen(
    "funding",
    acts=["years", "scope", "companies", "currency", "as_of", "events"],
    figures=[
        "funding/totals_by_year",
        "funding/rounds",
        "funding/most_raised",
        "funding/investors",
        "funding/valuations",
        "funding/ipo_proceeds",
        "funding/years_to_listing",
    ],
)
