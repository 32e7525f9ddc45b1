"""Answers a question on a generation."""

from chipcensus.engine.changes import CHANGES
from chipcensus.engine.engine import Engine
from chipcensus.engine.steps import compose, steps_of

__all__ = ["CHANGES", "Engine", "compose", "steps_of"]
