"""What answers just now: one generation a request, mended once, kept where nothing is better."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

from chipcensus import current
from chipcensus.census import Census
from chipcensus.current import steady
from chipcensus.errors import GenerationBroken, NotWritten
from chipcensus.store import Store

ASKED = ("meta/companies", {})


@pytest.fixture
def census(published, monkeypatch):
    """A census that looks for a newer generation each time."""
    monkeypatch.setattr(current, "LOOK_SECONDS", 0)
    return Census(published)


def publish(settings, name: str) -> None:
    """Make a copy of the current generation the current one."""
    store = Store(settings)
    draft = store.draft("copy")
    shutil.copyfile(store.folder / store.current_file(), draft)
    store.publish(draft, name)


def test_a_request_is_answered_from_one_generation(census):
    with steady():
        first = census.generation()
        publish(census.settings, "newer-1.duckdb")
        assert census.generation() is first
        assert census.ask(*ASKED).rows
    assert census.generation().file == "newer-1.duckdb"
    assert first.cursor().execute("SELECT 1").fetchall() == [(1,)]  # whoever reads it, goes on


def test_a_generation_that_breaks_is_built_anew_once_for_all(census, monkeypatch):
    broken, answer, built = census.generation().file, census.engine.ask, []

    def ask(generation, name, values):
        if generation.file == broken:
            raise GenerationBroken(broken)
        return answer(generation, name, values)

    def build(settings, _say):
        publish(settings, f"built-{len(built)}.duckdb")
        built.append(settings)

    monkeypatch.setattr(census.engine, "ask", ask)
    monkeypatch.setattr(current, "build", build)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: census.ask(*ASKED).rows, range(16)))
    assert all(found)
    assert len(built) == 1


def test_what_is_open_answers_where_nothing_can_be_built(census, monkeypatch):
    first, tried = census.generation(), []

    def build(*_):
        tried.append(1)
        raise NotWritten("No space left on device")

    monkeypatch.setattr(current, "build", build)
    pointer = census.store.folder / "current"
    pointer.write_text("nobody.duckdb", "ascii")
    assert [census.generation() for _ in range(3)] == [first] * 3
    assert len(tried) == 1  # the next try comes later
    with pytest.raises(NotWritten):
        Census(census.settings).generation()
