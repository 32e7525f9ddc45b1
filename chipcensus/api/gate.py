"""Who may ask how often, and which other sites may ask from a reader's browser."""

from __future__ import annotations

import ipaddress
import math
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from starlette.middleware.cors import CORSMiddleware
from starlette.requests import Request
from starlette.types import ASGIApp, Receive, Scope, Send

from chipcensus.access.access import LOCAL, PUBLIC
from chipcensus.access.asking import KEY
from chipcensus.errors import TooManyRequests
from chipcensus.refusals import refusal
from chipcensus.settings import Settings

# What programs ask; what the cards of a page fetch has no limit.
LIMITED = tuple(
    f"/api/v1/{name}"
    for name in (
        *("ask/", "data/", "explore/", "figure/"),
        *("questions", "report", "sources", "sql", "tables/"),
    )
)
OPEN = ("/api/v1/", "/openapi.json")
DRAWN = "/api/v1/figure/"
# A picture costs the server as much as this many answers.
DRAWN_COST = 5
# Where an endpoint says how many seconds it has worked for this request (`worked`).
WORKED = "chipcensus.worked"
MINUTE = 60
# Seconds of the rate that may come at once, by whoever has waited.
BURST = 10
MOST_CLIENTS = 10_000
EXPOSED = [
    *("Chip-Census-Engine", "ETag", "Link"),
    *("Content-Disposition", "Content-Range", "Retry-After"),
]
# Of an address of IPv6 one client has at least this much.
ONE_CLIENT = 64


class Gate:
    """Stands before the API: a bucket of tokens for each client, and CORS where it is allowed."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        """Let through to `app` what `settings` allow."""
        self.app = app
        rate, work = max(0.0, settings.api_rate), max(0.0, settings.api_seconds)
        self.buckets = Buckets(rate, rate * BURST)
        # A minute's work may come at once.
        self.work = Buckets(work / MINUTE, work)
        origins = [one.strip() for one in settings.cors_origins.split(",") if one.strip()]
        self.shared: ASGIApp | None = None
        if origins:
            self.shared = CORSMiddleware(
                self._limited,
                allow_origins=origins,
                allow_methods=["GET"],
                allow_headers=["Authorization", "If-None-Match"],
                expose_headers=EXPOSED,
            )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or say when it may come again."""
        if scope["type"] != "http" or not scope["path"].startswith(OPEN):
            await self.app(scope, receive, send)
        else:
            await (self.shared or self._limited)(scope, receive, send)

    async def _limited(self, scope: Scope, receive: Receive, send: Send) -> None:
        path, client = scope["path"], client_of(scope)
        if not path.startswith(LIMITED):
            await self.app(scope, receive, send)
            return
        cost = DRAWN_COST if path.startswith(DRAWN) else 1
        wait = self.buckets.take(client, cost) or self.work.wait(client)
        if wait:
            await self._refuse(wait, scope, receive, send)
            return
        done = scope[WORKED] = [0.0]
        try:
            await self.app(scope, receive, send)
        finally:
            self.work.spend(client, done[0])

    async def _refuse(self, wait: float, scope: Scope, receive: Receive, send: Send) -> None:
        allowed = f"{self.buckets.rate:g} requests a second"
        if self.work.rate:
            allowed += f" and {self.work.most:g} seconds of work a minute"
        error = TooManyRequests(f"More than {allowed}; wait.")
        headers = {"Retry-After": str(math.ceil(wait))}
        await refusal(error, Request(scope), headers)(scope, receive, send)


@contextmanager
def worked(request: Request) -> Iterator[None]:
    """Count what is done meanwhile as work for who asks."""
    began = time.perf_counter()
    try:
        yield
    finally:
        charge(request, time.perf_counter() - began)


def charge(request: Request, seconds: float) -> None:
    """Count work that was done elsewhere for who asks."""
    request.scope.get(WORKED, [0.0])[0] += seconds


class Buckets:
    """For each client a bucket of tokens that fills at `rate` a second up to `most`."""

    def __init__(self, rate: float, most: float, now: Callable[[], float] = time.monotonic) -> None:
        """All buckets are full at first; a rate of 0 is no limit."""
        self.rate, self.most, self.now = rate, most, now
        self._kept: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, client: str, cost: float) -> float:
        """Take tokens for a request; 0, or in how many seconds there will be enough."""
        if not self.rate:
            return 0.0
        with self._lock:
            now = self.now()
            has = self._has(client, now)
            short = max(0.0, min(cost, self.most) - has)
            self._keep(client, has if short else has - cost, now)
        return short / self.rate

    def wait(self, client: str) -> float:
        """In how many seconds there will be any token; 0 = there is."""
        if not self.rate:
            return 0.0
        with self._lock:
            return max(0.0, -self._has(client, self.now())) / self.rate

    def spend(self, client: str, cost: float) -> None:
        """Take what a request has cost, be there enough or not."""
        if self.rate and cost:
            with self._lock:
                now = self.now()
                self._keep(client, self._has(client, now) - cost, now)

    def _has(self, client: str, now: float) -> float:
        had, then = self._kept.get(client, (self.most, now))
        return min(self.most, had + (now - then) * self.rate)

    def _keep(self, client: str, has: float, now: float) -> None:
        self._kept[client] = (has, now)
        self._kept.move_to_end(client)
        while len(self._kept) > MOST_CLIENTS:
            self._kept.popitem(last=False)


def client_of(scope: Scope) -> str:
    """Who asks: a token or who has signed in, else the address, of IPv6 its network.

    What a trusted proxy says is in the address already.
    """
    reader = scope.get(KEY)
    if reader is not None and reader.id not in (LOCAL, PUBLIC):
        return str(reader.id)
    host = (scope.get("client") or ("", 0))[0]
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return str(host)
    if address.version == 4:
        return host
    return str(ipaddress.ip_network((address, ONE_CLIENT), strict=False))
