"""Companies: the directory, a company's own page, and several side by side."""

from chipcensus.charts.companies import (
    compare,
    deals,
    directory,
    events,
    peers,
    profile,
    results,
    sources,
)

__all__ = ["compare", "deals", "directory", "events", "peers", "profile", "results", "sources"]
