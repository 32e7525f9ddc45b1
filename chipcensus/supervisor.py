"""Runs the server; with --supervise starts it again whenever it dies.

    python -m chipcensus.supervisor [--supervise]

The supervisor holds the socket: while a new server starts, connections wait instead of being
refused. SIGTERM and Ctrl-C end both, the server gently (operation/stopping.py).
"""

from __future__ import annotations

import argparse
import logging
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from types import FrameType

import uvicorn

from chipcensus import logs
from chipcensus.settings import ROOT, Settings, read_settings

SERVER = "chipcensus.server:app"
# Seconds for requests that are being answered when the server leaves; work had its time before.
LAST_SECONDS = 10
# After CHIPCENSUS_STOP_SECONDS a server has this long to be gone, then it is killed.
MORE_SECONDS = LAST_SECONDS + 10.0
# A server that dies so soon would die again: the pause before the next one doubles each time.
YOUNG_SECONDS = 10.0
LONGEST_PAUSE = 30.0
LOOK_SECONDS = 1.0
# Connections that may wait while no server is there.
BACKLOG = 2048
_log = logging.getLogger("chipcensus.supervisor")  # run as __main__


def main() -> None:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser("chipcensus.supervisor")
    parser.add_argument("--supervise", action="store_true")
    parser.add_argument("--fd", type=int, help="a socket that is bound already")
    options = parser.parse_args()
    settings = read_settings()
    logs.configure(settings.log)
    if options.supervise:
        sys.exit(Supervisor(bound(settings), settings.stop_seconds + MORE_SECONDS).run())
    serve(settings, options.fd)


def bound(settings: Settings) -> socket.socket:
    """The socket that the settings name, bound."""
    return _config(settings).bind_socket()


def serve(settings: Settings, fd: int | None = None) -> None:
    """Be the server, on a socket that is bound already where `fd` is one."""
    config = _config(settings)
    if fd is None:
        uvicorn.Server(config).run()
        return
    threading.Thread(target=_end_with_parent, args=(os.getppid(),), daemon=True).start()
    uvicorn.Server(config).run([socket.socket(fileno=fd)])


def _config(settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        SERVER,
        host=settings.address,
        port=settings.port,
        http="chipcensus.operation.patience:Patient",
        log_config=None,
        access_log=False,
        server_header=False,
        forwarded_allow_ips=settings.proxies,
        timeout_graceful_shutdown=LAST_SECONDS,
    )


class Supervisor:
    """Starts a server on a socket, and another one whenever it dies."""

    def __init__(self, held: socket.socket, patience: float) -> None:
        """Start nothing yet; a server that is told to stop has `patience` seconds."""
        self.held, self.patience = held, patience
        self.held.listen(BACKLOG)
        self._child: subprocess.Popen[bytes] | None = None
        self._leaving = threading.Event()

    def run(self) -> int:
        """Keep a server running until a signal comes; the exit status."""
        for one in (signal.SIGTERM, signal.SIGINT):
            signal.signal(one, self._told)
        pause = 0.0
        while not self._leaving.is_set():
            began = time.monotonic()
            self._child = self._start()
            if self._leaving.is_set():  # the signal came while it was being started
                self._child.terminate()
            code = self._child.wait()
            if self._leaving.is_set():
                break
            is_young = time.monotonic() - began < YOUNG_SECONDS
            pause = min(LONGEST_PAUSE, 2 * pause or 1.0) if is_young else 0.0
            _log.error("the server ended with %d; the next starts in %g s", code, pause)
            self._leaving.wait(pause)
        return 0

    def _start(self) -> subprocess.Popen[bytes]:
        fd = self.held.fileno()
        command = [sys.executable, "-m", "chipcensus.supervisor", f"--fd={fd}"]
        path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
        return subprocess.Popen(command, pass_fds=[fd], env={**os.environ, "PYTHONPATH": path})  # noqa: S603 - our own module

    def _told(self, sig: int, _: FrameType | None) -> None:
        self._leaving.set()
        if self._child is not None and self._child.poll() is None:
            self._child.send_signal(sig)
            killer = threading.Timer(self.patience, self._child.kill)
            killer.daemon = True
            killer.start()


def _end_with_parent(parent: int) -> None:
    """A killed supervisor cannot end its server, which would hold the port for ever."""
    while os.getppid() == parent:
        time.sleep(LOOK_SECONDS)
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    main()
