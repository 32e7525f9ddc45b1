"""Servers under measurement: each on a free port of this machine, ended with its `with` block."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from urllib.request import urlopen

from chipcensus.settings import ROOT

HOST = "127.0.0.1"
PATIENCE = 60  # seconds until a server answers


@dataclass(frozen=True)
class Server:
    """A running server."""

    url: str
    pid: int


@contextmanager
def census_server(folder: Path, **settings: str) -> Iterator[Server]:
    """Chip Census as `chipcensus serve` starts it, with its generations in `folder`."""
    port = free_port()
    environment = {"CHIPCENSUS_VAR": str(folder), "CHIPCENSUS_PORT": str(port), **settings}
    command = [sys.executable, "-m", "chipcensus.cli", "serve"]
    with _running(command, ROOT, port, environment) as server:
        yield server


@contextmanager
def peer_server(folder: Path) -> Iterator[Server]:
    """The page in `folder`/app.py as `streamlit run` starts it, with default settings."""
    port = free_port()
    options = [f"--server.port={port}", f"--server.address={HOST}", "--server.headless=true"]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", *options]
    with _running(command, folder, port, {}) as server:
        yield server


@contextmanager
def dash_server(folder: Path) -> Iterator[Server]:
    """The Dash app in `folder`/app.py by gunicorn, one process as the others are."""
    port = free_port()
    options = ["--threads=8", f"--bind={HOST}:{port}", "--log-level=warning"]
    command = [sys.executable, "-m", "gunicorn", *options, "app:server"]
    with _running(command, folder, port, {}, health="/_dash-layout") as server:
        yield server


def free_port() -> int:
    """A port nobody listens on just now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _running(
    command: Sequence[str],
    folder: Path,
    port: int,
    environment: Mapping[str, str],
    health: str = "/_stcore/health",
) -> Iterator[Server]:
    url = f"http://{HOST}:{port}"
    with TemporaryFile() as said:
        variables = {**os.environ, **environment}
        process = subprocess.Popen(
            command, cwd=folder, env=variables, stdout=said, stderr=subprocess.STDOUT
        )
        try:
            if not _answers(process, f"{url}{health}"):
                said.seek(0)
                raise RuntimeError(f"{url} does not answer: {said.read()[-1000:].decode()}")
            yield Server(url, process.pid)
        finally:
            process.terminate()
            process.wait()


def _answers(process: subprocess.Popen[bytes], url: str) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and process.poll() is None:
        try:
            with urlopen(url, timeout=1):  # noqa: S310 - an address made above
                return True
        except OSError:
            time.sleep(0.1)
    return False
