"""data/ and imports -> staged -> checked -> derived -> a new generation."""

from chipcensus.publish.build import build, build_private, generation_id
from chipcensus.publish.imports import Import, accepted, in_force

__all__ = ["Import", "accepted", "build", "build_private", "generation_id", "in_force"]
