"""The command `chipcensus`: build, check, ask, download, generations, serve."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pandas as pd

from chipcensus.census import Census
from chipcensus.charts.meta.checks import row_text, rules_of
from chipcensus.dataset import FORMATS, Shelf, download_name
from chipcensus.downloads import make
from chipcensus.errors import (
    ChipCensusError,
    GenerationMissing,
    NotWritten,
    Problem,
    ProblemsFound,
)
from chipcensus.export.files import to_csv, to_json_rows
from chipcensus.export.table import table
from chipcensus.figures import FIGURES
from chipcensus.i18n import LANGUAGES
from chipcensus.publish import build, generation_id
from chipcensus.result import Result
from chipcensus.settings import SETTINGS, Settings, read_settings
from chipcensus.store import Store

SERVER = "chipcensus.server:app"
CHECKS = "meta/checks"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 = done, 1 = refused, with the reason on standard error."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except ChipCensusError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
    return 0


def _parser() -> argparse.ArgumentParser:
    settings = "\n".join(f"  CHIPCENSUS_{n.upper():18} {text} [{d}]" for n, d, text in SETTINGS)
    parser = argparse.ArgumentParser(
        "chipcensus",
        description="Sourced figures on China's AI-chip industry.",
        epilog=f"settings:\n{settings}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    make = _command(commands, "build", _build, "check data/ and publish it as a new generation")
    make.add_argument(
        "--force",
        action="store_true",
        help="build although the current generation has this content",
    )
    check = _command(commands, "check", _check, "tell what the rules of queries/checks found")
    check.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the rules")
    _command(commands, "questions", _questions, "list the questions and their parameters")
    _command(commands, "generations", _generations, "list the generations kept")
    _command(commands, "serve", _serve, "serve the dashboard and the downloads")
    ask = _command(commands, "ask", _ask, "answer a question")
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
    take = _command(commands, "download", _download, "write all tables as one file")
    take.add_argument("--format", choices=FORMATS, default="csv.zip", help="default: csv.zip")
    take.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="default: here")
    return parser


def _command(commands: Any, name: str, run: Any, text: str) -> argparse.ArgumentParser:
    command: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    command.set_defaults(run=run)
    return command


def _build(options: argparse.Namespace) -> None:
    settings = read_settings()
    if not options.force and _is_current(settings):
        print(f"Generation {generation_id(settings)} is current already.")
        return
    identity = build(settings, _say)
    print(f"Generation {identity} is published in {Store(settings).folder}.")


def _say(step: str) -> None:
    print(f"{step} ...", file=sys.stderr)


def _is_current(settings: Settings) -> bool:
    try:
        generation = Store(settings).open_current()
    except GenerationMissing:
        return False
    generation.close()
    return generation.id == generation_id(settings)


def _check(options: argparse.Namespace) -> None:
    census = Census()
    words = census.words(options.lang)
    problems: list[Problem] = []
    for rule, found in rules_of(census.ask(CHECKS, {})):
        verdict = rule["severity"] if found else "ok"
        print(f"{verdict:8} {len(found):5} rows  {words.code('rule', rule['rule'])}")
        for row in found:
            print(f"{'':20}{row_text(row, words)}")
        if verdict == "error":
            problems.append(Problem(rule["rule"], None, None, f"{len(found)} rows", "none"))
    if problems:
        raise ProblemsFound(problems)


def _questions(_: argparse.Namespace) -> None:
    for name, question in sorted(Census().engine.questions.items()):
        if not name.startswith("views/"):
            print(f"{name}\n  {question.question}")
            for field in question.params:
                print(f"    --param {field.name}={field.type}  {field.text}")


def _generations(_: argparse.Namespace) -> None:
    store = Store(read_settings())
    current = store.current_file()
    for path in store.files():
        built = datetime.fromtimestamp(path.stat().st_mtime, UTC)
        mark = "current" if path.name == current else ""
        print(
            f"{path.name.split('-')[0]}  {built:%Y-%m-%d %H:%M:%S} UTC  "
            f"{path.stat().st_size:>12,} bytes  {mark}"
        )


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


def _serve(_: argparse.Namespace) -> None:
    settings = read_settings()
    if not _is_current(settings):
        build(settings, _say)
    print(f"Chip Census: http://{settings.address}:{settings.port}  (stop with Ctrl-C)", flush=True)
    where = ["--host", settings.address, "--port", str(settings.port)]
    quiet = ["--log-level", "warning", "--no-access-log"]
    server = [sys.executable, "-m", "uvicorn", SERVER, *where, *quiet]
    os.execv(sys.executable, server)  # noqa: S606 - our own server, in place of this process


if __name__ == "__main__":
    sys.exit(main())
