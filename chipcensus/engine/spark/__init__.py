"""Answers questions by an engine that speaks Spark Connect; imported only where one is set."""

from chipcensus.engine.spark.reading import Spark

__all__ = ["Spark"]
