"""audit, backup, restore."""

from __future__ import annotations

import argparse
import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

from chipcensus.backup import back_up, restore
from chipcensus.cli.command import command
from chipcensus.settings import read_settings
from chipcensus.state import newest

FORMATS = ("text", "json")
SHOWN = 100


def add(commands: Any) -> None:
    """Add the commands of this group."""
    audit = command(
        commands, "audit", _audit,
        "list who imported, published, rolled back, signed in, changed tokens; the newest last",
    )  # fmt: skip
    audit.add_argument("--last", type=int, default=SHOWN, metavar="N", help="lines at most")
    audit.add_argument("--format", choices=FORMATS, default="text", help="json = an object a line")
    backup = command(commands, "backup", _backup, "write all that cannot be made again to one file")
    backup.add_argument("--to", type=Path, required=True, metavar="FILE", help="such as census.tar")
    back = command(commands, "restore", _restore, "put a backup into an empty folder")
    back.add_argument("file", type=Path)


def _audit(options: argparse.Namespace) -> None:
    for act in reversed(newest(read_settings(), max(0, options.last))):
        if options.format == "json":
            print(json.dumps(asdict(act), ensure_ascii=False))
            continue
        about = " ".join(f"{name}={_said(value)}" for name, value in act.about.items())
        print(f"{act.at}  {act.what:12} {act.who:20} {about}".rstrip())


def _backup(options: argparse.Namespace) -> None:
    files = back_up(read_settings(), options.to)
    print(f"{options.to}  {files} files, {options.to.stat().st_size:,} bytes")


def _restore(options: argparse.Namespace) -> None:
    settings = read_settings()
    identity = restore(settings, options.file)
    print(f"Generation {identity} is current in {settings.var}.")


def _said(value: Any) -> str:
    return ",".join(map(str, value)) if isinstance(value, list) else str(value)
