"""Citations survive rebuilds, pruned generations, many hands at once, and a full or torn file."""

from __future__ import annotations

import shutil
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from chipcensus.archive import KEPT_OPEN, archive_of
from chipcensus.census import Census
from chipcensus.citing import cite, find, look_up
from chipcensus.errors import GenerationGone
from chipcensus.filters import Filters
from chipcensus.settings import Settings
from chipcensus.store import Store


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


def test_a_figure_that_is_no_more_leaves_its_values(own, rebuilt, forget):
    forget("registrations/by_year")
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
