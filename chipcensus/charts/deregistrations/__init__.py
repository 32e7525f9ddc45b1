"""Deregistrations: how many companies disappear, how fast, and against how many new ones."""

from chipcensus.charts.deregistrations import (
    by_group,
    by_year,
    closures,
    compared,
    hazard,
    left_beside_published,
    left_by_month,
    median_life,
    net_formation,
    per_100_registered,
    per_day,
    survival,
)

__all__ = [
    "by_group",
    "by_year",
    "closures",
    "compared",
    "hazard",
    "left_beside_published",
    "left_by_month",
    "median_life",
    "net_formation",
    "per_100_registered",
    "per_day",
    "survival",
]
