"""Sandboxes over the shipped data."""

from __future__ import annotations

import time

import pytest

from chipcensus.sandbox import Limits, Sandbox
from chipcensus.store import Store

# What a hostile statement gets: enough to answer, little to wait for.
LITTLE = Limits(seconds=0.5, rows=1000, bytes=20_000_000, memory_mb=256)
LONG = Limits(seconds=30, memory_mb=256)


@pytest.fixture(scope="session")
def database(shipped):
    """The file of the shipped generation."""
    store = Store(shipped)
    return store.folder / store.current_file()


@pytest.fixture(scope="module")
def sandbox():
    with_two = Sandbox(2)
    yield with_two
    with_two.close()


@pytest.fixture(scope="module")
def run(sandbox, database):
    """Run a statement: run("SELECT 1"), run(..., rows=5)."""

    def ask(statement, reader="a", **limits):
        given = Limits(**{**vars(LITTLE), **limits})
        return sandbox.submit(statement, database=database, reader=reader, limits=given).result()

    return ask


@pytest.fixture
def one(database):
    """A sandbox with one worker."""
    yield from _made(1, database)


@pytest.fixture
def two(database):
    """A sandbox with two workers."""
    yield from _made(2, database)


def _made(workers, database):
    sandbox = Sandbox(workers, queue=20)

    def submit(statement, reader="a", limits=LONG):
        return sandbox.submit(statement, database=database, reader=reader, limits=limits)

    sandbox.ask = submit
    yield sandbox
    sandbox.close()


@pytest.fixture
def until():
    return _until


@pytest.fixture
def begun():
    """Wait until statements are at work in their processes."""
    return lambda *asked: _until(lambda: all(one.has_begun for one in asked))


def _until(is_so):
    for _ in range(3000):
        if is_so():
            return
        time.sleep(0.01)
    raise AssertionError("it never came to be")
