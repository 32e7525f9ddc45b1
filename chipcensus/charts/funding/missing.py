"""What is said where there is nothing to draw: what was asked for, what would show something."""

from __future__ import annotations

from typing import Any

from chipcensus.charts.drawing import Drawing
from chipcensus.i18n import Words
from chipcensus.result import Result

NAMED = 4  # companies
# What shows something in each figure; a test holds them to the shipped data.
COMPANIES = {
    "rounds": ("cambricon", "metax", "moore-threads"),
    "most_raised": ("cambricon", "metax", "moore-threads"),
    "investors": ("cambricon", "metax", "moore-threads"),
    "valuations": ("cambricon", "metax", "moore-threads"),
    "ipo_proceeds": ("cambricon", "metax", "moore-threads"),
    "years_to_listing": ("cambricon", "metax", "moore-threads"),
}
YEARS = {
    "totals_by_year": 2021,
    "rounds": 2021,
    "most_raised": 2021,
    "investors": 2021,
    "valuations": 2021,
    "ipo_proceeds": 2025,
    "years_to_listing": 2025,
    "money": 2021,
}

SCOPE = "ai_chip"


def nothing(name: str, result: Result, words: Words, *more: str) -> Drawing:
    """A drawing without figure; `more` is what is known all the same, e.g. deals without a date."""
    params = result.params
    chosen = [*_companies(params, words), *_years(params, words), *_rest(params, words)]
    filters = words("missing.funding.filters", items=words.list(chosen)) if chosen else ""
    text = words(f"missing.funding.{name}", filters=filters)
    said = [text, *more, *_try(name, params, words)]
    return Drawing(None, missing=words("missing.funding.join", text="").join(said))


def _companies(params: dict[str, Any], words: Words) -> list[str]:
    names = [words.company(c) for c in params.get("companies") or []]
    left = len(names) - NAMED
    more = [words("missing.funding.more", count=left)] if left > 0 else []
    return [*names[:NAMED], *more]


def _years(params: dict[str, Any], words: Words) -> list[str]:
    first, last = params.get("year_from"), params.get("year_to")
    if first is None and last is None:
        return []
    if first == last:
        return [words("missing.funding.year", year=first)]
    return [words("missing.funding.years", first=first or "", last=last or "")]


def _rest(params: dict[str, Any], words: Words) -> list[str]:
    """The industry definition, where one is chosen, and the as-of day."""
    scope, day = params.get("scope"), params.get("as_of")
    return [
        *([words.code("scope", scope)] if scope else []),
        *([words("missing.funding.as_of", day=words.day(day))] if day else []),
    ]


def _try(name: str, params: dict[str, Any], words: Words) -> list[str]:
    found = []
    if params.get("companies") and name in COMPANIES:
        names = words.list([words.company(c) for c in COMPANIES[name]])
        found.append(words("missing.funding.try_companies", companies=names))
    if params.get("year_from") is not None or params.get("year_to") is not None:
        found.append(words("missing.funding.try_years", year=YEARS[name]))
    if params.get("scope") not in {None, SCOPE}:
        found.append(words("missing.funding.try_scope", scope=words.code("scope", SCOPE)))
    if params.get("as_of"):
        found.append(words("missing.funding.try_as_of"))
    return found
