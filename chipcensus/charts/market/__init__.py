"""Market and policy: what happened and what changed, forecasts, shipments, shares, trade."""

from chipcensus.charts.market import (
    circuits,
    forecasts,
    lens,
    self_sufficiency,
    shares,
    shipments,
    timeline,
)

__all__ = ["circuits", "forecasts", "lens", "self_sufficiency", "shares", "shipments", "timeline"]
