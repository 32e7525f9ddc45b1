"""A generation with imports: rows behind the data's, lists counted, sources without address."""

from __future__ import annotations

from contextlib import closing

import duckdb
import pytest
from publish.imported import accepted, companies, deals

from chipcensus.census import Census
from chipcensus.dataset import Shelf, download_name
from chipcensus.errors import ProblemsFound
from chipcensus.publish import build, build_private, generation_id, in_force
from chipcensus.publish.imports import shared_folder
from chipcensus.settings import read_settings
from chipcensus.store import Store

COMPANIES = companies({}, {"name": "乙芯片有限公司"}, {"name": "乙芯片有限公司"})


@pytest.fixture(scope="module")
def built(tmp_path_factory, rows_of):
    """An installation with a deal of its own, one the data has already, and a list of companies."""
    settings = read_settings({"CHIPCENSUS_VAR": str(tmp_path_factory.mktemp("imports") / "var")})
    names = "SELECT column_name FROM duckdb_columns() WHERE table_name = 'funding_rounds'"
    (known,) = rows_of("SELECT * FROM funding_rounds ORDER BY row_id LIMIT 1")
    cells = [None if cell is None else str(cell) for cell in known]
    there = dict(zip([name for (name,) in rows_of(names)], cells, strict=True))
    tables = {"funding_rounds": deals({}, there)}
    one = accepted(shared_folder(settings), tables, {"registry": COMPANIES})
    identity = build(settings, imports=[one])
    return settings, one, identity


@pytest.fixture
def ask_built(built):
    """Rows of the generation with imports for a statement of the test's own."""

    def rows(sql):
        with closing(Store(built[0]).open_current()) as opened:
            return opened.cursor().execute(sql).fetchall()

    return rows


def test_an_import_makes_another_generation_and_stays_in_force(built):
    settings, one, identity = built
    assert identity == generation_id(settings) != generation_id(settings, [])
    assert [i.id for i in in_force(settings)] == [one.id]
    assert build(settings) == identity
    assert [i.id for i in in_force(settings)] == [one.id]


def test_deals_stand_behind_those_of_the_data_on_a_source_without_address(
    built, ask_built, rows_of
):
    settings, one, _ = built
    source = next(s for s in one.sources if s.kind == "funding")
    told = f"FROM sources WHERE source_id = '{source.source_id}'"
    assert ask_built(f"SELECT title, url, kind {told}") == [("funding-1.csv", None, "database")]
    # The id of the file's row, with the source in it: another export may tell the same deal.
    ((row_id, of),) = ask_built(
        f"SELECT row_id, source_id FROM funding_rounds WHERE source_id = '{source.source_id}'"
    )
    assert (len(row_id), of) == (len("rnd-") + 16, source.source_id)
    ((before,),) = rows_of("SELECT count(*) FROM funding_rounds")
    # The other row was there already.
    assert ask_built("SELECT count(*) FROM funding_rounds") == [(before + 1,)]
    census = Census(settings)
    cited = census.engine.sources(census.generation())[source.source_id]
    assert (cited.url, cited.kind) == (None, "own_file")


def test_a_list_of_companies_is_counted_and_does_not_stay(built, ask_built):
    settings, one, _ = built
    source = next(s for s in one.sources if s.kind == "registry")
    counted = "SELECT companies, duplicates, source_ids FROM registry_facts WHERE scope = 'all'"
    assert ask_built(counted) == [(2, 1, [source.source_id])]
    store = Store(settings)
    assert "乙芯片".encode() not in (store.folder / store.current_file()).read_bytes()
    assert [path.name for path in store.folder.iterdir() if path.is_dir()] == []


def test_what_was_imported_is_told(built):
    settings, one, _ = built
    told = Census(settings).ask("meta/imports", {}).rows
    kinds = {(row["import_id"], row["kind"], row["rows"], row["title"]) for row in told}
    assert kinds == {
        (one.id, "funding", 2, "funding-1.csv"),
        (one.id, "registry", 3, "registry-2.csv"),
    }


def test_what_is_taken_away_describes_sources_without_address(built):
    settings, _, identity = built
    store = Store(settings)
    shelf = Shelf(store)
    described = shelf.file(store.current_file(), "datapackage.json").read_text("utf-8")
    assert '"title": "funding-1.csv"' in described
    assert '"path": null' not in described
    assert shelf.file(store.current_file(), download_name(identity, "xlsx")).stat().st_size


def test_a_row_that_breaks_a_rule_is_told_with_its_file_and_nothing_changes(built):
    settings, _, _ = built
    before = Store(settings).current_file()
    wrong = {"company_id": "nobody", "deal_id": "nobody-a-2016-08", "row_id": "rnd-00000002"}
    folder = settings.var / "wrong"
    one = accepted(folder, {"funding_rounds": deals({"row_id": "rnd-00000003"}, wrong)})
    with pytest.raises(ProblemsFound) as caught:
        build(settings, imports=[one])
    told = [(p.file, p.row, p.column) for p in caught.value.problems]
    assert told == [("funding-1.csv", 3, "company_id")]
    assert Store(settings).current_file() == before


def test_a_private_generation_lies_apart_and_changes_nothing(settings, tmp_path):
    own = accepted(tmp_path / "visit" / "imports", {"registry": companies({})})
    path = build_private(settings, tmp_path / "visit", [own], "", "t1")
    assert path.name == "private-t1.duckdb"
    assert sorted(p.name for p in (tmp_path / "visit").iterdir()) == ["imports", path.name]
    assert not settings.var.exists()
    with duckdb.connect(str(path), read_only=True) as connection:
        assert connection.execute("SELECT id FROM generation").fetchall() == [("private-t1",)]
        assert connection.execute("SELECT count(*) FROM imports").fetchall() == [(1,)]
