"""What is published read back: manifests, embedded files, and what is not as it was written."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from publication.published import assert_whole, tiny

from chipcensus.errors import (
    BadParameter,
    PublicationBroken,
)
from chipcensus.publish.publication import publish_at
from chipcensus.store import POINTER
from chipcensus.store.manifest import Manifest
from chipcensus.store.publication import (
    CURRENT,
    KEPT_FILES,
    Publication,
    digest,
    open_published,
)


def test_what_is_not_as_it_was_written_is_told(settings, where, tmp_path):
    tiny(settings, "one")
    manifest = publish_at(settings, where)
    publication = Publication(where)
    (tmp_path / "spoilt").write_bytes(b"x" * manifest.embedded.bytes)
    publication.place.send(tmp_path / "spoilt", manifest.embedded.path)
    with pytest.raises(PublicationBroken, match=r"embedded\.duckdb"):
        publication.fetch(manifest, tmp_path / "here")
    assert not list((tmp_path / "here").iterdir())
    publication.place.remove([manifest.embedded.path])
    with pytest.raises(PublicationBroken, match="is not there"):
        publication.fetch(manifest, tmp_path / "here")
    (tmp_path / "spoilt").write_text(manifest.text().replace('"one"', '"other"'))
    publication.place.send(tmp_path / "spoilt", manifest.path)
    with pytest.raises(PublicationBroken, match="not as it was written"):
        publication.current()
    publication.place.swap(CURRENT, b"{", publication.pointer().mark)
    with pytest.raises(PublicationBroken, match=r"current\.json"):
        publication.current()


def test_the_embedded_file_is_fetched_once_and_mended(settings, where, tmp_path):
    tiny(settings, "one")
    manifest = publish_at(settings, where)
    publication = Publication(where)
    path = publication.fetch(manifest, tmp_path / "here")
    assert digest(path) == manifest.embedded.sha256
    written = path.stat().st_ino
    assert publication.fetch(manifest, tmp_path / "here").stat().st_ino == written
    path.write_bytes(b"cut")
    publication.fetch(manifest, tmp_path / "here")
    with closing(open_published(settings, manifest, path)) as opened:
        assert opened.cursor().execute("SELECT count(*) FROM facts").fetchall() == [(3,)]


def test_of_the_embedded_files_the_oldest_go_but_not_the_one_in_need(settings, tmp_path):
    where, here = str(tmp_path / "place"), tmp_path / "here"
    publication = Publication(where)
    for number in range(KEPT_FILES + 3):
        tiny(settings, f"g{number}")
        path = publication.fetch(publish_at(settings, where), here)
        if number == 0:
            (here / POINTER).write_text(f"{path.name}\n", encoding="ascii")
    kept = {file.name.split("-")[0] for file in here.glob("*.duckdb")}
    assert kept == {"g0", *(f"g{number}" for number in range(3, KEPT_FILES + 3))}


@pytest.mark.parametrize("named", ["", "gs://bucket/there", "http://127.0.0.1/there"])
def test_a_place_that_is_none_is_told(named):
    with pytest.raises(BadParameter, match="CHIPCENSUS_PUBLICATION"):
        Publication(named)


def test_a_manifest_says_the_same_read_again(settings, tmp_path):
    tiny(settings, "one")
    manifest = publish_at(settings, str(tmp_path))
    assert Manifest.read(manifest.text()) == manifest
    for spoilt in ("", "{}", manifest.text()[:-9], manifest.text().replace('"bytes"', '"size"')):
        with pytest.raises(PublicationBroken, match="cannot be read"):
            Manifest.read(spoilt)
    later = manifest.text().replace('"format": 1', '"format": 2')
    with pytest.raises(PublicationBroken, match="another version"):
        Manifest.read(later)


def test_a_place_can_be_moved(settings, tmp_path):
    """Paths are below the place, so that a copy of it is one."""
    tiny(settings, "one")
    publish_at(settings, str(tmp_path / "here"))
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    shutil.rmtree(tmp_path / "here")
    publication = Publication(str(tmp_path / "there"))
    assert assert_whole(publication, tmp_path) == "one"
    file = publication.current().files[0].path
    assert publication.uri(file) == f"file://{tmp_path / 'there' / file}"
    assert Path(publication.uri(file).removeprefix("file://")).is_file()
