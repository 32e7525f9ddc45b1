"""What machines ask of the server itself.

GET /healthz    the process answers: 200
GET /readyz     a generation is open and the server is not stopping: 200, else 503; with an engine
                also whether that answers, or embedded data in its place
GET /metrics    for Prometheus, to the networks of CHIPCENSUS_METRICS_FROM
"""

from __future__ import annotations

import ipaddress
from collections.abc import Callable

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chipcensus import jobs
from chipcensus.census import Census
from chipcensus.meters import REGISTRY
from chipcensus.operation.gauges import Gauges
from chipcensus.settings import DUCKDB

NOWHERE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
ANYWHERE = "*"


def routes(census: Census, sessions: Callable[[], float]) -> list[Route]:
    """The routes; `sessions` counts the pages that are open."""
    probe, networks = Probe(census), networks_of(census.settings.metrics_from)
    measured = CollectorRegistry()
    measured.register(Gauges(census, sessions))

    def told() -> bytes:
        return b"".join(map(generate_latest, (REGISTRY, measured)))

    async def healthz(_: Request) -> Response:
        return JSONResponse({"status": "ok"}, headers=NOWHERE)

    async def readyz(_: Request) -> Response:
        missing, opened = probe.missing(), census.opened()
        if missing or opened is None:
            return JSONResponse({"status": missing}, 503, {**NOWHERE, "Retry-After": "1"})
        told = {"status": "ready", "generation": opened.id, **_engine(census)}
        return JSONResponse(told, headers=NOWHERE)

    async def metrics(request: Request) -> Response:
        client = request.client.host if request.client else ""
        if networks is not None and not _is_in(client, networks):
            return Response("Not found.", 404, NOWHERE, "text/plain")
        body = await run_in_threadpool(told)
        return Response(body, headers={**NOWHERE, "Content-Type": CONTENT_TYPE_LATEST})

    return [
        Route("/healthz", healthz, methods=["GET"]),
        Route("/readyz", readyz, methods=["GET"]),
        Route("/metrics", metrics, methods=["GET"]),
    ]


def _engine(census: Census) -> dict[str, str]:
    """Of a server with an engine: whether that answers; embedded data keeps the server ready."""
    if census.settings.engine == DUCKDB:
        return {}
    away = census.away()
    if away is None:
        return {"engine": "answers"}
    return {"engine": f"{away.what} away", "since": away.since.isoformat(timespec="seconds")}


class Probe:
    """Whether readers can be sent here."""

    def __init__(self, census: Census) -> None:
        """Ask of `census`."""
        self.census = census
        self._opening: jobs.Job | None = None

    def missing(self) -> str:
        """What is missing in a word, at once; empty = nothing is."""
        if jobs.is_closed():
            return "stopping"
        if self.census.is_ready():
            return ""
        # Nobody is sent here who would open it: whoever asks does, in a thread.
        if self._opening is None or self._opening.is_over():
            self._opening = jobs.Job("opening", lambda _: self.census.choices())
        return "no generation open"


Networks = tuple[ipaddress.IPv4Network | ipaddress.IPv6Network, ...]


def networks_of(text: str) -> Networks | None:
    """Networks by commas; None = all there are. Raises ValueError."""
    if text.strip() == ANYWHERE:
        return None
    return tuple(ipaddress.ip_network(one.strip()) for one in text.split(",") if one.strip())


def _is_in(client: str, networks: Networks) -> bool:
    try:
        address = ipaddress.ip_address(client)
    except ValueError:
        return False
    return any(address in network for network in networks if network.version == address.version)
