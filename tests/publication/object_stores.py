"""A server that speaks S3, and buckets of it: fixtures for whichever folder of tests wants them."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from collections.abc import Iterator

import pytest
from publication.published import asked, free_port, wait_for

# What any program that reads S3 knows its place by; the server lets everybody in.
KEYS = {
    "AWS_ACCESS_KEY_ID": "testing",
    "AWS_SECRET_ACCESS_KEY": "testing",
    "AWS_REGION": "us-east-1",
    "AWS_ALLOW_HTTP": "true",
}
NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def object_store(tmp_path_factory) -> Iterator[str]:
    """The address of the server."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    log = (tmp_path_factory.mktemp("s3") / "log.txt").open("w")
    command = [sys.executable, "-m", "moto.server", "--host", "127.0.0.1", "--port", str(port)]
    with log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        try:
            wait_for(address)
            yield address
        finally:
            server.kill()


@pytest.fixture
def bucket(object_store, monkeypatch) -> str:
    """A bucket of the test's own, as a setting names it; this process and its children know it."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in {**KEYS, "AWS_ENDPOINT_URL": object_store}.items():
        monkeypatch.setenv(name, value)
    name = f"census-{os.getpid()}-{next(NUMBERS)}"
    asked(f"{object_store}/{name}", "PUT")
    return f"s3://{name}/published/here"
