"""Market and policy: what happened, and what a series was before and after it."""

from chipcensus.charts.market import lens, timeline

__all__ = ["lens", "timeline"]
