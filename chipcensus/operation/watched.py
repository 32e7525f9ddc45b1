"""Every request has an id, is counted and timed, and is a line of a log in JSON."""

from __future__ import annotations

import logging
import re
import secrets
import time
from typing import Any

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from chipcensus.logs import REQUEST, TOLD
from chipcensus.logs import REQUESTS as REQUESTS_LOG
from chipcensus.meters import REQUEST_SECONDS, REQUESTS
from chipcensus.refusals import refusal

HEADER = "X-Request-ID"
# What a proxy in front may have given; anything else could forge lines of a log.
GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
ID_BYTES = 8
# Asked all the time by machines, or files: counted, but no line of the log where all is well.
QUIET = ("/static", "/assets", "/healthz", "/readyz", "/metrics", "/_stcore")
# 503 is an answer of its own there, not a failure.
READY = "/readyz"
# The parts of an address that may be told: never a token.
TOLD_PARTS = ("subject", "question", "ending", "name")
LONGEST = 80
# Of a request whose client left before it was answered; no status of HTTP's own.
CLIENT_LEFT = 499
FAILED = 500


class Watched:
    """Stands before everything else."""

    def __init__(self, app: ASGIApp) -> None:
        """Watch what is asked of `app`."""
        self.app = app
        self.log = logging.getLogger(REQUESTS_LOG)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through; what uvicorn says of it later has its id too."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        identity = _identity(scope)
        REQUEST.set(identity)  # each request is a task with a context of its own
        began, status = time.perf_counter(), 0

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message)[HEADER] = identity
            await send(message)

        try:
            await self.app(scope, receive, sending)
        except ClientDisconnect:  # it left while it was still sending
            return
        except Exception as error:  # a slip of ours: the reader is told the id to tell us
            self.log.exception("%s failed", route_of(scope))
            if status:  # begun: the client sees that it ends too early
                raise
            await refusal(error, Request(scope))(scope, receive, sending)
        finally:
            self._note(scope, status or CLIENT_LEFT, time.perf_counter() - began)

    def _note(self, scope: Scope, status: int, seconds: float) -> None:
        route = route_of(scope)
        REQUESTS.labels(route, str(status)).inc()
        REQUEST_SECONDS.labels(route).observe(seconds)
        has_failed = status >= FAILED
        level = logging.WARNING if has_failed else logging.INFO
        is_told = not scope["path"].startswith(QUIET) or (has_failed and route != READY)
        if is_told and self.log.isEnabledFor(level):
            method = scope["method"]
            told: dict[str, Any] = {"method": method, "route": route, "status": status}
            parts = scope.get("path_params") or {}
            told |= {name: parts[name][:LONGEST] for name in TOLD_PARTS if name in parts}
            extra = {TOLD: {**told, "seconds": round(seconds, 4)}}
            self.log.log(level, "%s %s: %d", method, route, status, extra=extra)


def _identity(scope: Scope) -> str:
    given = Headers(scope=scope).get(HEADER, "")
    return given if GIVEN.fullmatch(given) else secrets.token_hex(ID_BYTES)


def route_of(scope: Scope) -> str:
    """The route that answered, as it is written in the code: few, and without anybody's token."""
    path: str | None = getattr(scope.get("route"), "path", None)
    if path:
        return path
    # Answered before any route: a page's document, a static file.
    first = scope["path"].split("/")[1]
    return f"/{first}/" if first in ("assets", "static") else "page"
