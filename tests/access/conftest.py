"""A provider of OpenID Connect and a server that readers sign in to by it, both on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import httpx2
import pytest
from browser.serving import serve

SECONDS = 60
SECRET = "the-secret-of-the-client"
# Who there is at the provider.
PEOPLE = {
    "s-viewer": {"name": "Vi Ewer", "email": "vi@example.com", "email_verified": True},
    "s-analyst": {"name": "安", "email": "an@example.com", "email_verified": True},
    "s-editor": {"name": "Ed", "email": "ed@example.org", "groups": ["staff", "chip-editors"]},
    "s-stranger": {"name": "<b>Mallory</b>", "email": "m@evil.example", "email_verified": True},
    "s-liar": {"name": "Liar", "email": "an@example.com", "email_verified": False},
}

# A machine may have much else to do.
get, post, put = (partial(ask, timeout=SECONDS) for ask in (httpx2.get, httpx2.post, httpx2.put))


@dataclass(frozen=True)
class Site:
    """A server that is up: its address, its settings, its log."""

    address: str
    settings: dict[str, str]
    log: Path


@contextmanager
def provided() -> Iterator[str]:
    """A provider; its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, stdout=quiet, stderr=quiet)
    address, deadline = f"http://127.0.0.1:{port}", time.monotonic() + SECONDS
    try:
        while True:
            assert process.poll() is None
            assert time.monotonic() < deadline
            try:
                get(f"{address}/.well-known/openid-configuration").raise_for_status()
                break
            except httpx2.HTTPError:
                time.sleep(0.05)
        for sub, claims in PEOPLE.items():
            put(f"{address}/users/{sub}", json=claims).raise_for_status()
        yield address
    finally:
        process.terminate()
        process.wait(SECONDS)


@pytest.fixture(scope="session")
def provider() -> Iterator[str]:
    with provided() as address:
        yield address


@pytest.fixture(scope="session")
def signing_in(provider, shipped) -> dict[str, str]:
    """The settings of a server that only who signs in may read."""
    return {
        "CHIPCENSUS_VAR": str(shipped.var),
        "CHIPCENSUS_URL": "http://127.0.0.1:{port}",
        "CHIPCENSUS_OIDC_URL": f"{provider}/.well-known/openid-configuration",
        "CHIPCENSUS_OIDC_CLIENT": "chip-census",
        "CHIPCENSUS_OIDC_SECRET": SECRET,
        "CHIPCENSUS_VIEWERS": "@example.com",
        "CHIPCENSUS_ANALYSTS": "an@example.com",
        "CHIPCENSUS_EDITORS": "chip-editors",
        "CHIPCENSUS_LOG": "json",
    }


@pytest.fixture(scope="session")
def site(signing_in, tmp_path_factory) -> Iterator[Site]:
    log = tmp_path_factory.mktemp("site") / "log.txt"
    with serve(signing_in, log) as address:
        yield Site(address, signing_in, log)


@pytest.fixture(scope="session")
def public(shipped, tmp_path_factory) -> Iterator[str]:
    """A server that whoever reaches it may read; its address."""
    settings = {
        "CHIPCENSUS_VAR": str(shipped.var),
        "CHIPCENSUS_PUBLIC": "1",
        "CHIPCENSUS_REQUEST_MB": "1",
        "CHIPCENSUS_EMBED_ORIGINS": "https://paper.example",
    }
    with serve(settings, tmp_path_factory.mktemp("public") / "log.txt") as address:
        yield address


@pytest.fixture
def visitor(site) -> Iterator[httpx2.Client]:
    """A browser's worth of HTTP: cookies are kept, nothing is followed by itself."""
    with httpx2.Client(
        base_url=site.address, timeout=SECONDS, headers={"Accept": "text/html"}
    ) as client:
        yield client


def sign_in(client: httpx2.Client, sub: str, to: str = "/") -> httpx2.Response:
    """Go through the provider as a browser does; the answer that leads back to a page."""
    answer = client.get("/sign-in/go", params={"to": to})
    while "/oauth2/authorize" not in answer.headers["Location"]:
        answer = client.get(answer.headers["Location"])
    answer = client.post(answer.headers["Location"], data={"sub": sub})
    assert urlsplit(answer.headers["Location"]).path == "/oauth2callback"
    return client.get(answer.headers["Location"])


@pytest.fixture
def signed_in(site) -> Iterator[Callable[[str], httpx2.Client]]:
    """Sign somebody in: signed_in("s-analyst")."""
    clients: list[httpx2.Client] = []

    def come(sub: str) -> httpx2.Client:
        clients.append(httpx2.Client(base_url=site.address, timeout=SECONDS))
        assert sign_in(clients[-1], sub).status_code == 302
        return clients[-1]

    yield come
    for client in clients:
        client.close()
