from __future__ import annotations

import io
import shutil
import sqlite3
import tarfile
import threading
from contextlib import closing
from dataclasses import replace

import pytest

from chipcensus.backup import back_up, restore
from chipcensus.census import Census
from chipcensus.citing import cite
from chipcensus.citing import look_up as look_up_citation
from chipcensus.errors import BackupBroken, GenerationBroken, GenerationMissing, NotWritten
from chipcensus.filters import Filters
from chipcensus.state import acting_as, newest, record
from chipcensus.store import Store

FIGURE, CHIPS = "registrations/by_year", Filters(scope="ai_chip")


@pytest.fixture
def running(shipped, settings):
    """An installation in use: a figure cited, an act in the trail, a visit, a file to take away."""
    shutil.copytree(shipped.var / "generations", settings.var / "generations")
    census = Census(settings)
    cited = cite(census, census.figure(FIGURE, CHIPS))
    with acting_as("oidc:anna"):
        record(settings, "token_new", token="t1")
    for name in ("private/1-abc/visit-x/secret.parquet", "downloads/g/all.zip", "imports/i1/a.csv"):
        path = settings.var / name
        path.parent.mkdir(parents=True)
        path.write_text("own")
    return settings, cited.id


def _elsewhere(settings, tmp_path):
    return replace(settings, var=tmp_path / "elsewhere")


def test_what_is_restored_answers_the_same(running, tmp_path):
    settings, cited = running
    count = back_up(settings, tmp_path / "census.tar")
    with tarfile.open(tmp_path / "census.tar") as tar:
        names = tar.getnames()
    assert len(names) == count
    assert names[-1] == "generations/current"
    assert {name.split("/")[0] for name in names} == {"state", "imports", "generations"}
    other = _elsewhere(settings, tmp_path)
    identity = restore(other, tmp_path / "census.tar")
    before, after = (Census(one).figure(FIGURE, CHIPS).result for one in (settings, other))
    assert identity == after.generation
    assert after.rows == before.rows
    assert look_up_citation(Census(other), cited) is not None
    assert [act.what for act in newest(other, 9)] == ["restore", "token_new"]
    assert (other.var / "imports" / "i1" / "a.csv").read_text() == "own"
    assert sorted(path.name for path in other.var.iterdir()) == ["generations", "imports", "state"]


def test_a_backup_is_one_moment_while_others_write(running, tmp_path):
    settings, _ = running
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            record(settings, "sign_in", number=len(written))
            written.append(len(written))

    writer = threading.Thread(target=write)
    writer.start()
    try:
        for number in range(5):
            back_up(settings, tmp_path / f"{number}.tar")
    finally:
        stop.set()
        writer.join()
    for number in range(5):
        other = replace(settings, var=tmp_path / f"of-{number}")
        restore(other, tmp_path / f"{number}.tar")
        numbers = [a.about["number"] for a in newest(other, 10_000) if a.what == "sign_in"]
        assert numbers == list(range(len(numbers)))[::-1]
        with closing(sqlite3.connect(other.var / "state" / "audit.sqlite")) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_nothing_is_written_over(running, tmp_path):
    settings, _ = running
    back_up(settings, tmp_path / "census.tar")
    before = Store(settings).current_file()
    with pytest.raises(BackupBroken, match="is in use"):
        restore(settings, tmp_path / "census.tar")
    assert Store(settings).current_file() == before


def test_there_is_nothing_to_back_up_before_anything_is_published(settings, tmp_path):
    with pytest.raises(GenerationMissing):
        back_up(settings, tmp_path / "census.tar")
    assert not (tmp_path / "census.tar").exists()


def test_where_there_is_no_room_nothing_is_left(running, tmp_path):
    settings, _ = running
    with pytest.raises(NotWritten):
        back_up(settings, tmp_path / "file.txt" / "census.tar" if _file(tmp_path) else tmp_path)
    assert [path.name for path in tmp_path.iterdir() if path.suffix in {".tar", ".part"}] == []


def _file(tmp_path):
    (tmp_path / "file.txt").write_text("no folder")
    return True


def _tar(path, name, content=b"x", kind=tarfile.REGTYPE):
    with tarfile.open(path, "w") as tar:
        member = tarfile.TarInfo(name)
        member.type, member.size, member.linkname = kind, len(content), "/etc/passwd"
        tar.addfile(member, io.BytesIO(content))


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("../outside", tarfile.REGTYPE),
        ("state/../../outside", tarfile.REGTYPE),
        ("/outside", tarfile.REGTYPE),
        ("private/token/a", tarfile.REGTYPE),
        ("state/link", tarfile.SYMTYPE),
        ("state/link", tarfile.LNKTYPE),
        ("state/pipe", tarfile.FIFOTYPE),
    ],
)
def test_nothing_but_a_backups_files_is_unpacked(settings, tmp_path, name, kind):
    _tar(tmp_path / "bad.tar", name, kind=kind)
    with pytest.raises(BackupBroken, match="nothing that a backup holds"):
        restore(settings, tmp_path / "bad.tar")
    assert list(settings.var.iterdir()) == []
    assert not (tmp_path / "outside").exists()


def test_what_is_cut_short_or_no_backup_changes_nothing(running, tmp_path):
    settings, _ = running
    back_up(settings, tmp_path / "census.tar")
    whole = (tmp_path / "census.tar").read_bytes()
    other = _elsewhere(settings, tmp_path)
    for name, content in {"half": whole[: len(whole) // 2], "text": b"hello" * 500}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(BackupBroken):
            restore(other, tmp_path / name)
        assert list(other.var.iterdir()) == []
    with pytest.raises(BackupBroken, match="cannot be restored: No such file"):
        restore(other, tmp_path / "nowhere.tar")


def test_a_backup_whose_data_cannot_be_read_is_not_restored(settings, tmp_path):
    _tar(tmp_path / "bad.tar", "generations/current", b"abc-1.duckdb")
    with pytest.raises(GenerationBroken):
        restore(settings, tmp_path / "bad.tar")
    assert list(settings.var.iterdir()) == []
