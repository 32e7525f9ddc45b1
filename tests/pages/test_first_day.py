"""The data file on a page's first day and on its worst: absent, broken, not to be built."""

from __future__ import annotations

import shutil

import pytest

from chipcensus.census import shared_census
from chipcensus.i18n import read_words
from chipcensus.publish import build
from chipcensus.settings import ROOT
from chipcensus.store import Store
from chipcensus.ui.worst_day import SHOWN_PROBLEMS

ZH = read_words("zh")


@pytest.fixture
def empty(opened, tmp_path, monkeypatch):
    """The same with nothing published."""
    monkeypatch.setenv("CHIPCENSUS_VAR", str(tmp_path / "var"))
    shared_census.cache_clear()
    yield opened
    shared_census.cache_clear()


@pytest.fixture
def data(tmp_path, monkeypatch):
    """A copy of data/ of the test's own."""
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setenv("CHIPCENSUS_DATA", str(folder))
    return folder


def test_a_missing_generation_is_built(empty, tmp_path):
    visit = empty("registrations")
    assert visit.card("registrations/by_year")["figure"]
    assert len(list((tmp_path / "var" / "generations").glob("*.duckdb"))) == 1
    assert visit.notices() == []


def test_a_run_during_which_the_data_is_opened_for_somebody_else_goes_on(opened, monkeypatch):
    census = shared_census()
    census.generation()
    answers = iter([False])  # not yet when the run begins, and then it is
    monkeypatch.setattr(type(census), "is_ready", lambda _: next(answers, True))
    visit = opened("registrations", scope="ai_chip", lang="en")
    assert visit.card("registrations/by_year")["figure"]
    assert "AI chips" in visit.card("registrations/by_year")["caption"]
    assert visit.notices() == []


@pytest.mark.parametrize("rest", [b"", b"not a database", None], ids=["empty", "text", "half"])
def test_a_broken_generation_is_built_anew(empty, shipped, tmp_path, rest):
    shutil.copytree(shipped.var, tmp_path / "var")
    path = next((tmp_path / "var" / "generations").glob("*.duckdb"))
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] if rest is None else rest)
    assert empty("registrations").card("registrations/by_year")["figure"]


def test_a_file_that_vanishes_while_in_use_does_not_stop_the_page(empty, shipped, tmp_path):
    shutil.copytree(shipped.var, tmp_path / "var")
    visit = empty("registrations")
    shutil.rmtree(tmp_path / "var")
    visit.choose("scope", "ai_chip")
    assert visit.card("registrations/by_year")["figure"]


def test_data_with_problems_gives_one_page_that_lists_them(empty, data):
    for name in ("registrations", "funding_rounds"):
        path = data / f"{name}.csv"
        head, first, *rest = path.read_text("utf-8").splitlines()
        cells = first.split(",")
        path.write_text("\n".join([head, ",".join(["", *cells[1:]]), *rest]) + "\n", "utf-8")
    visit = empty("registrations")
    assert [box.value for box in visit.app.error] == [ZH("notice.build_failed")]
    (listed,) = visit.app.code
    assert "registrations.csv, row 2" in listed.value
    assert "funding_rounds.csv, row 2" in listed.value
    assert "Traceback" not in listed.value
    assert visit.cards() == {}


def test_a_very_long_list_of_problems_is_cut(empty, data):
    path = data / "registrations.csv"
    head, *rows = path.read_text("utf-8").splitlines()
    path.write_text("\n".join([head, *(f"x,{row}" for row in rows)]) + "\n", "utf-8")
    (listed,) = empty("registrations").app.code
    assert 1 <= len(listed.value.splitlines()) <= SHOWN_PROBLEMS


def test_data_that_is_missing_altogether_is_said_plainly(empty, tmp_path, monkeypatch):
    monkeypatch.setenv("CHIPCENSUS_DATA", str(tmp_path / "nowhere"))
    visit = empty("registrations")
    assert len(visit.notices()) == 1
    assert visit.cards() == {}


def test_a_corrected_table_is_taken_up_by_the_next_visit(empty, data):
    path = data / "registrations.csv"
    good = path.read_text("utf-8")
    path.write_text(good.replace("registrations", "", 1)[10:], "utf-8")
    assert empty("registrations").cards() == {}
    path.write_text(good, "utf-8")
    assert empty("registrations").card("registrations/by_year")["figure"]


def test_a_newer_generation_is_taken_up_by_a_running_page(empty, data):
    visit = empty("registrations", lang="zh")
    old = shared_census().generation().id
    path = data / "sources.csv"
    path.write_text(path.read_text("utf-8").replace("TrendForce", "Trend Force"), "utf-8")
    new = build(shared_census().settings)
    visit.app.run()
    visit.is_calm()
    assert old != new == Store(shared_census().settings).open_current().id
    assert new in visit.card("registrations/by_year")["sources"]


def test_a_filter_change_on_a_newer_generation_draws_the_whole_page_anew(empty, data, monkeypatch):
    monkeypatch.setattr("chipcensus.current.LOOK_SECONDS", 0)
    visit = empty("registrations")
    path = data / "sources.csv"
    path.write_text(path.read_text("utf-8").replace("TrendForce", "Trend Force"), "utf-8")
    new = build(shared_census().settings)
    visit.widget("scope").set_value("ai_chip").run()
    visit.is_calm()
    assert new in visit.card("registrations/by_year")["sources"]
    assert new in visit.app.caption[-1].value
