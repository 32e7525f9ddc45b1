"""Funding: what was raised in a year, in a deal, and by a company in all. One module a figure."""

from chipcensus.charts.funding import investors, most_raised, rounds, totals_by_year

__all__ = ["investors", "most_raised", "rounds", "totals_by_year"]
