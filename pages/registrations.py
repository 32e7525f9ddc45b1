"""Registrations: how many companies are founded, counted by whom, and where."""

from chipcensus.ui.screen import open_screen

screen = open_screen("registrations", acts=["years", "scope", "provider", "as_of"])

screen.show("registrations/by_year")
screen.show("registrations/year_to_date")
screen.show("registrations/places")
