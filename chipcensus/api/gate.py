"""Who may ask how often, and which other sites may ask from a reader's browser."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable

from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from chipcensus.errors import TooManyRequests
from chipcensus.refusals import refusal
from chipcensus.settings import Settings

# What programs ask; what the cards of a page fetch has no limit.
LIMITED = tuple(
    f"/api/v1/{name}"
    for name in ("ask/", "data/", "figure/", "questions", "report", "sources", "tables/")
)
OPEN = ("/api/v1/", "/openapi.json")
DRAWN = "/api/v1/figure/"
# A picture costs the server as much as this many answers.
DRAWN_COST = 5
# Seconds of the rate that may come at once, by whoever has waited.
BURST = 10
MOST_CLIENTS = 10_000
EXPOSED = ["ETag", "Link", "Content-Disposition", "Content-Range", "Retry-After"]
# Of an address of IPv6 one client has at least this much.
ONE_CLIENT = 64


class Gate:
    """Stands before the API: a bucket of tokens for each client, and CORS where it is allowed."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Let through to `app` what `settings` allow."""
        self.app = app
        rate = max(0.0, settings.api_rate)
        self.buckets = Buckets(rate, rate * BURST)
        origins = [one.strip() for one in settings.cors_origins.split(",") if one.strip()]
        self.shared: ASGIApp | None = None
        if origins:
            self.shared = CORSMiddleware(
                self._limited,
                allow_origins=origins,
                allow_methods=["GET"],
                allow_headers=["If-None-Match"],
                expose_headers=EXPOSED,
            )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say when it may come again."""
        if scope["type"] != "http" or not scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
        else:
            await (self.shared or self._limited)(scope, receive, send)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        wait = 0.0
        path = scope["path"]
        if self.buckets.rate and path.startswith(LIMITED):
            cost = DRAWN_COST if path.startswith(DRAWN) else 1
            wait = self.buckets.take(client_of(scope), cost)
        if not wait:
            await self.app(scope, receive, send)
            return
        seconds = math.ceil(wait)
        error = TooManyRequests(f"More than {self.buckets.rate:g} requests a second; wait.")
        response = refusal(error, Request(scope), {"Retry-After": str(seconds)})
        await response(scope, receive, send)


class Buckets:
    """For each client a bucket of tokens that fills at `rate` a second up to `most`."""

    def __init__(self, rate: float, most: float, now: Callable[[], float] = time.monotonic) -> None:
        """All buckets are full at first; a rate of 0 is no limit."""
        self.rate, self.most, self.now = rate, most, now
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str, cost: float) -> float:
        """Take tokens for a request; 0, or in how many seconds there will be enough."""
        now = self.now()
        with self._lock:
            had, then = self._kept.pop(client, (self.most, now))
            has = min(self.most, had + (now - then) * self.rate)
            short = max(0.0, min(cost, self.most) - has)
            self._kept[client] = (has if short else has - cost, now)
            while len(self._kept) > MOST_CLIENTS:
                self._kept.popitem(last=False)
        return short / self.rate


def client_of(scope: Scope) -> str:
    """Who asks: the address, of IPv6 its network; what a trusted proxy says is in it already."""
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, ONE_CLIENT), strict=False))
