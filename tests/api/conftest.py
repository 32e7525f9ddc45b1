"""The API and the static files on a server of their own, asked over HTTP."""

from __future__ import annotations

import http.client
import json
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import Message
from functools import partial
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware

from chipcensus import api, assets
from chipcensus.access import access_of
from chipcensus.api.asked import read
from chipcensus.api.gate import Gate
from chipcensus.census import Census
from chipcensus.document import Document
from chipcensus.guard import guards
from chipcensus.ui import embed
from chipcensus.ui.first import first_cards
from chipcensus.ui.later import shown_card
from chipcensus.workspace import workspaces_of


@dataclass(frozen=True)
class Reply:
    status: int
    headers: Message
    body: bytes


@pytest.fixture(scope="session")
def census(shipped):
    return Census(shipped)


@pytest.fixture(scope="session")
def port(census):
    """The port of the server; it ends with the tests."""
    with served(census) as port:
        yield port


def _is_visit(census):
    return lambda token: workspaces_of(census).find(token) is not None


@contextmanager
def served(census):
    """Serve what a census answers; the port."""
    routes = [
        *api.routes(census, shown_card),
        *embed.routes(census, read),
        *assets.routes(),
    ]
    app = Starlette(
        routes=routes,
        middleware=[
            *guards(access_of(census.settings)),
            Middleware(Gate, settings=census.settings),
            Middleware(Document, first=partial(first_cards, census), is_visit=_is_visit(census)),
            Middleware(assets.Compressed),
        ],
    )
    config = uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none")
    server = uvicorn.Server(config)
    sockets = [config.bind_socket()]
    thread = threading.Thread(target=server.run, args=(sockets,), daemon=True)
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.01)
    yield sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join(10)


@pytest.fixture
def get(port):
    """Ask for a path exactly as it is written: no client tidies it up on the way."""

    def ask(path: str, **headers: str) -> Reply:
        return request(port, "GET", path, **headers)

    return ask


@pytest.fixture
def send(port):
    """Send any method: send(path, "POST")."""
    return lambda path, method, **headers: request(port, method, path, **headers)


@pytest.fixture
def put(port):
    """Put to a path."""
    return lambda path: request(port, "PUT", path)


@pytest.fixture
def post(port):
    """Post JSON to a path."""

    def ask(path: str, told: Any, content_type: str = "application/json", **headers: str) -> Reply:
        body = json.dumps(told).encode()
        return request(port, "POST", path, body, content_type=content_type, **headers)

    return ask


@pytest.fixture(scope="session")
def asking():
    """Serve a census and ask it: `with asking(census) as ask: ask(path, method)`."""

    @contextmanager
    def asked(census):
        with served(census) as port:
            yield lambda path, method="GET", **headers: request(port, method, path, **headers)

    return asked


@pytest.fixture(scope="session")
def ask_rebuilt(rebuilt):
    """Ask an installation whose data was built anew."""
    with served(Census(rebuilt.settings)) as port:
        yield lambda path, method="GET": request(port, method, path)


def request(port: int, method: str, path: str, body: bytes = b"", **headers: str) -> Reply:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    connection.request(method, path, body or None, headers=named)
    reply = connection.getresponse()
    body = reply.read()
    connection.close()
    return Reply(reply.status, reply.headers, body)
