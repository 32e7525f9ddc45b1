"""A loaded registry's yearly count beside the published counts."""

from __future__ import annotations

from chipcensus.charts.beside import beside
from chipcensus.charts.drawing import Drawing
from chipcensus.i18n import Words
from chipcensus.result import Result


def draw(result: Result, words: Words) -> Drawing:
    """The list as bars, providers as marks."""
    return beside(result, words, "registrations.beside_published")
