"""What is measured at the moment it is asked: sessions, queues, the generation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from chipcensus import jobs
from chipcensus.census import Census
from chipcensus.export.pictures import shared_painter
from chipcensus.sandbox import Status, shared_sandbox
from chipcensus.store import Generation
from chipcensus.workspace import workspaces_of
from chipcensus.workspace.workspace import BUILD, EXAMINE, PUBLISH


class Gauges(Collector):
    """Looked up at each scrape; never opens, builds or waits for anything."""

    def __init__(self, census: Census, sessions: Callable[[], float]) -> None:
        """Measure the server of `census`; `sessions` counts the pages that are open."""
        self.census, self.sessions = census, sessions

    def collect(self) -> Iterator[Metric]:
        """The gauges."""
        queue = GaugeMetricFamily(
            "chipcensus_queue", "Pieces of work begun or waiting, by kind.", labels=["kind"]
        )
        sandbox = shared_sandbox().status()
        for kind, length in self._queues(sandbox).items():
            queue.add_metric([kind], length)
        yield queue
        yield _one("sandbox_processes", "Processes for readers' statements.", sandbox.processes)
        yield CounterMetricFamily(
            "chipcensus_sandbox_replaced", "Those that had to be replaced.", sandbox.replaced
        )
        yield _one("sessions", "Pages open in browsers.", self.sessions())
        visits = len(workspaces_of(self.census))
        yield _one("private_visits", "Visits with data of their own.", visits)
        is_ready = self.census.is_ready() and not jobs.is_closed()
        yield _one("ready", "Whether /readyz says 200.", is_ready)
        yield from self._engine()
        opened = self.census.opened()
        if opened is not None:
            yield from self._generation(opened)

    def _queues(self, sandbox: Status) -> dict[str, float]:
        work = [job.name for job in jobs.running()]
        return {
            "reports": work.count("report"),
            "imports": sum(work.count(kind) for kind in (EXAMINE, BUILD, PUBLISH)),
            "pictures": shared_painter().waiting,
            "statements": sandbox.waiting + sandbox.running,
        }

    def _engine(self) -> Iterator[GaugeMetricFamily]:
        away = self.census.away()
        yield _one("engine_answers", "Whether the engine does, not embedded data.", away is None)
        seconds = (datetime.now(UTC) - away.since).total_seconds() if away else 0.0
        yield _one("engine_away_seconds", "Since it could not be reached.", seconds)

    def _generation(self, opened: Generation) -> Iterator[GaugeMetricFamily]:
        built = self.census.store.built_at(opened)
        age = (datetime.now(UTC) - built).total_seconds()
        yield _one("generation_age_seconds", "Since the data was built.", age)
        named = GaugeMetricFamily("chipcensus_generation", "The data that answers.", labels=["id"])
        named.add_metric([opened.id], 1)
        yield named


def _one(name: str, text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"chipcensus_{name}", text, value=value)
