"""The data itself: tables, columns, definitions, sources, conflicts, checks, what changed."""

from chipcensus.charts.meta import (
    changes,
    checks,
    conflicts,
    definitions,
    dictionary,
    directory,
    imports,
    tables,
)

__all__ = [
    "changes", "checks", "conflicts", "definitions", "dictionary", "directory", "imports", "tables",
]  # fmt: skip
