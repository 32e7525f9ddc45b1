"""What every group of commands uses."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from typing import Any

# Returns the exit status, None for 0.
Run = Callable[[argparse.Namespace], int | None]


def command(commands: Any, name: str, run: Run, text: str) -> argparse.ArgumentParser:
    """A command of the parser."""
    made: argparse.ArgumentParser = commands.add_parser(name, help=text, description=text)
    made.set_defaults(run=run)
    return made


def say(step: str) -> None:
    """Tell on standard error what is being done."""
    print(f"{step} ...", file=sys.stderr)
