"""serve."""

from __future__ import annotations

import argparse
import os
import sys
from typing import Any

from chipcensus.access import refuse_unsafe
from chipcensus.cli.building import is_current
from chipcensus.cli.command import command, say
from chipcensus.following import check_engine
from chipcensus.publish import build
from chipcensus.settings import DUCKDB, read_settings

SUPERVISE = "--supervise"


def add(commands: Any) -> None:
    """Add the commands of this group."""
    serve = command(commands, "serve", _serve, "serve the dashboard and the downloads")
    serve.add_argument(
        "--supervise", action="store_true", help="start the server again whenever it dies"
    )


def _serve(options: argparse.Namespace) -> None:
    settings = read_settings()
    refuse_unsafe(settings)
    check_engine(settings)
    if settings.engine == DUCKDB and not is_current(settings):
        build(settings, say)
    print(f"Chip Census: http://{settings.address}:{settings.port}  (stop with Ctrl-C)", flush=True)
    supervise = [SUPERVISE] if options.supervise else []
    server = [sys.executable, "-m", "chipcensus.supervisor", *supervise]
    os.execv(sys.executable, server)  # noqa: S606 - our own server, in place of this process
