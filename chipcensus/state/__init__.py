"""The little that is written while the census is read: citations. It outlives every generation."""

from chipcensus.state.citations import Citation, Citations, citation_id, read_id

__all__ = ["Citation", "Citations", "citation_id", "read_id"]
