"""The data itself: tables, columns, definitions, sources, conflicts, what changed."""

from chipcensus.charts.meta import (
    changes,
    conflicts,
    definitions,
    dictionary,
    directory,
    tables,
)

__all__ = ["changes", "conflicts", "definitions", "dictionary", "directory", "tables"]
