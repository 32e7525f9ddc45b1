"""`chipcensus serve` on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from chipcensus.settings import ROOT

SECONDS = 60


@contextmanager
def serve(settings: dict[str, str], log: Path) -> Iterator[str]:
    """A server of its own; its address. In settings {port} is the port it is given."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    told = {name: value.replace("{port}", str(port)) for name, value in settings.items()}
    own = {"CHIPCENSUS_PORT": str(port), **told}
    with log.open("wb") as out:
        command = [sys.executable, "-m", "chipcensus.cli", "serve"]
        env = {**os.environ, **own}
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
    try:
        _wait_for(f"http://127.0.0.1:{port}/_stcore/health", process, log)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(SECONDS)
    assert "Traceback" not in log.read_text("utf-8")


def _wait_for(url: str, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        assert process.poll() is None, log.read_text("utf-8")
        try:
            with urlopen(url, timeout=SECONDS):
                return
        except (URLError, OSError):
            time.sleep(0.05)
    pytest.fail(f"The server did not answer: {log.read_text('utf-8')}")
