"""A generation copied from the one before is the one that would have been built."""

from __future__ import annotations

from dataclasses import replace
from importlib import import_module

import duckdb

from chipcensus.publish import base as bases
from chipcensus.publish import build, build_private
from chipcensus.store import Store
from tests.publish.imported import accepted, companies, deals, made_up

MAKING = import_module("chipcensus.publish.making")
LISTS = {"registry": companies(*made_up()[:200])}
OTHERS = {"registry": companies(*made_up()[200:300])}
FACTS = {"funding_rounds": deals({})}


def contents(path):
    """Every table's rows in no order, but for the generation's own name, and all that is said."""
    with duckdb.connect(str(path), read_only=True) as connection:

        def rows(sql):
            return sorted(map(repr, connection.execute(sql).fetchall()))

        tables = connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()
        found = {name: rows(f'FROM "{name}"') for (name,) in tables if name != "generation"}
        said = rows("SELECT table_name, comment FROM duckdb_tables()")
        columns = "SELECT table_name, column_name, data_type, comment FROM duckdb_columns()"
        return found, said, rows(columns)


def published(settings, *imports):
    """The file of the generation with these imports."""
    build(settings, imports=list(imports))
    store = Store(settings)
    return store.folder / store.current_file()


def test_another_list_is_counted_in_a_copy_as_in_a_whole(settings, tmp_path, monkeypatch):
    facts, one, other = (
        accepted(tmp_path / str(n), tables) for n, tables in enumerate((FACTS, LISTS, OTHERS))
    )
    whole, *described = contents(published(replace(settings, var=tmp_path / "apart"), facts, other))
    before, *_ = contents(published(settings, facts, one))
    expected = {name: (whole if _tells_lists(name) else before)[name] for name in whole}
    monkeypatch.setattr(MAKING, "_fill", None)  # nothing is built whole
    copied = published(settings, facts, other)
    assert contents(copied) == (expected, *described)
    with duckdb.connect(str(copied), read_only=True) as connection:
        told = connection.execute("SELECT id FROM generation").fetchall()
    assert told == [(copied.stem.split("-")[0],)]
    private = build_private(settings, tmp_path / "visit", [facts, other], "", "t1")
    assert contents(private) == (expected, *described)


def _tells_lists(table):
    return table.startswith("registry_") or table in {"sources", "imports", "findings"}


def test_other_facts_or_other_data_are_built_whole(settings, tmp_path):
    facts, one = accepted(tmp_path / "facts", FACTS), accepted(tmp_path / "one", LISTS)
    with duckdb.connect() as connection:
        draft = tmp_path / "draft.duckdb"
        assert not bases.attach_copy(connection, settings, [one], draft)  # nothing is published
        published(settings, one)
        assert not bases.attach_copy(connection, settings, [facts, one], draft)
        data = tmp_path / "data"
        data.mkdir()
        (data / "schema.sql").write_text("SELECT 1")
        assert not bases.attach_copy(connection, replace(settings, data=data), [one], draft)
        assert not draft.exists()
        assert bases.attach_copy(connection, settings, [], draft)
        told = connection.execute("SELECT count(*) FROM generation_file.sources WHERE url IS NULL")
        assert told.fetchall() == [(0,)]
