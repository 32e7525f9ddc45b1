"""questions, ask, download."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.cli.command import command
from chipcensus.dataset import FORMATS as WHOLE
from chipcensus.dataset import Shelf, download_name
from chipcensus.downloads import make
from chipcensus.drafts import drafted
from chipcensus.errors import BadParameter, NotWritten
from chipcensus.exhibits import exhibit
from chipcensus.export.files import to_csv, to_json_rows
from chipcensus.export.formats import FORMATS
from chipcensus.export.pictures import shared_painter
from chipcensus.export.table import table
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES
from chipcensus.result import Result

DATA = ("csv", "json", "parquet", "xlsx")


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
    ask.add_argument("--format", choices=("table", *DATA), default="table")
    ask.add_argument("--lang", choices=LANGUAGES, default="zh", help="language of labels and names")
    ask.add_argument("--to", type=Path, metavar="FILE", help="default: standard output")
    take = command(commands, "download", _download, "write all tables as one file")
    take.add_argument("--format", choices=WHOLE, default="csv.zip", help="default: csv.zip")
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
    if options.format == "table":
        _print_table(census, result, options.lang)
        return
    _put(_file(census, result, texts, options), options.to)


def _file(
    census: Census, result: Result, texts: Mapping[str, str], options: argparse.Namespace
) -> bytes:
    """The answer as /api/v1/ask gives it; what is no figure has no title and no page."""
    name, form = result.question.name, options.format
    if name not in FIGURES:
        if form == "csv":
            return to_csv(result)
        if form == "json":
            told = {
                "question": result.question.question,
                "generation": result.generation,
                "rows": to_json_rows(result),
            }
            return json.dumps(told, ensure_ascii=False, default=str).encode() + b"\n"
        raise BadParameter(f"{name} is no figure of a page: --format table, csv or json only.")
    known = vars(Filters())
    chosen: dict[str, Any] = {
        key: tuple(value) if isinstance(value, list) else value
        for key, value in result.params.items()
        if key in texts and key in known and value is not None
    }
    answer = Answer(FIGURES[name], Filters(**chosen), result)
    shown = exhibit(census, answer, census.words(options.lang))
    return FORMATS[form].make(shown, shared_painter())


def _put(content: bytes, path: Path | None) -> None:
    if path is None:
        sys.stdout.buffer.write(content)
        return
    try:
        path.write_bytes(content)
    except OSError as error:
        raise NotWritten(f"{path} could not be written: {error.strerror}.") from None


def _download(options: argparse.Namespace) -> None:
    census = Census()
    identity = census.data().id
    name = download_name(identity, options.format)
    target: Path = options.to / name
    with drafted(target) as draft:
        shutil.copyfile(make(census, Shelf(census.store), identity, name), draft)
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
