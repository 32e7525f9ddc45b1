"""Companies side by side: a company a column, a fact or figure a row, none declared the winner."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from chipcensus.charts.companies.directory import raised
from chipcensus.charts.drawing import Drawing
from chipcensus.charts.listing import (
    MOST_COMPARED,
    Cell,
    amount,
    column,
    company,
    day,
    flags,
    nothing,
    share,
    spark,
    table,
    text,
)
from chipcensus.i18n import Words
from chipcensus.result import Result, Row

Line = Callable[[Row, Words], Cell]


def draw(result: Result, words: Words) -> Drawing:
    """One to six companies; more are refused by name rather than cut."""
    chosen = result.params["companies"] or []
    if len(chosen) > MOST_COMPARED:
        names = words.list([words.company(one) for one in chosen])
        text = words(
            "missing.companies.too_many", most=MOST_COMPARED, count=len(chosen), names=names
        )
        return nothing(text)
    if not result.rows:
        return nothing(words("missing.companies.compare", most=MOST_COMPARED))
    heads = [column(words("label.companies.fact"), sortable=False)]
    heads += [
        column("", sortable=False) | {"cell": company(row["company_id"], words)}
        for row in result.rows
    ]
    rows = [
        {"cells": [{"text": words(f"column.{name}")}, *(line(row, words) for row in result.rows)]}
        for name, line in LINES.items()
    ]
    finding = _finding(result.rows, words)
    notes = (words("note.companies.own_year"), words("note.companies.unknown"))
    return Drawing(
        None, finding, words("alt.table", finding=finding), notes, listing=table(heads, rows)
    )


def _code(name: str) -> Line:
    return lambda row, words: text(row[name] and words.code(name, row[name]))


def _year(row: Row, words: Words) -> Cell:
    marks = flags(row, words, "is_preliminary", "is_standardised")
    return text(row["year"] and str(row["year"]), note=marks)


def _money(name: str) -> Line:
    return lambda row, words: amount(row[name], row["currency"], words)


def _share(name: str, *, sign: bool = False) -> Line:
    return lambda row, words: share(row[name], words, sign=sign)


def _listed(row: Row, words: Words) -> Cell:
    where = [row["exchange"] and words.code("exchange", row["exchange"]), row["ticker"]]
    note = " · ".join(filter(None, where))
    return day(row["listed_on"], row["listed_precision"]) | {"note": note}


def _market(row: Row, words: Words) -> Cell:
    return amount(row["market_cap"], row["market_currency"], words, words.day(row["market_on"]))


def _trend(row: Row, words: Words) -> Cell:
    return spark(row["revenue_years"], row["revenues"], row["currency"], words)


LINES: dict[str, Line] = {
    "segment": _code("segment"),
    "status": _code("status"),
    "country": _code("country"),
    "city": _code("city"),
    "founded_on": lambda row, _: day(row["founded_on"], row["founded_precision"]),
    "listed_on": _listed,
    "newest_year": _year,
    "revenue": _money("revenue"),
    "trend": _trend,
    "growth": _share("growth", sign=True),
    "net_profit": _money("net_profit"),
    "gross_margin": _share("gross_margin"),
    "net_margin": _share("net_margin"),
    "rd_intensity": _share("rd_intensity"),
    "market_cap": _market,
    "raised": raised,
}


def _finding(rows: Sequence[Row], words: Words) -> str:
    names = words.list([words.company(row["company_id"]) for row in rows])
    years = sorted({row["year"] for row in rows if row["year"]})
    if len(rows) == 1:
        return words("finding.companies.compare_one", company=names, most=MOST_COMPARED - 1)
    if not years:
        return words("finding.companies.compare_none", names=names)
    span = str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"
    return words("finding.companies.compare", names=names, years=span)
