"""export: figures as files, or a report of several as one."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.choices import from_url
from chipcensus.citing import cite
from chipcensus.cli.command import command
from chipcensus.cli.reporting import REPORT_FORMATS, write, write_report
from chipcensus.errors import BadParameter, NothingToDraw
from chipcensus.exhibits import exhibit
from chipcensus.export.exhibit import Exhibit
from chipcensus.export.formats import FORMATS
from chipcensus.export.picture import SCALES, paint
from chipcensus.export.pictures import FORMS, shared_painter
from chipcensus.figures import find
from chipcensus.filters import LISTS, Filters
from chipcensus.i18n import LANGUAGES, read_words


def add(commands: Any) -> None:
    """Add the command of this group."""
    take = command(commands, "export", _export, "write figures as files, or a report as one")
    take.add_argument("figure", nargs="*", help="e.g. registrations/by_year")
    take.add_argument(
        "--report",
        metavar="FILE.toml|ID",
        help="a report in place of figures: a file (docs/REPORTS.md), the id of its link, "
        "industry, or company:<id>",
    )
    take.add_argument("--frozen", action="store_true", help="of a report: of the data as ticked")
    take.add_argument(
        "--format",
        action="append",
        choices=dict.fromkeys((*FORMATS, *REPORT_FORMATS)),
        required=True,
        help="several: --format png --format csv",
    )
    take.add_argument(
        "--param",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="a filter as a page's address has it; several; a list by commas",
    )
    take.add_argument("--lang", choices=LANGUAGES, default="zh", help="default: zh")
    take.add_argument("--to", type=Path, default=Path(), metavar="DIR", help="default: here")
    take.add_argument("--scale", type=int, choices=SCALES, default=1, help="of PNG; default: 1")
    take.add_argument("--bare", action="store_true", help="pictures without title and source line")
    take.add_argument(
        "--origin",
        default="",
        metavar="ADDRESS",
        help="of the server with this data: files bear links and short addresses that lead there",
    )


def _export(options: argparse.Namespace) -> int:
    census = Census()
    if options.report:
        write_report(census, options)
        return 0
    _refuse_what_is_no_figures(options)
    figures = [find(name).name for name in options.figure]
    filters = _filters(options.param, census)
    failed = 0
    for name in figures:
        shown = _shown(census, census.figure(name, filters), options)
        for ending in dict.fromkeys(options.format):
            try:
                content = _made(shown, ending, options)
            except NothingToDraw as error:
                print(f"{name}, {ending}: {error}", file=sys.stderr)
                failed = 1
                continue
            path = options.to / f"{shown.file}.{ending}"
            write(path, content)
    return failed


def _filters(given: Sequence[str], census: Census) -> Filters:
    """Filters by their names in an address. Raises BadParameter, a line for each slip."""
    texts = dict(text.partition("=")[::2] for text in given)
    filters, ignored = from_url(_query(texts), census.choices())
    said = read_words("en")
    slips = [
        f"{slip.name}: found {slip.value!r}; {said(f'notice.reason_{slip.reason}')}"
        for slip in ignored
        if slip.reason != "swapped"
    ]
    if slips:
        raise BadParameter("\n".join(slips))
    return filters


def _query(texts: Mapping[str, str]) -> dict[str, list[str]]:
    return {name: text.split(",") if name in LISTS else [text] for name, text in texts.items()}


def _shown(census: Census, answer: Answer, options: argparse.Namespace) -> Exhibit:
    if options.origin:
        cite(census, answer)  # its short address stands in the files
    return exhibit(census, answer, census.words(options.lang), options.origin)


def _made(shown: Exhibit, ending: str, options: argparse.Namespace) -> bytes:
    if ending not in FORMS:
        return FORMATS[ending].make(shown, shared_painter())
    scale = options.scale if ending == "png" else 1
    return paint(shown, shared_painter(), ending, heading=not options.bare, scale=scale)


def _refuse_what_is_no_figures(options: argparse.Namespace) -> None:
    """Raises BadParameter."""
    if not options.figure:
        raise BadParameter("figure: found none; expected e.g. registrations/by_year, or --report")
    for ending in options.format:
        if ending not in FORMATS:
            known = ", ".join(FORMATS)
            raise BadParameter(f"--format: found {ending!r}; figures are written as {known}")
