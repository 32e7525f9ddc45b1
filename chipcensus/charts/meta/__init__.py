"""Figures about the data itself."""

from chipcensus.charts.meta import checks

__all__ = ["checks"]
