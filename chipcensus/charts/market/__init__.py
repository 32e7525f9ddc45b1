"""Market and policy: what happened and what changed with it, forecasts, shipments, shares, trade."""

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
