"""generations, rollback, imports."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from typing import Any

from chipcensus.cli.command import command
from chipcensus.intake import in_force, roll_back
from chipcensus.settings import read_settings
from chipcensus.store import Store


def add(commands: Any) -> None:
    """Add the commands of this group."""
    command(commands, "generations", _generations, "list the generations kept")
    back = command(
        commands, "rollback", _rollback,
        "go back to an earlier generation; what was imported since is set aside",
    )  # fmt: skip
    back.add_argument(
        "generation", nargs="?", default="", help="its id; without: the one before the current"
    )
    command(commands, "imports", _imports, "list what is imported")


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


def _rollback(options: argparse.Namespace) -> None:
    done = roll_back(read_settings(), options.generation)
    aside = f"; set aside: import {', '.join(done.set_aside)}" if done.set_aside else ""
    print(f"Generation {done.generation} is current, before it was {done.before}{aside}.")


def _imports(_: argparse.Namespace) -> None:
    for one in in_force(read_settings()):
        names = ", ".join(file.name for file in one.files[:3])
        more = f" and {len(one.files) - 3:,} more" if len(one.files) > 3 else ""
        print(
            f"{one.id}  {one.accepted_at:%Y-%m-%d %H:%M:%S} UTC  {'+'.join(one.kinds):10} "
            f"{one.rows:>12,} rows {one.refused:>9,} refused  {names}{more}"
        )
