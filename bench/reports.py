"""Reports of twenty figures: how long they take, and what readers feel of it meanwhile."""

from __future__ import annotations

import asyncio
import json
import time
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

from bench.api import READERS, SECONDS, beside, slower
from bench.report import Line, below
from bench.servers import Server, census_server
from chipcensus.figures import FIGURES

JOBS = "/api/v1/report/jobs"
COUNT = 20
FORMS = ("pdf", "docx", "pptx", "html")
GOAL = 20  # seconds
POLL = 0.2
# The first of these that need no loaded list: all but one or two have a chart.
PAGES = ("registrations/", "deregistrations/", "financials/")
NAMES = [name for name in FIGURES if name.startswith(PAGES) and not FIGURES[name].needs][:COUNT]


def measure(repeats: int, folder: Path) -> list[Line]:
    """Each kind of file, then one after the other while readers browse."""
    with census_server(folder, CHIPCENSUS_API_RATE="0", CHIPCENSUS_API_SECONDS="0") as server:
        _ask(server, "/api/v1/questions")  # the first request builds the data
        lines = [line for form in FORMS for line in _made(server, form, repeats)]
        return [*lines, asyncio.run(_felt(server))]


def _made(server: Server, form: str, repeats: int) -> list[Line]:
    """Seconds from the order to the file; the first one, which starts what draws, counts apart."""
    what = f"a report of {len(NAMES)} figures as {form.upper()}"
    try:
        told = [_report(server, form) for _ in range(repeats + 1)]
    except (OSError, RuntimeError) as error:
        return [Line(what, str(error)[:200])]
    first, *took = (seconds for seconds, _ in told)
    steps = sum(len(seen) for _, seen in told) // len(told)
    return [
        below(f"{what}, of {repeats}", took, GOAL, "s", 1),
        Line("… the first one, steps told of each", f"{first:.1f} s, {steps}"),
    ]


async def _felt(server: Server) -> Line:
    before, _ = await beside(server, 1)
    browsing, made = await beside(server, 2, asyncio.to_thread(_busy, server))
    after, _ = await beside(server, 3)
    found = slower(browsing, [*before, *after])
    what = f"{made} such reports in {SECONDS:g} s while {READERS} readers browse"
    return Line(
        f"{what}: a filter change, over the same without", found.value, found.goal, found.met
    )


def _busy(server: Server) -> int:
    """Order reports of all kinds, one after the other, while readers browse."""
    end, made = time.monotonic() + SECONDS, 0
    while time.monotonic() < end:
        _report(server, FORMS[made % len(FORMS)])
        made += 1
    return made


def _report(server: Server, form: str) -> tuple[float, set[tuple[str, int]]]:
    """Seconds from the order to the file, and every step that was told meanwhile."""
    report = {"title": "bench", "figures": [{"figure": name} for name in NAMES]}
    seen: set[tuple[str, int]] = set()
    start = time.perf_counter()
    begun = _ask(server, JOBS, {"report": report, "format": form, "lang": "zh"})
    while (far := _ask(server, begun["job"]))["state"] == "working":
        seen.add((far["step"], far["done"]))
        time.sleep(POLL)
    if far["state"] != "done":
        raise RuntimeError(far.get("detail") or far["state"])
    with urlopen(f"{server.url}{begun['file']}", timeout=60) as reply:  # noqa: S310 - our own
        if len(reply.read()) != far["bytes"]:
            raise RuntimeError("the file is not whole")
    return time.perf_counter() - start, seen


def _ask(server: Server, path: str, told: Any = None) -> Any:
    body = json.dumps(told).encode() if told is not None else None
    request = Request(  # noqa: S310 - our own server
        f"{server.url}{path}", body, {"Content-Type": "application/json"}
    )
    with urlopen(request, timeout=60) as reply:  # noqa: S310 - the same
        return json.load(reply)
