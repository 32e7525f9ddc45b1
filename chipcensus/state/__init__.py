"""The little that is written while the census is read. It outlives every generation."""

from chipcensus.state.citations import Citation, Citations, citation_id, read_id
from chipcensus.state.reports import Reports

__all__ = ["Citation", "Citations", "Reports", "citation_id", "read_id"]
