"""The companies and investors there are, as a file of deals or statements may name them."""

from __future__ import annotations

from chipcensus.census import Census
from chipcensus.importing.meaning import Known, known_of


def known_companies(census: Census) -> Known:
    """Names, other spellings and tickers of the directory, what was imported included."""
    companies, names = (census.ask(f"meta/{n}", {}) for n in ("companies", "search_names"))
    return known_of(companies.rows, names.rows)
