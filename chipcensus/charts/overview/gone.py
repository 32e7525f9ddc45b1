"""Companies cancelled or revoked in the newest year, and per day."""

from __future__ import annotations

from chipcensus.charts.drawing import Drawing
from chipcensus.charts.overview.counts import headline
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number


def draw(result: Result, words: Words) -> Drawing:
    """The newest year's count, how many a day that is, and the years before."""

    def per_day(row: Row) -> str:
        value = number(row["per_day"], 3)
        return words("finding.overview.per_day", value=value, days=row["days"])

    return headline(result, words, "gone", per_day)
