"""How many readers one server holds, and how many three on the same generation."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from contextlib import ExitStack
from pathlib import Path
from statistics import median

from bench.report import Line, percentile
from bench.servers import Server, census_server
from bench.sessions import PERIOD, Reader, compare, read_all
from chipcensus.census import Census
from chipcensus.i18n import LANGUAGES
from chipcensus.settings import ROOT, read_settings

SERVERS = (1, 3)
# Of all servers together; each has a process of its own that reads for its share of them.
READERS = (40, 80, 120, 160, 240)
SECONDS = 20
# A change that takes longer is felt: so many readers are not served any more.
FELT = 250  # ms, 95th percentile
PATIENCE = 300
READING = "import sys; from bench.replicas import read; read(*sys.argv[1:])"


def measure(repeats: int, folder: Path) -> list[Line]:
    """Ever more readers, until one in twenty changes is felt; then the same with more servers."""
    seconds = SECONDS if repeats > 1 else SECONDS / 4
    Census(read_settings({"CHIPCENSUS_VAR": str(folder)})).generation()
    lines, held = [], {}
    for count in SERVERS:
        with ExitStack() as stack:
            servers = [stack.enter_context(census_server(folder)) for _ in range(count)]
            lines += _filled(servers, folder, seconds, held)
    fewest, most = held[SERVERS[0]], held[SERVERS[-1]]
    text = f"{most} instead of {fewest}"
    what = f"readers served by {SERVERS[-1]} servers instead of {SERVERS[0]}, of those tried"
    return [*lines, Line(what, text, "more", most > fewest)]


def _filled(
    servers: list[Server], folder: Path, seconds: float, held: dict[int, int]
) -> list[Line]:
    """What more and more readers wait; `held` is told how many were served."""
    lines, count = [], len(servers)
    held[count] = 0
    for readers in READERS:
        times, wrong, compared = _read(servers, folder, readers // count, seconds)
        p95 = percentile(times, 0.95)
        what = f"servers: {count}, {readers} readers, {len(times)} changes: 95th percentile, median"
        lines.append(Line(what, f"{p95:.0f} ms, {median(times):.0f} ms"))
        lines.append(Line(f"… wrong cards of {compared}, errors", str(wrong), "0", not wrong))
        if p95 > FELT:
            break
        held[count] = readers
    return lines


def _read(
    servers: list[Server], folder: Path, readers: int, seconds: float
) -> tuple[list[float], int, int]:
    """Times of all readers, what was wrong, and how many cards were compared."""
    asked = [
        subprocess.Popen(
            [
                *(sys.executable, "-c", READING, server.url, str(server.pid)),
                *(str(folder), str(readers), str(seconds)),
            ],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        )
        for server in servers
    ]
    told = [json.loads(one.communicate(timeout=PATIENCE)[0]) for one in asked]
    times = [took for one in told for took in one["times"]]
    return times, sum(one["wrong"] for one in told), sum(one["compared"] for one in told)


def read(url: str, pid: str, folder: str, count: str, seconds: str) -> None:
    """In a process of its own: readers of one server, and whether each card is right."""
    census = Census(read_settings({"CHIPCENSUS_VAR": folder}))
    readers = [Reader(LANGUAGES[number % 2]) for number in range(int(count))]
    asyncio.run(read_all(Server(url, int(pid)), census, readers, max(float(seconds), PERIOD)))
    wrong, compared = compare(census, readers)
    wrong += sum(len(reader.errors) for reader in readers)
    times = [took for reader in readers for took in reader.times]
    json.dump({"times": times, "wrong": wrong, "compared": compared}, sys.stdout)
