"""refresh."""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import Any

from chipcensus.cli.command import command, say
from chipcensus.errors import BadParameter
from chipcensus.importing.meaning.days import today
from chipcensus.importing.meaning.known import read_known
from chipcensus.refresh import TABLES, Wanted, newest_period, periods_since, refresh
from chipcensus.settings import read_settings


def add(commands: Any) -> None:
    """Add the command of this group."""
    text = "fetch statements of listed companies by AKShare into files for `chipcensus import`"
    made = command(commands, "refresh", _refresh, text)
    made.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="default: here")
    made.add_argument("--table", action="append", choices=TABLES, help="several; default: all")
    made.add_argument(
        "--period", action="append", metavar="YYYYMMDD", help="several; default: the last quarter"
    )
    made.add_argument("--since", type=int, metavar="YEAR", help="all quarters from this year on")
    made.add_argument(
        "--ticker", action="append", help="several; default: the directory's, of Shanghai, Shenzhen"
    )
    made.add_argument("--all", action="store_true", help="keep companies outside the directory")


def _refresh(options: argparse.Namespace) -> None:
    known = read_known(read_settings().data)
    # Six digits are a share of Shanghai or Shenzhen.
    listed = sorted(code for code in known.tickers if code.isdigit() and len(code) == 6)
    if options.since:
        periods = periods_since(options.since, today())
    else:
        periods = [_day(text) for text in options.period or []] or [newest_period(today())]
    wanted = Wanted(options.table or TABLES, periods, options.ticker or listed, options.all)
    files = refresh(wanted, options.to, say)
    print(f"{len(files)} files in {options.to.resolve()}; next: chipcensus import {options.to}")


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadParameter(f"{text} is no day such as 20240331.") from None
