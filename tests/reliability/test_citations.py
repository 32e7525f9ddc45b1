"""Citations survive rebuilds, pruned generations, many hands at once, and a full or torn file."""

from __future__ import annotations

import multiprocessing
import os
import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from chipcensus.archive import KEPT_OPEN, archive_of
from chipcensus.census import Census
from chipcensus.citing import cite, find, look_up
from chipcensus.errors import CitationsFull, GenerationGone, StateBroken
from chipcensus.figures import FIGURES
from chipcensus.filters import Filters
from chipcensus.settings import Settings
from chipcensus.state import Citation, Citations
from chipcensus.store import Store

MADE = Citation("a" * 10, "made/by_hand", "{}", "g", "2026-01-01T00:00:00", "0", b"x")


def made(number: int) -> Citation:
    return replace(MADE, id=f"{number:010}")


def opened(census: Census, identity: str):
    return find(archive_of(census), look_up(census, identity), "en", lambda answer, _: answer)


def companies(answer) -> list[int]:
    return [row["companies"] for row in answer.result.rows if row["year"] == 2023]


@pytest.fixture
def own(rebuilt, tmp_path) -> Settings:
    """The installation whose data was built anew, to be changed further."""
    shutil.copytree(rebuilt.settings.var, tmp_path / "var")
    return replace(rebuilt.settings, var=tmp_path / "var")


def kept_files(settings: Settings) -> dict[str, Path]:
    return {path.name.split("-")[0]: path for path in Store(settings).files()}


# ---- the figure, before and after


def test_a_cited_figure_shows_what_it_showed(own, rebuilt):
    found = opened(Census(own), rebuilt.cited["changed"])
    assert companies(found.then) == [19307]
    assert companies(found.now) == [18907]
    assert found.then.result.generation == rebuilt.then != found.current
    assert [(c.before, c.after) for c in found.changed] == [("19,307", "18,907")]


def test_what_was_cited_of_the_current_generation_is_just_the_figure(own):
    census = Census(own)
    answer = census.figure("registrations/by_year", Filters())
    found = opened(census, cite(census, answer).id)
    assert found.is_current
    assert found.then.result is answer.result
    assert not found.then.is_past


def test_once_its_generation_is_gone_the_citation_says_what_changed(own, rebuilt):
    kept_files(own)[rebuilt.then].unlink()
    census = Census(own)
    found = opened(census, rebuilt.cited["changed"])
    assert (found.is_kept, found.then) == (False, None)
    assert companies(found.now) == [18907]
    assert [(c.before, c.after) for c in found.changed] == [("19,307", "18,907")]
    assert opened(census, rebuilt.cited["same"]).changed == []


def test_questions_changed_later_leave_a_cited_figure_as_it_was(own, rebuilt, tmp_path):
    shutil.copytree(own.queries, tmp_path / "queries")
    later = replace(own, queries=tmp_path / "queries")
    path = later.queries / "registrations" / "by_year.sql"
    path.write_text(path.read_text("utf-8").replace("ORDER BY", "LIMIT 0 -- ORDER BY"), "utf-8")
    found = opened(Census(later), rebuilt.cited["changed"])
    assert companies(found.now) == []
    assert companies(found.then) == [19307]
    assert "LIMIT 0" not in found.then.result.sql


def test_a_figure_of_a_past_day_is_as_it_was(own, rebuilt):
    census, filters = Census(own), Filters(scope="ai_chip", provider="all")
    with archive_of(census).at(rebuilt.then) as past:
        day = past.figure("registrations/by_year", replace(filters, as_of=rebuilt_day(past)))
        identity = cite(past, day).id
    found = opened(census, identity)
    assert found.then.result.rows == day.result.rows
    assert 19307 in companies(found.then)


def rebuilt_day(census: Census):
    return max(
        s.published_on
        for s in census.engine.sources(census.generation()).values()
        if s.published_on
    )


def test_a_figure_that_is_no_more_leaves_its_values(own, rebuilt, monkeypatch):
    monkeypatch.delitem(FIGURES, "registrations/by_year")
    found = opened(Census(own), rebuilt.cited["changed"])
    assert (found.then, found.now, found.changed) == (None, None, [])
    assert [r["companies"] for r in found.result.rows if r["year"] == 2023] == [19307]


def test_a_chart_that_fails_on_an_old_answer_is_said_not_shown(own, rebuilt):
    census = Census(own)

    def fails(answer, _):
        if answer.is_past:
            raise KeyError("a column of today")
        return answer

    found = find(archive_of(census), look_up(census, rebuilt.cited["changed"]), "en", fails)
    assert (found.then, found.is_kept) == (None, True)
    assert len(found.changed) == 1


# ---- earlier generations


def test_a_generation_that_is_not_kept_is_said_to_be_gone(own, rebuilt):
    archive = archive_of(Census(own))
    for name in ("0123456789ab", "../generations", "current", "x" * 5000, "\x00"):
        with pytest.raises(GenerationGone), archive.at(name):
            pass
    file = kept_files(own)[rebuilt.then]
    file.write_bytes(file.read_bytes()[:5000])
    with pytest.raises(GenerationGone), archive.at(rebuilt.then):
        pass


def test_few_earlier_generations_stay_open(own, rebuilt):
    census, past = Census(own), kept_files(own)[rebuilt.then]
    archive = archive_of(census)
    names = [f"{n:012x}" for n in range(KEPT_OPEN + 2)]
    for name in names:
        shutil.copy(past, past.with_name(f"{name}-1.duckdb"))
        with archive.at(name) as then:
            assert companies(then.figure("registrations/by_year", Filters(scope="ai_chip")))
    assert len(archive._opened) == KEPT_OPEN
    past.with_name(f"{names[-1]}-1.duckdb").unlink()
    with pytest.raises(GenerationGone), archive.at(names[-1]):
        pass
    assert len(archive._opened) == KEPT_OPEN - 1


def test_eight_readers_of_earlier_generations_get_their_own(own, rebuilt):
    census = Census(own)
    ids = [rebuilt.cited["changed"], rebuilt.cited["same"]] * 8
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda identity: opened(census, identity), ids))
    assert [one.then.citation_id for one in found] == ids


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
