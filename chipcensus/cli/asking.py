"""questions, ask, download."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from chipcensus.census import Census
from chipcensus.cli.command import command
from chipcensus.dataset import FORMATS, Shelf, download_name
from chipcensus.downloads import make
from chipcensus.errors import NotWritten
from chipcensus.export.files import to_csv, to_json_rows
from chipcensus.export.table import table
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES
from chipcensus.result import Result


def add(commands: Any) -> None:
    """Add the commands of this group."""
    command(commands, "questions", _questions, "list the questions and their parameters")
    ask = command(commands, "ask", _ask, "answer a question")
    ask.add_argument("question", help="e.g. registrations/by_year; see `chipcensus questions`")
    ask.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="several; a list by commas",
    )
    ask.add_argument("--format", choices=("table", "csv", "json"), default="table")
    ask.add_argument("--lang", choices=LANGUAGES, default="zh", help="language of the table")
    take = command(commands, "download", _download, "write all tables as one file")
    take.add_argument("--format", choices=FORMATS, default="csv.zip", help="default: csv.zip")
    take.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="default: here")


def _questions(_: argparse.Namespace) -> None:
    for name, question in sorted(Census().engine.questions.items()):
        if not name.startswith(("views/", "cubes/")):
            print(f"{name}\n  {question.question}")
            for field in question.params:
                print(f"    --param {field.name}={field.type}  {field.text}")


def _ask(options: argparse.Namespace) -> None:
    census = Census()
    question = census.engine.questions[options.question]
    texts = dict(text.partition("=")[::2] for text in options.param)
    defaults = FIGURES[question.name].defaults if question.name in FIGURES else {}
    result = census.ask(
        question.name, {"currency": "reported", **defaults, **question.parse(texts)}
    )
    if options.format == "csv":
        sys.stdout.buffer.write(to_csv(result))
    elif options.format == "json":
        json.dump(
            {
                "question": question.question,
                "generation": result.generation,
                "rows": to_json_rows(result),
            },
            sys.stdout,
            ensure_ascii=False,
            indent=1,
        )
        print()
    else:
        _print_table(census, result, options.lang)


def _download(options: argparse.Namespace) -> None:
    census = Census()
    identity = census.generation().id
    name = download_name(identity, options.format)
    target: Path = options.to / name
    draft = target.with_name(f".{name}.part")
    try:
        options.to.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(make(census, Shelf(census.store), identity, name), draft)
        draft.replace(target)
    except OSError as error:
        raise NotWritten(f"{target} could not be written: {error.strerror}.") from None
    finally:
        with suppress(OSError):
            draft.unlink(missing_ok=True)
    print(f"{target}  {target.stat().st_size:,} bytes, generation {identity}")


def _print_table(census: Census, result: Result, lang: str) -> None:
    shown = table(result, census.words(lang))
    # A Chinese sign is two columns wide on a terminal.
    if not shown.rows:
        print(census.words(lang)("empty.title"))
        return
    with pd.option_context("display.unicode.east_asian_width", True, "display.max_colwidth", 40):
        print(pd.DataFrame(list(shown.rows), columns=list(shown.labels)).to_string(index=False))
    print(
        f"{len(result.rows)} rows, {len(result.source_ids)} sources, "
        f"generation {result.generation}",
        file=sys.stderr,
    )
