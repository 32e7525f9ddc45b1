"""What is published is the generation: its tables, row by row, and the companies of its lists."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path

import duckdb
import pyarrow.parquet as pq
import pytest
from publication.published import assert_whole, rows

from chipcensus.importing.rows import REGISTRY
from chipcensus.publish.publication import publish_at
from chipcensus.scopes_file import read_scopes
from chipcensus.settings import ROOT
from chipcensus.store import Store
from chipcensus.store.manifest import Manifest
from chipcensus.store.publication import Publication, Published, open_published


@pytest.fixture(scope="module")
def places(tmp_path_factory):
    return tmp_path_factory.mktemp("places")


@pytest.fixture(scope="module")
def plain(shipped, places):
    """The shipped data, published."""
    return publish_at(shipped, str(places / "plain"))


@pytest.fixture(scope="module")
def with_list(listed, places):
    """The same with a made-up list of companies."""
    return publish_at(listed, str(places / "listed"))


def paths(places: Path, name: str, manifest: Manifest, table: str) -> list[Path]:
    return [places / name / file.path for file in manifest.table(table).files]


@pytest.mark.parametrize("name", ["plain", "listed"])
def test_every_table_is_there_row_by_row(name, places, request):
    manifest = request.getfixturevalue({"plain": "plain", "listed": "with_list"}[name])
    settings = request.getfixturevalue({"plain": "shipped", "listed": "listed"}[name])
    store = Store(settings)
    assert manifest.file == store.current_file()
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{store.folder / manifest.file}' AS built (READ_ONLY)")
        names = "SELECT table_name FROM duckdb_tables() WHERE database_name = 'built'"
        tables = {table for (table,) in connection.execute(names).fetchall()}
        assert {table.name for table in manifest.tables} == {*tables, "registry"}
        for table in tables:
            files = [str(path) for path in paths(places, name, manifest, table)]
            built = f'SELECT * FROM built.main."{table}"'
            read = f"SELECT * FROM read_parquet({files})"
            for one, other in ((built, read), (read, built)):
                left = connection.execute(f"({one}) EXCEPT ALL ({other})").fetchall()
                assert left == [], table
            told = [(c.name, c.type) for c in manifest.table(table).columns]
            said = connection.execute(f"DESCRIBE {built}").fetchall()
            assert told == [(column[0], column[1]) for column in said], table
            counted = connection.execute(f"SELECT count(*) FROM ({built})").fetchall()
            assert counted == [(manifest.table(table).rows,)]


def test_rows_keep_their_order(plain, places, shipped):
    (file,) = paths(places, "plain", plain, "registrations")
    with closing(Store(shipped).open_current()) as opened:
        built = opened.cursor().execute("FROM registrations").fetchall()
    assert rows(file) == built


def test_without_a_list_the_companies_are_an_empty_table(plain, with_list, places):
    empty, full = plain.table("registry"), with_list.table("registry")
    assert (empty.rows, empty.columns) == (0, full.columns)
    (file,) = paths(places, "plain", plain, "registry")
    (other, *_) = paths(places, "listed", with_list, "registry")
    schemas = pq.read_schema(file), pq.read_schema(other)
    assert schemas[0].names == schemas[1].names
    assert schemas[0].types == schemas[1].types


def test_the_companies_of_a_list_are_there_each_row_once(with_list, listed, places):
    (imported,) = (listed.var / "imports").glob("*/registry-*.parquet")
    files = paths(places, "listed", with_list, "registry")
    kept = [n for n in REGISTRY.names if n in pq.read_schema(files[0]).names and n != "row"]
    said = f"SELECT row % 1000000000 AS row, {', '.join(kept)}"
    assert sorted(map(repr, rows(files, said))) == sorted(map(repr, rows(imported, said)))
    assert with_list.table("registry").rows == 1440


def test_companies_lie_by_scope_and_year_in_order(with_list, places):
    rules = read_scopes((ROOT / "data" / "scopes.toml").read_text(encoding="utf-8"))
    table = with_list.table("registry")
    assert table.partitioned_by == ("in_scope", "founded_year")
    said = "SELECT in_scope, founded_year, founded_on, name, scopes, province, city, import_no, row"
    seen = set()
    for path in paths(places, "listed", with_list, "registry"):
        found = rows(path, said)
        ((in_scope, year),) = {row[:2] for row in found}
        told = "__HIVE_DEFAULT_PARTITION__" if year is None else year
        assert path.parent.name == f"founded_year={told}"
        assert path.parent.parent.name == f"in_scope={str(in_scope).lower()}"
        seen.add((in_scope, year))
        for _, _, founded_on, name, scopes, *_ in found:
            assert (founded_on and founded_on.year) == year
            tags = rules.tags(name, None)
            assert sorted(scopes) == sorted(tags)
            assert in_scope is bool(tags)
        places_and_times = [(row[5], row[6], row[2], *row[7:]) for row in found]
        assert places_and_times == sorted(
            places_and_times, key=lambda row: [*map(str, row[:3]), row[3:]]
        )
    assert len(seen) == len(table.files)


def test_the_embedded_file_is_the_generation_where_nothing_is_imported(plain, shipped, places):
    store = Store(shipped)
    assert (places / "plain" / plain.embedded.path).read_bytes() == (
        store.folder / store.current_file()
    ).read_bytes()


def test_the_embedded_file_has_the_facts_without_the_list(with_list, listed, places, tmp_path):
    publication = Publication(str(places / "listed"))
    path = publication.fetch(publication.current(), tmp_path)
    opened = open_published(listed, with_list, path)
    with closing(opened):
        assert isinstance(opened, Published)
        assert (opened.id, opened.file, opened.manifest) == (
            with_list.id, with_list.file, with_list,
        )  # fmt: skip
        cursor = opened.cursor()
        assert cursor.execute("SELECT count(*) FROM registry_facts").fetchall() == [(0,)]
        assert cursor.execute("SELECT count(*) FROM imports").fetchall() == [(0,)]
        own = "SELECT count(*) FROM sources WHERE source_id LIKE 'own-%'"
        assert cursor.execute(own).fetchall() == [(0,)]
        facts = cursor.execute("FROM registrations").fetchall()
    assert facts == rows(paths(places, "listed", with_list, "registrations"))


def test_data_that_has_changed_since_is_not_published_with_a_list(listed, tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for path in listed.data.iterdir():
        if path.is_file():
            (data / path.name).write_bytes(path.read_bytes())
    scopes = data / "scopes.toml"
    scopes.write_text(scopes.read_text(encoding="utf-8") + "\n# other\n", encoding="utf-8")
    with pytest.raises(Exception, match="chipcensus build"):
        publish_at(replace(listed, data=data), str(tmp_path / "place"))
    assert not (tmp_path / "place" / "generations").exists()


def test_in_a_bucket_everything_lies_as_in_a_folder(listed, bucket, with_list, tmp_path):
    manifest = publish_at(listed, bucket)
    publication = Publication(bucket)
    assert assert_whole(publication, tmp_path) == with_list.id
    assert publication.current() == manifest
    assert [table.name for table in manifest.tables] == [t.name for t in with_list.tables]
    assert manifest.table("registry").rows == 1440
    assert publication.uri("a/b") == f"{bucket}/a/b"
    path = publication.fetch(manifest, tmp_path / "here")
    with closing(open_published(listed, manifest, path)) as opened:
        assert opened.cursor().execute("SELECT count(*) > 10 FROM registrations").fetchone()[0]
