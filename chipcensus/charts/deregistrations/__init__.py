"""Deregistrations: how many companies disappear, how fast, and against how many new ones."""

from chipcensus.charts.deregistrations import (
    by_group,
    by_year,
    closures,
    net_formation,
    per_100_registered,
    per_day,
)

__all__ = [
    "by_group",
    "by_year",
    "closures",
    "net_formation",
    "per_100_registered",
    "per_day",
]
