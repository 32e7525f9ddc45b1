"""By which names the server may be asked: a foreign name that leads here is a trick on a reader."""

from __future__ import annotations

import ipaddress
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection, Request
from starlette.types import ASGIApp, Receive, Scope, Send

from chipcensus.access.asking import PROBES
from chipcensus.errors import UnknownHost
from chipcensus.refusals import refusal
from chipcensus.settings import Settings, listed

ANY = "*"
LOCAL = "localhost"
# Of a WebSocket that is refused.
POLICY = 1008


class Hosts:
    """Lets through what is asked of an address, of localhost, or of a name that is allowed."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Allow the names of CHIPCENSUS_HOSTS and the one of CHIPCENSUS_URL."""
        self.app = app
        names = [name.lower() for name in listed(settings.hosts)]
        self.names = {LOCAL, urlsplit(settings.url).hostname or LOCAL, *names}
        self.endings = tuple(name[1:] for name in names if name.startswith("*."))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say that the server has no such name."""
        is_asked = scope["type"] in ("http", "websocket") and scope["path"] not in PROBES
        if not is_asked or self.knows(HTTPConnection(scope).headers.get("host", "")):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": POLICY})
        else:
            error = UnknownHost("This server has no such name; CHIPCENSUS_HOSTS lists its names.")
            await refusal(error, Request(scope))(scope, receive, send)

    def knows(self, host: str) -> bool:
        """Whether the server may be asked by what a Host header says."""
        name = name_of(host)
        if name is None:
            return False
        return (
            ANY in self.names
            or name in self.names
            or name.endswith(self.endings or "\n")
            or _is_address(name)
        )


def name_of(host: str) -> str | None:
    """The name in a Host header, without its port; None where it is no such header."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port  # raises where it is no number
    except ValueError:
        return None
    is_bare = parts.netloc == host and "@" not in host and not (set(host) & set("\\ \t,'\";<>"))
    return parts.hostname.rstrip(".") if is_bare and parts.hostname else None


def _is_address(name: str) -> bool:
    """Whether a name is an address: no other site's name can be made to lead here."""
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
