"""import."""

from __future__ import annotations

import argparse
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO

from chipcensus.census import Census
from chipcensus.cli.command import command
from chipcensus.cli.telling import tell_files, tell_problems
from chipcensus.errors import BadParameter
from chipcensus.i18n import LANGUAGES
from chipcensus.importing.formats import FORMATS
from chipcensus.importing.reading.archive import ENDINGS
from chipcensus.importing.rows import Upload
from chipcensus.intake import Draft, discard, examine, in_force, publish_draft, shared_folder
from chipcensus.known import known_companies

SUFFIXES = {*ENDINGS, ".zip"}
EXIT = """exit status:
  0  taken in, or with --dry-run: all of it could be (with --only-right: what is right)
  1  nothing was taken in, or with --dry-run: something is wrong; it stands above
  2  the command is misspelt
The last line of standard output sums up."""
# How often the progress is told where it cannot be overwritten.
TELL_SECONDS = 5.0


def add(commands: Any) -> None:
    """Add the commands of this group."""
    taking = command(commands, "import", _import, "take files into the data that everybody sees")
    taking.formatter_class = argparse.RawDescriptionHelpFormatter
    taking.epilog = EXIT
    taking.add_argument("paths", nargs="+", type=Path, metavar="FILE_OR_FOLDER")
    taking.add_argument("--dry-run", action="store_true", help="only tell what would be taken in")
    taking.add_argument(
        "--as", dest="format", default="", metavar="FORMAT", choices=("", *FORMATS),
        help=f"what the files are, where it is not found by itself: {', '.join(FORMATS)}",
    )  # fmt: skip
    taking.add_argument(
        "--only-right", action="store_true", help="take the rows that are right without the rest"
    )
    taking.add_argument(
        "--refused", type=Path, metavar="FILE", default=Path("refused.csv"),
        help="where to write the refused rows, if there are any; default: refused.csv, here",
    )  # fmt: skip
    taking.add_argument("--lang", choices=LANGUAGES, default="en", help="language of the reasons")


def _import(options: argparse.Namespace) -> int:
    census = Census()
    census.generation()
    words = census.words(options.lang)
    progress = _Progress()
    draft = examine(
        list(_uploads(options.paths)),
        shared_folder(census.settings),
        as_format=options.format,
        known=known_companies(census),
        words=words,
        say=progress,
        settings=census.settings,
        beside=in_force(census.settings),
    )
    try:
        progress.end()
        tell_files(draft)
        tell_problems(draft, words)
        refused = _keep_refused(draft, options.refused)
        if options.dry_run:
            _sum_up(draft, f"would be taken in; nothing was{refused}")
            return 0 if draft.is_right or (options.only_right and draft.rows) else 1
        done = publish_draft(census.settings, draft, only_right=options.only_right, say=progress)
        progress.end()
        how = "are taken in" if done.is_new else "were there already, nothing is changed"
        _sum_up(draft, f"{how}: import {done.taken.id}, generation {done.generation}{refused}")
        return 0
    finally:
        discard(draft)


def _uploads(paths: Sequence[Path]) -> Iterator[Upload]:
    """The files named, and those in the folders named, in their order."""
    for path in paths:
        inside = (
            [(p, p.relative_to(path).as_posix()) for p in _inside(path)] if path.is_dir() else []
        )
        if not inside and not path.is_file():
            raise BadParameter(f"{path}: found no file; expected a file or a folder with files.")
        for file, name in inside or [(path, path.name)]:
            yield Upload(name, file.stat().st_size, partial(_open, file))


def _open(file: Path) -> BinaryIO:
    return file.open("rb")


def _inside(folder: Path) -> list[Path]:
    found = (path for path in folder.rglob("*") if path.suffix.lower() in SUFFIXES)
    return sorted(
        path for path in found if path.is_file() and not path.name.startswith((".", "~$"))
    )


def _keep_refused(draft: Draft, wanted: Path) -> str:
    """Copy the refused rows to where they are wanted; never over another file."""
    if draft.refused_file is None:
        return ""
    target, number = wanted, 1
    while target.exists():
        number += 1
        target = wanted.with_stem(f"{wanted.stem}-{number}")
    shutil.copyfile(draft.refused_file, target)
    return f"; refused rows: {target}"


def _sum_up(draft: Draft, what: str) -> None:
    unread = f", {len(draft.unread):,} files unread" if draft.unread else ""
    files = f"{len(draft.imported):,} files ({draft.refused:,} refused{unread})"
    print(f"{draft.rows:,} rows of {files} {what}.")


class _Progress:
    """What is being done, on one line of a terminal, else now and then."""

    def __init__(self) -> None:
        self.is_terminal = sys.stderr.isatty()
        self._told = 0.0
        self._width = 0

    def __call__(self, step: str) -> None:
        now = time.monotonic()
        if self.is_terminal:
            print(f"\r{step.ljust(self._width)}", end="", file=sys.stderr, flush=True)
            self._width = len(step)
        elif now > self._told + TELL_SECONDS:
            self._told = now
            print(step, file=sys.stderr, flush=True)

    def end(self) -> None:
        """Leave the line."""
        if self._width:
            print(file=sys.stderr)
            self._width = 0
