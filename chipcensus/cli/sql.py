"""sql."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import pandas as pd

from chipcensus.census import Census
from chipcensus.cli.command import command
from chipcensus.drafts import drafted
from chipcensus.explore.programs import ENDINGS, limits_of, written
from chipcensus.explore.runs import Run, submit
from chipcensus.sandbox import Sandbox, command_of

READER = "command"


def add(commands: Any) -> None:
    """Add the commands of this group."""
    sql = command(commands, "sql", _sql, "run a SELECT of your own on the tables, in a sandbox")
    sql.add_argument("statement", help='e.g. "FROM registrations"; - reads it from standard input')
    sql.add_argument("--format", choices=("table", *ENDINGS), default="table")
    sql.add_argument("--to", type=Path, metavar="FILE", help="default: standard output")
    sql.add_argument("--rows", type=int, help="most rows [CHIPCENSUS_SQL_ROWS; a file has more]")
    sql.add_argument("--seconds", type=float, help="longest time [CHIPCENSUS_SQL_SECONDS]")


def _sql(options: argparse.Namespace) -> None:
    statement = sys.stdin.read() if options.statement == "-" else options.statement
    census = Census()
    opened, form = census.generation(), options.format
    settings = census.settings
    most = None if form == "table" else settings.sql_export_rows
    rows = most if options.rows is None else options.rows
    limits = limits_of(settings, rows, options.seconds)
    sandbox = Sandbox(1, command=command_of(settings))
    try:
        running = submit(sandbox, census, opened, statement, READER, limits)
        _show(Run(census, opened.id, statement, running, form), options)
    finally:
        sandbox.close()


def _show(run: Run, options: argparse.Namespace) -> None:
    found = run.running.result()
    if options.format == "table":
        _print(found.table.to_pandas())
    else:
        _write(run, options.to)
    more = "; there are more" if found.is_cut else ""
    count = f"{found.table.num_rows:,} rows{more}, {found.seconds:.3f} s"
    print(f"{count}, generation {run.generation}", file=sys.stderr)


def _print(frame: pd.DataFrame) -> None:
    # A Chinese sign is two columns wide on a terminal.
    with pd.option_context("display.unicode.east_asian_width", True, "display.max_colwidth", 40):
        print(frame.to_string(index=False))


def _write(run: Run, path: Path | None) -> None:
    pieces = written(run)
    if path is None:
        sys.stdout.buffer.writelines(pieces)
        return
    with drafted(path) as draft, draft.open("wb") as file:
        file.writelines(pieces)
