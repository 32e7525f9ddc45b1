"""What is kept: generations within their number and bytes, citations under many hands."""

from __future__ import annotations

import multiprocessing
import os
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from chipcensus.errors import CitationsFull, StateBroken
from chipcensus.settings import Settings
from chipcensus.state import Citation, Citations
from chipcensus.store import Store

MADE = Citation("a" * 10, "made/by_hand", "{}", "g", "2026-01-01T00:00:00", "0", b"x")


def made(number: int) -> Citation:
    return replace(MADE, id=f"{number:010}")


def dated(settings: Settings, sizes: list[int]) -> Store:
    """Generations of these sizes, the oldest first; the last is the current one."""
    store = Store(settings)
    store.folder.mkdir(parents=True)
    for age, size in enumerate(reversed(sizes)):
        path = store.folder / f"{len(sizes) - age:012}-1.duckdb"
        path.write_bytes(b"x" * size)
        os.utime(path, (1_700_000_000 - age,) * 2)
    return store


@pytest.mark.parametrize(
    ("most", "bytes_", "left"),
    [
        (20, 1000, [1, 2, 3, 4, 5]),
        (3, 1000, [3, 4, 5]),
        (20, 25, [3, 4, 5]),
        (20, 9, [5]),
        (1, 99, [5]),
    ],
)
def test_the_oldest_generations_go_by_number_and_by_bytes(settings, most, bytes_, left):
    store = dated(replace(settings, kept_generations=most, kept_bytes=bytes_), [10, 10, 10, 10])
    draft = store.draft("new")
    draft.write_bytes(b"x" * 500)  # the current one counts for none of the bytes
    store.publish(draft, f"{5:012}-1.duckdb")
    assert [int(p.name.split("-")[0]) for p in store.files()][::-1] == left


# ---- many hands at once


def keep_some(settings: Settings, first: int) -> int:
    citations = Citations(settings)
    return sum(citations.keep(made(number)) for number in range(first, first + 30))


def test_threads_and_processes_keep_citations_at_once(settings):
    starts = [0, 0, 15, 30, 30, 60]  # the same ones from several sides
    with ThreadPoolExecutor(6) as pool:
        added = sum(pool.map(lambda first: keep_some(settings, first), starts))
    assert added == 90
    context = multiprocessing.get_context("spawn")
    with context.Pool(3) as processes:
        jobs = [(settings, first) for first in (60, 90, 100)]
        assert sum(processes.starmap(keep_some, jobs)) == 40
    assert [Citations(settings).get(made(n).id) for n in range(130)] == [
        made(n) for n in range(130)
    ]


def test_what_is_kept_is_not_changed(settings):
    citations = Citations(settings)
    assert citations.keep(MADE)
    assert not citations.keep(replace(MADE, answer=b"other"))
    assert citations.get(MADE.id) == MADE


def test_a_full_house_refuses_new_ones_and_drops_none(settings):
    citations = Citations(replace(settings, kept_citations=3))
    for number in range(3):
        citations.keep(made(number))
    with pytest.raises(CitationsFull, match="CHIPCENSUS_KEPT_CITATIONS"):
        citations.keep(made(3))
    assert not citations.keep(made(0))
    assert [citations.get(made(n).id) is not None for n in range(4)] == [True, True, True, False]


def test_bytes_are_bounded_too(settings):
    citations = Citations(replace(settings, kept_citation_bytes=200_000))
    large = [replace(made(number), answer=b"x" * 10_000) for number in range(100)]
    with pytest.raises(CitationsFull):
        all(map(citations.keep, large))
    assert citations.file.stat().st_size < 250_000


def test_a_torn_file_is_said_to_be_broken(settings):
    citations = Citations(settings)
    citations.keep(MADE)
    citations.file.write_bytes(b"no database at all" * 1000)
    with pytest.raises(StateBroken):
        citations.get(MADE.id)
    with pytest.raises(StateBroken):
        citations.keep(made(1))


def test_nothing_is_kept_of_a_reader(settings):
    Citations(settings).keep(MADE)
    with sqlite3.connect(Citations(settings).file) as connection:
        columns = {row[1] for row in connection.execute("PRAGMA table_info(citations)")}
    connection.close()
    assert columns == {"id", "figure", "filters", "generation", "built_at", "digest", "answer"}


def test_before_the_first_citation_there_is_none(settings):
    assert Citations(settings).get(MADE.id) is None
    assert not settings.var.exists()
    settings.var.joinpath("state").mkdir(parents=True)
    Citations(settings).file.touch()  # another process is about to make its table
    assert Citations(settings).get(MADE.id) is None
    assert Citations(settings).keep(MADE)
