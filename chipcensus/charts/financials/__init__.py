"""Financials: what companies earn, lose and spend, period by period and in all."""

from chipcensus.charts.financials import by_period, comparables, cumulative, rd_intensity

__all__ = ["by_period", "comparables", "cumulative", "rd_intensity"]
