"""Claims: what was claimed, what others print, and the verdict."""

from chipcensus.charts.claims import evidence, head_count, own, verdicts

__all__ = ["evidence", "head_count", "own", "verdicts"]
