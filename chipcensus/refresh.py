"""Statements of listed companies fetched anew by AKShare into files that the import recognises.

AKShare is an optional extra (pip install 'chip-census[akshare]') and is imported nowhere else.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pandas as pd

from chipcensus.drafts import drafted
from chipcensus.errors import NotFetched
from chipcensus.importing.formats import FORMATS

# AKShare's own names; a table is of one period or of one company, which its file's name tells.
BY_PERIOD = ("stock_yjbb_em", "stock_lrb_em")
BY_COMPANY = ("stock_financial_abstract",)
TABLES = (*BY_PERIOD, *BY_COMPANY)
QUARTERS = ((3, 31), (6, 30), (9, 30), (12, 31))
# What a page that is down, gone or changed makes AKShare's functions raise.
FAILURES = (OSError, ValueError, LookupError, TypeError, AttributeError)

Say = Callable[[str], None]


@dataclass(frozen=True)
class Wanted:
    """What to fetch.

    Attributes:
        tables: names of TABLES.
        periods: last days of quarters, for tables of a period.
        tickers: six digits each, for tables of a company; tables of a period keep these rows only.
        is_whole: keep the rows of all companies.
    """

    tables: Sequence[str]
    periods: Sequence[date]
    tickers: Sequence[str]
    is_whole: bool = False


def refresh(wanted: Wanted, folder: Path, say: Say = lambda _: None) -> list[Path]:
    """Fetch each table into a CSV of its own in `folder`; return the files.

    A file is whole or not there. What was fetched stays where something else fails.

    Raises:
        NotFetched: AKShare is not installed, or some tables could not be fetched: all of them.
        NotWritten: a file cannot be written.
    """
    library = _library()
    written, failed = [], []
    for name, told, arguments in _calls(wanted):
        say(f"{name} {told}")
        try:
            table = getattr(library, name)(**arguments)
            _check(name, table)
        except FAILURES as error:
            failed.append(f"{name} {told}: {type(error).__name__}: {error}")
            continue
        if "date" in arguments and not wanted.is_whole:
            table = table[_tickers(table).isin(list(wanted.tickers))]
        written.append(_write(table, folder / f"{name}_{told}.csv"))
    if failed:
        remedy = (
            "Check the connection and try again later. If it goes on, AKShare may be older than "
            "the page: pip install --upgrade akshare."
        )
        fetched = f"{len(written)} of {len(written) + len(failed)} tables were fetched."
        raise NotFetched("\n".join([fetched, *failed, remedy]))
    return written


def newest_period(today: date) -> date:
    """The last quarter that had ended by a day."""
    ends = (date(today.year - back, *end) for back in (0, 1) for end in reversed(QUARTERS))
    return next(end for end in ends if end < today)


def periods_since(year: int, today: date) -> list[date]:
    """The last days of all quarters from a year on that had ended by a day."""
    days = (date(y, *end) for y in range(year, today.year + 1) for end in QUARTERS)
    return [day for day in days if day <= today - timedelta(days=1)]


def _library() -> Any:
    try:
        return importlib.import_module("akshare")
    except ImportError as error:
        raise NotFetched(
            f"AKShare cannot be used ({error}). Install it: pip install 'chip-census[akshare]'."
        ) from None


def _calls(wanted: Wanted) -> Iterable[tuple[str, str, dict[str, str]]]:
    """Each call: the function, what the file's name tells, the arguments."""
    for name in wanted.tables:
        if name in BY_PERIOD:
            for day in wanted.periods:
                yield name, f"{day:%Y%m%d}", {"date": f"{day:%Y%m%d}"}
        else:
            for ticker in wanted.tickers:
                yield name, ticker, {"symbol": ticker}


def _check(name: str, table: pd.DataFrame) -> None:
    """Raise ValueError where the table is empty or has not the columns the import knows."""
    known = FORMATS[name]
    spellings = {**known.fields, **known.metrics}
    columns = {str(column) for column in table.columns}
    missing = [spellings[f][0] for f in known.signature if not columns & set(spellings[f])]
    if missing:
        raise ValueError(f"no column {', '.join(missing)} in {', '.join(sorted(columns))}")
    if table.empty:
        raise ValueError("the table is empty")


def _tickers(table: pd.DataFrame) -> pd.Series[str]:
    return table[FORMATS[BY_PERIOD[0]].fields["ticker"][0]].astype(str).str.zfill(6)


def _write(table: pd.DataFrame, path: Path) -> Path:
    with drafted(path) as draft:
        # With its mark, so that a spreadsheet reads the file as UTF-8 too.
        table.to_csv(draft, index=False, encoding="utf-8-sig")
    return path
