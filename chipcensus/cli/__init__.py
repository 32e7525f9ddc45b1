"""The command `chipcensus`: one file a group of commands."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from chipcensus.errors import ChipCensusError, EngineLost
from chipcensus.settings import SETTINGS
from chipcensus.state import acting_as

# The commands of each group. Only the group asked for is loaded: all of them take a second.
GROUPS = {
    "building": ("build", "check"),
    "asking": ("questions", "ask", "download"),
    "sql": ("sql",),
    "exporting": ("export",),
    "importing": ("import",),
    "refreshing": ("refresh",),
    "generations": ("generations", "rollback", "imports"),
    "publishing": ("publish",),
    "tokens": ("tokens",),
    "operating": ("audit", "backup", "restore"),
    "serving": ("serve",),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 = done, 1 = refused, with the reason on standard error, 2 = misspelt."""
    given = sys.argv[1:] if arguments is None else arguments
    options = _parser(given[0] if given else "").parse_args(given)
    try:
        with acting_as(f"shell:{_login()}"):
            status = _run(options)
    except ChipCensusError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    except OSError as error:  # a disk that is full, a folder that is another user's
        print(error, file=sys.stderr)
        return 1
    return status


def _run(options: argparse.Namespace) -> int:
    """The status of a command; asked again where it lost the engine: embedded data answers then."""
    try:
        return options.run(options) or 0
    except EngineLost:
        return options.run(options) or 0


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container's user may have no name
        return str(os.getuid())


def _parser(asked: str) -> argparse.ArgumentParser:
    settings = "\n".join(f"  CHIPCENSUS_{n.upper():18} {text} [{d}]" for n, d, text in SETTINGS)
    parser = argparse.ArgumentParser(
        "chipcensus",
        description="Sourced figures on China's AI-chip industry.",
        epilog=f"exit status: 0 done, 1 refused (see standard error), 2 misspelt\n\n"
        f"settings:\n{settings}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in [name for name, own in GROUPS.items() if asked in own] or GROUPS:
        import_module(f"{__name__}.{group}").add(commands)
    return parser
