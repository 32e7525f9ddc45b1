"""What is counted and timed while the server runs; told at /metrics in Prometheus's format.

Names of figures and routes only: nothing of what was asked, nothing of who asked.
"""

from __future__ import annotations

from prometheus_client import (
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    disable_created_metrics,
)

# A third of the lines, and nobody asks for them.
disable_created_metrics()  # type: ignore[no-untyped-call]

REGISTRY = CollectorRegistry()
# Memory, processor time, open files, start; only Linux tells.
ProcessCollector(registry=REGISTRY)

# Seconds. From an answer that is kept to the longest that a question may take.
BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)

REQUESTS = Counter(
    "chipcensus_requests", "HTTP requests answered.", ["route", "status"], registry=REGISTRY
)
REQUEST_SECONDS = Histogram(
    "chipcensus_request_seconds",
    "Seconds until a request was answered whole.",
    ["route"],
    buckets=BUCKETS,
    registry=REGISTRY,
)
QUESTION_SECONDS = Histogram(
    "chipcensus_question_seconds",
    "Seconds that a question took on the data; answers kept in memory are not in it.",
    ["question"],
    buckets=BUCKETS,
    registry=REGISTRY,
)
CACHE_HITS = Counter(
    "chipcensus_cache_hits", "Answers that were in memory.", ["cache"], registry=REGISTRY
)
CACHE_MISSES = Counter(
    "chipcensus_cache_misses", "Answers that had to be worked out.", ["cache"], registry=REGISTRY
)
