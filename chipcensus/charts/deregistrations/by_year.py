"""Companies cancelled or revoked in each year."""

from __future__ import annotations

from chipcensus.charts.counting import yearly
from chipcensus.charts.drawing import Drawing
from chipcensus.i18n import Words
from chipcensus.result import Result


def draw(result: Result, words: Words) -> Drawing:
    """Companies cancelled or revoked by year and provider."""
    return yearly(result, words, "deregistrations")
