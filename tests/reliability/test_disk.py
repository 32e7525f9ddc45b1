"""A disk that is full, or can only be read: what is there is answered, what cannot be is said."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

import pytest
from running import ASKED, Readers, always_the_same, rows, wait_until

from chipcensus.settings import ROOT, read_settings
from chipcensus.store import Store
from chipcensus.store.generations import POINTER

CITE = "/api/v1/cite/registrations/by_year?scope=ai_chip&year_from="
BUILD = (sys.executable, "-m", "chipcensus.cli", "build", "--force")
SAID = (b"disk", b"space", b"written", b"read-only")


@pytest.fixture(autouse=True)
def own_disk(disk):
    if not disk.is_mount():
        pytest.skip("Only root, and not in every container, may mount a disk to be filled.")


def fill(disk):
    """Leave nothing; the file that takes the rest."""
    filler = disk / "filler"
    with filler.open("wb") as file:
        os.posix_fallocate(file.fileno(), 0, shutil.disk_usage(disk).free)
    return filler


def build(server) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(BUILD, cwd=ROOT, env=server.environ, capture_output=True, check=False)


def refused(server, year: int) -> None:
    """What has to be written is refused, in words, and nothing is half done."""
    cite = (f"{CITE}{year}", "PUT")
    for path, method in (cite, (data(server, "xlsx"), "GET"), (data(server, "csv.zip"), "GET")):
        status, told = server.ask(path, method)
        assert status in {503, 507}, told
        assert b"problems#" in told
        assert str(server.var).encode() not in told
    failed = build(server)
    assert failed.returncode == 1, failed.stderr
    assert b"Traceback" not in failed.stderr
    assert any(word in failed.stderr.lower() for word in SAID), failed.stderr


def data(server, ending: str) -> str:
    identity = rows(server.ask(ASKED[0])[1])[0]
    return f"/api/v1/data/{identity}/chipcensus-{identity}.{ending}"


def test_a_disk_that_takes_no_more_stops_what_writes_and_nothing_else(server, disk, seed, tell):
    store = Store(read_settings({"CHIPCENSUS_VAR": str(server.var)}))
    before, right, pid = store.current_file(), always_the_same(server), server.pid
    readers = Readers([server], right, seed)
    with readers.asking(2):
        filler = fill(disk)
        try:
            refused(server, 2011)
            lose_the_pointer(server, store)
        finally:
            filler.unlink()
        remount(disk, "ro")
        try:
            refused(server, 2012)
        finally:
            remount(disk, "rw")
        # Once there is room again everything works, without a restart.
        assert server.ask(f"{CITE}2013", "PUT")[0] == 201
        assert server.status(data(server, "xlsx")) == 200
        assert store.current_file() == before
        done = build(server)
    assert done.returncode == 0, done.stderr
    assert readers.wrong == []
    assert server.pid == pid
    assert store.current_file() != before
    assert not [path.name for path in store.folder.iterdir() if "draft" in path.name]
    tell(f"{readers.answers} answers meanwhile, none wrong")


def lose_the_pointer(server, store) -> None:
    """What is open goes on answering where nothing can be built in its place."""
    pointer, aside = store.folder / POINTER, store.folder / "aside"
    pointer.rename(aside)
    try:
        wait_until(lambda: "goes on answering" in server.said())
        assert server.status(ASKED[0]) == 200
    finally:
        aside.rename(pointer)


def test_a_server_starts_on_a_disk_that_can_only_be_read(server, disk):
    right = always_the_same(server)
    remount(disk, "ro")
    try:
        server.kill()
        server.wait()
        assert [right(path, server.ask(path)[1]) for path in ASKED] == [""] * len(ASKED)
    finally:
        remount(disk, "rw")


def remount(disk, mode: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{mode}", str(disk)], check=True)
