"""`chipcensus serve --supervise` on a free port of this machine."""

from __future__ import annotations

import http.client
import json
import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager, suppress

import psutil
import pytest

from chipcensus.settings import ROOT

SECONDS = 120


class Server:
    """A supervisor, the port it holds, and the server it keeps."""

    def __init__(self, process, port, log):
        self.process, self.port, self.log = process, port, log

    def ask(self, path, method="GET", told=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=SECONDS)
        body = None if told is None else json.dumps(told)
        connection.request(method, path, body, {"Content-Type": "application/json"})
        reply = connection.getresponse()
        content = reply.read()
        connection.close()
        return reply.status, content

    def told(self, path, method="GET", told=None):
        return json.loads(self.ask(path, method, told)[1])

    def wait_until_ready(self):
        end = time.monotonic() + SECONDS
        while self.ask("/readyz")[0] != 200:
            assert time.monotonic() < end, self.log.read_text("utf-8")
            time.sleep(0.05)

    def kept(self):
        """The process of the server itself."""
        (child,) = psutil.Process(self.process.pid).children()
        return child


@contextmanager
def supervised(shipped, tmp_path, **settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = tmp_path / "log.txt"
    own = {"CHIPCENSUS_VAR": str(shipped.var), "CHIPCENSUS_PORT": str(port), **settings}
    with log.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "chipcensus.cli", "serve", "--supervise"],
            cwd=ROOT, env={**os.environ, **own}, stdout=out, stderr=out,
        )  # fmt: skip
    server = Server(process, port, log)
    try:
        _wait_for_the_port(server)
        server.wait_until_ready()
        yield server
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(SECONDS)
        process.kill()


def _wait_for_the_port(server):
    end = time.monotonic() + SECONDS
    while time.monotonic() < end:
        assert server.process.poll() is None, server.log.read_text("utf-8")
        with suppress(OSError), socket.create_connection(("127.0.0.1", server.port), 1):
            return
        time.sleep(0.05)
    pytest.fail(server.log.read_text("utf-8"))
