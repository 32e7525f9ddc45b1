"""Funding: how much the industry raises, round by round, and who raises most."""

from chipcensus.ui.screen import open_screen

screen = open_screen("funding", acts=["years", "scope", "companies", "currency", "as_of"])

screen.show("funding/totals_by_year")
screen.show("funding/rounds")
screen.show("funding/most_raised")
