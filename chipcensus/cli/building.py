"""build, check."""

from __future__ import annotations

import argparse
from typing import Any

from chipcensus.census import Census
from chipcensus.charts.meta.checks import row_text, rules_of
from chipcensus.cli.command import command, say
from chipcensus.errors import GenerationMissing, Problem, ProblemsFound
from chipcensus.i18n import LANGUAGES
from chipcensus.publish import build, generation_id
from chipcensus.settings import Settings, read_settings
from chipcensus.store import Store

CHECKS = "meta/checks"


def add(commands: Any) -> None:
    """Add the commands of this group."""
    make = command(commands, "build", _build, "check data/ and publish it as a new generation")
    make.add_argument(
        "--force",
        action="store_true",
        help="build although the current generation has this content",
    )
    check = command(commands, "check", _check, "tell what the rules of queries/checks found")
    check.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the rules")


def is_current(settings: Settings) -> bool:
    """Whether what is published has the content of data/, queries/ and the imports in force."""
    try:
        generation = Store(settings).open_current()
    except GenerationMissing:
        return False
    generation.close()
    return generation.id == generation_id(settings)


def _build(options: argparse.Namespace) -> None:
    settings = read_settings()
    if not options.force and is_current(settings):
        print(f"Generation {generation_id(settings)} is current already.")
        return
    identity = build(settings, say)
    print(f"Generation {identity} is published in {Store(settings).folder}.")


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
