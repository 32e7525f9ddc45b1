"""Market: what is forecast and what it was, who ships what, and trade in integrated circuits."""

from chipcensus.charts.market import circuits, forecasts, self_sufficiency, shares, shipments

__all__ = ["circuits", "forecasts", "self_sufficiency", "shares", "shipments"]
