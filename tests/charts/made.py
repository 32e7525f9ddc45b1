"""Small answers made by hand: a row needs only what its test is about."""

from __future__ import annotations

from datetime import date
from typing import Any

from chipcensus.question import Question
from chipcensus.result import Citation, Result

SOURCE = Citation("s1", "Annual report", "A & B Press", "https://example.org/1", None, "filing")

FLAGS = "is_disputed is_preliminary is_standardised is_derived is_partial is_at_least"
UNKNOWN = """
    range_low range_high rate growth growth_printed provider deals proceeds covers valuation
    valuation_currency lead_investors announced_on announced_precision amount total_high market_cap
    market_currency market_on value_to_revenue gross_margin rd_intensity net_margin net_profit
"""
EMPTY = dict.fromkeys(FLAGS.split(), False) | dict.fromkeys(UNKNOWN.split())
SHARED = {"company_id": "cambricon", "currency": "CNY", "row_ids": ["r1"], "source_ids": ["s1"]}


def row(**values: Any) -> dict[str, Any]:
    return EMPTY | SHARED | values


def year(number: int, **values: Any) -> dict[str, Any]:
    """A row of a calendar year."""
    days = {"period_start": date(number, 1, 1), "period_end": date(number, 12, 31)}
    return row(**({"year": number, "fiscal_label": f"FY{number}"} | days | values))


def result(rows: list[dict[str, Any]], **params: Any) -> Result:
    question = Question("made/by_hand", "?", (), (), "", "SELECT 1")
    return Result(question, {"companies": None} | params, rows, "made", "SELECT 1", {"s1": SOURCE})
