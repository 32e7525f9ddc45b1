"""The command `chipcensus`: one file a group of commands."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from chipcensus.cli import asking, building, exporting, generations, importing, refreshing, serving
from chipcensus.errors import ChipCensusError
from chipcensus.settings import SETTINGS


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; 0 = done, 1 = refused, with the reason on standard error, 2 = misspelt."""
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options) or 0
    except ChipCensusError as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 0
    return status


def _parser() -> argparse.ArgumentParser:
    settings = "\n".join(f"  CHIPCENSUS_{n.upper():18} {text} [{d}]" for n, d, text in SETTINGS)
    parser = argparse.ArgumentParser(
        "chipcensus",
        description="Sourced figures on China's AI-chip industry.",
        epilog=f"exit status: 0 done, 1 refused (see standard error), 2 misspelt\n\n"
        f"settings:\n{settings}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    for group in (building, asking, exporting, importing, refreshing, generations, serving):
        group.add(commands)
    return parser
