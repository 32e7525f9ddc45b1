"""Financials: what companies earn, lose and spend, period by period and in all."""

from chipcensus.charts.financials import (
    bill,
    by_period,
    comparables,
    cumulative,
    gap,
    growth,
    indexed,
    rd_intensity,
    restatements,
    runway,
    world,
)

__all__ = [
    "bill",
    "by_period",
    "comparables",
    "cumulative",
    "gap",
    "growth",
    "indexed",
    "rd_intensity",
    "restatements",
    "runway",
    "world",
]
