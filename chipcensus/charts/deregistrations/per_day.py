"""Companies gone per day."""

from __future__ import annotations

from chipcensus.charts.counting import nothing
from chipcensus.charts.deregistrations.rates import draw_rates, partial_note, year_bars
from chipcensus.charts.drawing import Drawing, hover, period, safe, short_day
from chipcensus.charts.theme import LOSS
from chipcensus.i18n import Words
from chipcensus.result import Result, Row
from chipcensus.units import number, say


def draw(result: Result, words: Words) -> Drawing:
    """Companies gone per day really counted."""
    if not result.rows:
        return nothing(result, words, "deregistrations.per_day")
    newest = result.rows[-1]
    finding = words(
        "finding.deregistrations.per_day",
        year=newest["year"],
        value=say(newest["per_day"], "per_day", words.lang, digits=3),
        companies=say(newest["companies"], "companies", words.lang),
        days=newest["days"],
        until=words.day(newest["period_end"]),
    )
    texts = [
        number(r["per_day"], 3) + (f"<br>→{short_day(r['period_end'])}" if r["is_partial"] else "")
        for r in result.rows
    ]
    bars = year_bars(
        result.rows,
        result.column("per_day"),
        texts,
        [_day_hover(result, row, words) for row in result.rows],
        LOSS,
    )
    return draw_rates(
        result, bars, "unit.per_day", finding, partial_note(result.rows, words), words
    )


def _day_hover(result: Result, row: Row, words: Words) -> str:
    value = say(row["per_day"], "per_day", words.lang, digits=3)
    companies = say(row["companies"], "companies", words.lang)
    return hover(
        result,
        row,
        words,
        words("word.year_value", year=row["year"], value=f"<b>{value}</b>"),
        words("word.over_days", companies=companies, days=row["days"]),
        period(row, words),
        safe(words.code("provider", row["provider"])),
    )
