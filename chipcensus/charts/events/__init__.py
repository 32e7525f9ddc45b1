"""Events: what happened, as a list."""

from chipcensus.charts.events import newest

__all__ = ["newest"]
