"""The data itself: tables, columns, definitions, sources, conflicts, checks, what changed."""

from chipcensus.charts.meta import (
    changes,
    checks,
    conflicts,
    definitions,
    dictionary,
    directory,
    tables,
)

__all__ = ["changes", "checks", "conflicts", "definitions", "dictionary", "directory", "tables"]
