"""Two generations side by side: what was added, removed and restated, and nothing else."""

from __future__ import annotations

import csv
import os
import shutil
from dataclasses import replace

import duckdb
import pytest

from chipcensus.census import Census
from chipcensus.engine import CHANGES
from chipcensus.engine import changes as comparing
from chipcensus.filters import Filters
from chipcensus.publish import build
from chipcensus.store import Store


@pytest.fixture(scope="module")
def two(shipped, tmp_path_factory):
    """The shipped generation, and a later one in which four rows differ."""
    folder = tmp_path_factory.mktemp("two")
    shutil.copytree(shipped.var, folder / "var")
    shutil.copytree(shipped.data, folder / "data")
    _edit(folder / "data" / "registrations.csv", _restate)
    _edit(folder / "data" / "company_sources.csv", list.pop)
    _edit(folder / "data" / "market.csv", _add)
    settings = replace(shipped, var=folder / "var", data=folder / "data")
    build(settings)
    return settings


def _edit(path, change):
    with path.open(encoding="utf-8", newline="") as handle:
        rows = list(csv.DictReader(handle))
    names = list(rows[0])
    change(rows)
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.DictWriter(handle, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _restate(rows):
    rows[0] |= {"companies": "19308", "reported_as": "19308家", "remark": "restated here"}
    rows[1]["remark"] = "restated here"


def _add(rows):
    other = next(row["source_id"] for row in rows if row["source_id"] != rows[0]["source_id"])
    rows.append(rows[0] | {"row_id": "mkt-00aa11bb", "source_id": other})


@pytest.fixture
def census(two):
    return Census(two)


def test_each_row_that_differs_is_told_once_with_before_and_after(census, rows_of):
    (first, was), (second, _) = rows_of("SELECT row_id, companies FROM registrations")[:2]
    answer = census.figure(CHANGES, Filters())
    told = {row["row_key"]: row for row in answer.result.rows}
    assert [row["change"] for row in told.values()].count("restated") == 2
    assert told[first]["column_names"] == ["companies", "reported_as", "remark"]
    assert (told[first]["before"][0], told[first]["after"][0]) == (str(was), "19308")
    assert (told[second]["before"], told[second]["after"]) == ([""], ["restated here"])
    added = told["mkt-00aa11bb"]
    assert (added["table_name"], added["change"], added["before"]) == ("market", "added", [])
    assert dict(zip(added["column_names"], added["after"], strict=True))["row_id"] == "mkt-00aa11bb"
    (removed,) = (row for row in told.values() if row["change"] == "removed")
    assert (removed["table_name"], removed["after"]) == ("company_sources", [])
    assert len(told) == len(answer.result.rows) == 4
    assert set(answer.result.source_ids) <= set(answer.result.citations)


def test_the_other_way_round_what_was_added_is_removed(census):
    now, then = census.kept()
    rows = census.figure(CHANGES, Filters(earlier=now, later=then)).result.rows
    assert {row["row_key"]: row["change"] for row in rows}["mkt-00aa11bb"] == "removed"
    assert {(row["earlier"], row["later"]) for row in rows} == {(now, then)}


def test_a_generation_differs_in_nothing_from_itself(census):
    now = next(iter(census.kept()))
    answer = census.figure(CHANGES, Filters(earlier=now, later=now))
    assert answer.result.rows == []
    assert "problem" not in answer.result.params


def test_the_one_before_is_the_default_and_only_kept_ones_can_be_chosen(census):
    now, then = census.kept()
    assert census.compared(Filters()) == (then, now)
    assert census.compared(Filters(later=then)) == (None, then)
    assert census.choices().values["earlier"] == (now, then)
    answer = census.figure(CHANGES, Filters(earlier="000000000000"))
    assert answer.result.params["problem"] == "unreadable"


def test_a_file_that_is_damaged_or_gone_is_said_to_be_and_stops_nothing(two, tmp_path):
    shutil.copytree(two.var, tmp_path / "var")
    census = Census(replace(two, var=tmp_path / "var"))
    census.generation()
    then = list(Store(census.settings).kept().values())[1]
    written = then.stat().st_mtime
    then.write_bytes(then.read_bytes()[:20000])
    os.utime(then, (written, written))  # it is still the older one
    assert census.figure(CHANGES, Filters()).result.params["problem"] == "unreadable"
    then.unlink()
    assert census.figure(CHANGES, Filters()).result.params["problem"] == "only_one"


def test_more_rows_than_can_be_held_are_not_read(two, monkeypatch):
    monkeypatch.setattr(comparing, "MOST_ROWS", 100)
    census = Census(two)
    assert census.figure(CHANGES, Filters()).result.params["problem"] == "too_large"


def test_a_table_one_of_the_two_has_not_got_is_all_new(two, tmp_path):
    """An older generation may have been built with another schema."""
    shutil.copytree(two.var, tmp_path / "var")
    store = Store(replace(two, var=tmp_path / "var"))
    now, then = store.kept().values()
    with duckdb.connect(str(then)) as connection:
        connection.execute("DROP TABLE guidance")
        connection.execute("ALTER TABLE claims ADD COLUMN further VARCHAR DEFAULT 'x'")
    rows = comparing.changes(store.open(then.name), store.open(now.name))
    assert {row["change"] for row in rows if row["table_name"] == "guidance"} == {"added"}
    told = {tuple(row["column_names"]) for row in rows if row["table_name"] == "claims"}
    assert told == {("further",)}
