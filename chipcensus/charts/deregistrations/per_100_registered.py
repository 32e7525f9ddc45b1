"""Companies gone for every 100 registered."""

from __future__ import annotations

from chipcensus.charts.counting import nothing
from chipcensus.charts.deregistrations.rates import draw_rates, pair_hover, pair_notes, year_bars
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.theme import LOSS
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say_range


def draw(result: Result, words: Words) -> Drawing:
    """Companies gone for every 100 registered in the same year."""
    if not result.rows:
        return nothing(result, words, "deregistrations.per_100_registered")
    rates = result.column("per_100")
    finding = words(
        "finding.deregistrations.per_100_registered",
        year=result.rows[-1]["year"],
        value=number(rates[-1], 3),
        low=number(min(rates), 3),
        high=number(max(rates), 3),
    )
    bars = year_bars(
        result.rows,
        rates,
        [number(r["per_100"], 3) + ("" if r["is_like_for_like"] else "*") for r in result.rows],
        [pair_hover(result, row, words, *_per_100(row, words)) for row in result.rows],
        LOSS,
    )
    return draw_rates(result, bars, "unit.per_100", finding, pair_notes(result.rows, words), words)


def _per_100(row: Row, words: Words) -> tuple[str, ...]:
    span = say_range(row["per_100_low"], row["per_100_high"], "number", words.lang)
    value = f"<b>{number(row['per_100'], 3)}</b>"
    return (
        words("word.year_value", year=row["year"], value=value),
        words("word.interval", range=span),
        "" if row["is_like_for_like"] else words("flag.not_like_for_like"),
    )
