"""Where there is nothing to draw: what is missing, and what would show something."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from chipcensus.charts.drawing import Drawing
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

NAMED = 4
RATIOS = ("rd_intensity", "gross_margin", "net_margin", "price_to_sales")
OF_A_DAY = ("market_cap", "share_price", "cash", "total_assets", "employees", "rd_employees")


def absent(result: Result, words: Words, figure: str, hint: str = "", **said: object) -> Drawing:
    """A drawing without a figure: what is missing, and what would show something.

    Args:
        result: an answer without a row that can be drawn.
        words: the language.
        figure: the figure's own sentence, a key below `missing.financials`.
        hint: the advice that fits; else the first choice that, taken back, shows something.
        said: what the sentence says besides the metric and the frequency.
    """
    codes = {
        name: words.code(name, result.params.get(name) or "all") for name in ("metric", "frequency")
    }
    text = words(f"missing.financials.{figure}", **codes, **said)
    advice = words(f"missing.financials.hint.{hint}") if hint else _advice(result, words)
    return Drawing(None, missing=text + advice)


def _advice(result: Result, words: Words) -> str:
    nearby = result.nearby
    if "as_of" in nearby:
        day = words.day(result.params["as_of"])
        return words("missing.financials.hint.as_of", day=day)
    if "companies" in nearby:
        names = _companies(nearby["companies"], words)
        return words("missing.financials.hint.companies", companies=names)
    if "years" in nearby:
        return _years([row["year"] for row in nearby["years"]], words)
    if "frequency" in nearby:
        year = words.code("frequency", "year")
        return words("missing.financials.hint.frequency", frequency=year)
    hint = "metric" if "metric" in nearby else "other"
    return words(f"missing.financials.hint.{hint}")


def _years(years: Sequence[int], words: Words) -> str:
    first, last = min(years), max(years)
    if first == last:
        return words("missing.financials.hint.year", year=first)
    return words("missing.financials.hint.years", first=first, last=last)


def _companies(rows: Sequence[Row], words: Words) -> str:
    """The companies with most figures, the first few by name."""
    counts = Counter(row["company_id"] for row in rows if row["company_id"])
    names = words.list([words.company(company) for company, _ in counts.most_common(NAMED)])
    more = len(counts) - NAMED
    return names + (words("filter.more", count=more) if more > 0 else "")
