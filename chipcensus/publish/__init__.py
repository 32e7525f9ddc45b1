"""data/ -> staged -> checked -> derived -> a new generation."""

from chipcensus.publish.build import build, generation_id

__all__ = ["build", "generation_id"]
