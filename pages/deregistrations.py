"""Deregistrations: how many companies disappear, how fast, and against how many new ones."""

from chipcensus.ui.screen import open_screen

screen = open_screen("deregistrations", acts=["years", "scope", "provider", "as_of"])

screen.show("deregistrations/by_year")
screen.show("deregistrations/per_day")
screen.show("deregistrations/per_100_registered")
screen.show("deregistrations/net_formation")
