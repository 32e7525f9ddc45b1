"""Funding: what was raised in a year, in a deal, and by a company in all. One module a figure."""

from chipcensus.charts.funding import (
    investors,
    ipo_proceeds,
    money,
    most_raised,
    rounds,
    totals_by_year,
    valuations,
    years_to_listing,
)

__all__ = [
    "investors",
    "ipo_proceeds",
    "money",
    "most_raised",
    "rounds",
    "totals_by_year",
    "valuations",
    "years_to_listing",
]
