"""Whether an engine's address answers at all: known at once, its client would try for long."""

from __future__ import annotations

import socket
from urllib.parse import urlsplit

from chipcensus.errors import BadParameter, EngineUnreachable

SCHEME = "sc://"
PORT = 15002  # of Spark Connect where none is given
CONNECT_SECONDS = 2.0


def address(engine: str) -> tuple[str, int]:
    """Host and port of `sc://host:port/;params`. Raises BadParameter."""
    try:
        parts = urlsplit(engine)
        if engine.startswith(SCHEME) and parts.hostname:
            return parts.hostname, parts.port or PORT
    except ValueError:
        pass
    raise BadParameter(
        f"CHIPCENSUS_ENGINE: found {engine.partition(';')[0]!r}; "
        "expected duckdb or sc://host:port, e.g. sc://127.0.0.1:50051."
    )


def ensure_reachable(engine: str) -> None:
    """Raise EngineUnreachable where nobody listens at the engine's address."""
    host, port = address(engine)
    try:
        socket.create_connection((host, port), CONNECT_SECONDS).close()
    except OSError as error:
        reason = error.strerror or str(error)
        raise EngineUnreachable(
            f"The engine at {host}:{port} cannot be reached: {reason}."
        ) from None
