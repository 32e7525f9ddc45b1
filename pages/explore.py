"""Explore: asking every table in SQL."""

from chipcensus.ui.explore_page import show_explore

show_explore()
