"""What is told of a server, read as machines read it."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
from prometheus_client.parser import text_string_to_metric_families

from chipcensus import jobs
from chipcensus.logs import JsonLines


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    text: str

    def json(self):
        return json.loads(self.text)


@pytest.fixture
def asked():
    """Ask an app without a server between: asked(app, client)(path, x_request_id=...)."""

    def of(app, client="127.0.0.1"):
        def ask(address, **headers):
            return asyncio.run(_ask(app, client, address, headers))

        return ask

    return of


async def _ask(app, client, address, headers):
    url, sent = urlsplit(address), []
    scope = {
        "type": "http", "method": "GET", "scheme": "http", "http_version": "1.1",
        "path": url.path, "raw_path": url.path.encode(), "query_string": url.query.encode(),
        "root_path": "", "client": (client, 1), "server": ("127.0.0.1", 80),
        "headers": [(n.replace("_", "-").encode(), v.encode()) for n, v in headers.items()],
    }  # fmt: skip

    async def receive():
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message):
        sent.append(message)

    await app(scope, receive, send)
    begun = sent[0]
    told = {name.decode(): value.decode() for name, value in begun["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    return Reply(begun["status"], told, body.decode())


@pytest.fixture
def reopened():
    """Work may be begun again afterwards, whatever a test has closed."""
    yield
    jobs.reopen()


class _Kept(logging.Handler):
    def __init__(self):
        super().__init__()
        self.setFormatter(JsonLines())
        self.lines = []

    def emit(self, record):
        self.lines.append(json.loads(self.format(record)))


@pytest.fixture
def logged():
    """The lines of the log, as they would be written in JSON."""
    handler, logger = _Kept(), logging.getLogger("chipcensus")
    before = logger.level
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    yield handler.lines
    logger.removeHandler(handler)
    logger.setLevel(before)


@pytest.fixture
def metered():
    """Values of what /metrics tells, by name and labels."""

    def read(text):
        return {
            (sample.name, *sorted(sample.labels.items())): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    return read
