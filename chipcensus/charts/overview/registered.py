"""Companies registered in the newest whole year."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.overview.counts import headline
from chipcensus.i18n import Words
from chipcensus.result import Result


def draw(result: Result, words: Words) -> Drawing:
    """The newest whole year's count, its change within one provider, and the years before."""
    return headline(result, words, "registered")
