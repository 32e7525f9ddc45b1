"""Registrations: how many companies are founded, when and where."""

from chipcensus.charts.registrations import (
    beside_published,
    by_capital,
    by_cohort,
    by_month,
    by_province,
    by_year,
    definitions,
    places,
    stock,
    vintages,
    year_to_date,
)

__all__ = [
    "beside_published",
    "by_capital",
    "by_cohort",
    "by_month",
    "by_province",
    "by_year",
    "definitions",
    "places",
    "stock",
    "vintages",
    "year_to_date",
]
