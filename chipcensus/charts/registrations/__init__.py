"""Registrations: how many companies are founded, when and where."""

from chipcensus.charts.registrations import (
    by_year,
    definitions,
    places,
    stock,
    vintages,
    year_to_date,
)

__all__ = ["by_year", "definitions", "places", "stock", "vintages", "year_to_date"]
