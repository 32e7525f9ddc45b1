"""Financials: what the companies earn, lose and spend, and how they compare."""

from chipcensus.ui.screen import open_screen

screen = open_screen(
    "financials", acts=["metric", "frequency", "companies", "years", "currency", "as_of"]
)

screen.show("financials/by_period")
screen.show("financials/cumulative")
screen.show("financials/rd_intensity")
screen.show("financials/comparables")
