"""serve."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from chipcensus.cli.building import is_current
from chipcensus.cli.command import command, say
from chipcensus.publish import build
from chipcensus.settings import read_settings

SERVER = "chipcensus.server:app"


def add(commands: Any) -> None:
    """Add the commands of this group."""
    command(commands, "serve", _serve, "serve the dashboard and the downloads")


def _serve(_: argparse.Namespace) -> None:
    settings = read_settings()
    if not is_current(settings):
        build(settings, say)
    print(f"Chip Census: http://{settings.address}:{settings.port}  (stop with Ctrl-C)", flush=True)
    where = ["--host", settings.address, "--port", str(settings.port)]
    quiet = ["--log-level", "warning", "--no-access-log"]
    server = [sys.executable, "-m", "uvicorn", SERVER, *where, *quiet]
    os.execv(sys.executable, server)  # noqa: S606 - our own server, in place of this process
