"""A file is made once, whole, of its own generation, and goes when that goes."""

from __future__ import annotations

import shutil
import zipfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
import yaml

from chipcensus.census import Census
from chipcensus.dataset import FORMATS, Shelf, bibtex, download_name, shelf
from chipcensus.downloads import make
from chipcensus.errors import GenerationBroken, NotWritten, UnknownDownload
from chipcensus.publish import build
from chipcensus.settings import ROOT
from chipcensus.store import Store


@pytest.fixture
def published(tmp_path, shipped):
    """A folder of its own with the shipped generation in it, without files made of it."""
    shutil.copytree(shipped.var / "generations", tmp_path / "var" / "generations")
    return replace(shipped, var=tmp_path / "var")


@pytest.fixture
def changed(published, tmp_path):
    """The same folder, for data without the claims."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    claims = tmp_path / "data" / "claims.csv"
    claims.write_text(claims.read_text("utf-8").splitlines()[0] + "\n", encoding="utf-8")
    return replace(published, data=tmp_path / "data")


@pytest.mark.parametrize("form", FORMATS)
def test_readers_at_once_get_the_same_whole_file_made_once(published, form, monkeypatch):
    store = Store(published)
    file = store.current_file()
    name = download_name(file.split("-")[0], form)
    shelves = [Shelf(store), Shelf(store)]  # as two processes have each their own
    made = []
    put = shelf._put
    monkeypatch.setattr(
        shelf, "_put", lambda draft, path: (made.append(path.name), put(draft, path))
    )
    with ThreadPoolExecutor(8) as pool:
        contents = set(pool.map(lambda i: shelves[i % 2].file(file, name).read_bytes(), range(16)))
    assert len(contents) == 1
    assert 1 <= made.count(name) <= 2
    made.clear()
    assert {Shelf(store).file(file, name).read_bytes()} == contents
    assert made == []
    left = [path.name for path in store.downloads(file).iterdir() if path.name.startswith(".")]
    assert left == []


def test_what_fails_leaves_nothing_behind(published, monkeypatch):
    store = Store(published)
    file = store.current_file()

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shelf, "sync", full)
    with pytest.raises(NotWritten, match="No space"):
        Shelf(store).file(file, "claims.csv")
    assert list(store.downloads(file).iterdir()) == []
    monkeypatch.undo()
    assert Shelf(store).file(file, "claims.csv").is_file()


@pytest.mark.parametrize(
    "name", ["", ".", "..", "../current", "claims.exe", "generation.csv", "printed_rows.csv", ".x"]
)
def test_what_there_is_not_is_said_with_what_there_is(taken, name):
    with pytest.raises(UnknownDownload, match=r"There are: chipcensus-\w+\.duckdb"):
        taken.shelf.file(taken.generation.file, name)


def test_each_generation_gives_its_own_data(published, changed):
    old = Store(published).open_current().id
    build(changed)
    census = Census(changed)
    new = census.generation().id
    assert new != old
    found = Shelf(census.store)
    lines = {
        i: len(make(census, found, i, "claims.csv").read_bytes().splitlines()) for i in (old, new)
    }
    assert lines[new] == 1
    assert lines[old] > 30
    for identity in (old, new):
        path = make(census, found, identity, download_name(identity, "csv.zip"))
        with zipfile.ZipFile(path) as packed:
            assert identity in packed.read("README.md").decode()
    with pytest.raises(UnknownDownload, match=new):
        make(census, found, "0123456789ab", "claims.csv")
    with pytest.raises(UnknownDownload, match="No file"):
        make(census, found, new, download_name(old, "csv.zip"))


def test_files_go_with_their_generation(published, changed):
    store = Store(published)
    old = store.current_file()
    Shelf(store).file(old, "claims.csv")
    build(replace(changed, kept_generations=1))
    assert not store.downloads(old).exists()
    assert store.find(old.split("-")[0]) is None


def test_a_damaged_generation_is_built_anew_and_a_past_one_said_to_be_broken(published, changed):
    store = Store(published)
    census, old = Census(published), store.current_file()
    path = store.folder / old
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    identity = old.split("-")[0]
    made = make(census, Shelf(store), identity, "claims.csv")
    assert len(made.read_bytes().splitlines()) > 30
    assert store.current_file() != old
    build(changed)
    for file in store.files():
        if file.name.startswith(identity):
            file.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(GenerationBroken):
        make(Census(changed), Shelf(store), identity, "companies.csv")


def test_how_to_cite_names_the_generation(taken):
    told = yaml.safe_load(taken.file("CITATION.cff").read_text("utf-8"))
    assert told["version"] == taken.generation.id
    assert told["license"] == "CC-BY-4.0"
    assert told["type"] == "dataset"
    assert taken.file("CITATION.bib").read_text("utf-8") == bibtex(taken.contents)
    assert f"version = {{{taken.generation.id}}}" in bibtex(taken.contents)
    licence = (ROOT / "data" / "LICENSE.md").read_text("utf-8")
    assert taken.file("LICENSE.md").read_text("utf-8") == licence
    readme = taken.file("README.md").read_text("utf-8")
    for table in taken.contents.tables:
        assert readme.count(f"`{table.name}` ({table.rows})") == 2  # in both languages
