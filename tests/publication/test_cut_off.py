"""Killed at any step of publishing: the last one is whole, and the next one clears what is left."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from contextlib import ExitStack
from dataclasses import replace

import pytest
from publication.published import assert_whole, files_of, tiny

from chipcensus.errors import NotWritten
from chipcensus.publish.publication import publish_at
from chipcensus.settings import ROOT
from chipcensus.store.publication import CURRENT, Publication

# A process of its own that ends itself before its n-th step, be it on the disk or on its way.
PUBLISH = """
import os, pathlib, signal, sys
from chipcensus.errors import NotWritten
from chipcensus.publish.publication import publish_at
from chipcensus.settings import read_settings
from chipcensus.store import bucket, folder, generations

last, done = int(sys.argv[2]), 0

def counted(step):
    def run(*args, **named):
        global done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **named)
    return run

for kind in (bucket.Bucket, folder.Folder):
    for name in ("send", "swap", "remove", "clear"):
        setattr(kind, name, counted(getattr(kind, name)))
for name in ("replace", "unlink"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
os.fsync = counted(os.fsync)
publish_at(read_settings(), sys.argv[1])
"""
LONGEST = 60
# The command itself, which says when it has begun to send.
COMMAND = [sys.executable, "-m", "chipcensus.cli", "publish", "--to"]


def environ(settings) -> dict[str, str]:
    return {**os.environ, "CHIPCENSUS_VAR": str(settings.var), "PYTHONPATH": str(ROOT)}


def test_at_every_step_the_old_one_is_whole_or_the_new_one(settings, where, tmp_path):
    publication = Publication(where)
    tiny(settings, "first")
    publish_at(settings, where)
    seen, before = [], "first"
    for last in range(1, LONGEST, 1 if where.startswith("s3://") else 2):
        tiny(settings, f"next{last}")
        done = subprocess.run(
            [sys.executable, "-c", PUBLISH, where, str(last)],
            env=environ(settings), capture_output=True, check=False,
        )  # fmt: skip
        now = assert_whole(publication, tmp_path)
        assert now in {before, f"next{last}"}
        seen.append(now != before)
        # Whatever has a manifest is whole: it can be rolled back to.
        for manifest in publication.manifests():
            there = files_of(publication)
            assert {file.path for file in manifest.files} <= there
        before = now
        if done.returncode == 0:
            break
        assert done.returncode < 0, done.stderr
    assert done.returncode == 0, "more steps than were tried"
    assert seen[0] is False
    assert seen == sorted(seen)
    tiny(settings, "final")
    publish_at(settings, where)
    assert assert_whole(publication, tmp_path) == "final"
    assert not list((settings.var / "publishing").glob("draft-*"))
    if not where.startswith("s3://"):
        named = {file.path for one in publication.manifests() for file in one.files}
        manifests = {one.path for one in publication.manifests()}
        assert files_of(publication) == named | manifests | {CURRENT}


def test_killed_while_it_sends_a_real_generation(listed, bucket, tmp_path):
    publication = Publication(bucket)
    publish_at(listed, bucket)
    whole = publication.current()
    publication.place.remove([whole.path])  # so that it is sent again
    with subprocess.Popen(
        [*COMMAND, bucket], env=environ(listed), stderr=subprocess.PIPE, text=True
    ) as process:
        for line in process.stderr:
            if line.startswith("send"):
                break
        process.kill()
    assert process.returncode < 0
    again = publish_at(listed, bucket)
    assert again.published_at > whole.published_at
    assert assert_whole(publication, tmp_path) == whole.id


def test_several_of_one_installation_come_one_after_the_other(settings, where, tmp_path):
    tiny(settings, "one")
    assert_all_publish([settings] * 3, where)
    publication = Publication(where)
    assert assert_whole(publication, tmp_path) == "one"
    assert len(publication.manifests()) == 1


def test_several_installations_take_turns_in_a_folder(settings, tmp_path):
    several = [replace(settings, var=tmp_path / name) for name in ("a", "b", "c")]
    for one in several:
        tiny(one, one.var.name)
    where = str(tmp_path / "place")
    assert_all_publish(several, where)
    publication = Publication(where)
    assert {one.id for one in publication.manifests()} == {"a", "b", "c"}
    assert assert_whole(publication, tmp_path) == publication.manifests()[0].id


def assert_all_publish(several, where) -> None:
    """All begin at once, and all get through."""
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen([*COMMAND, where], env=environ(one), stderr=subprocess.PIPE)
            )
            for one in several
        ]
        said = [process.communicate()[1] for process in processes]
    assert [process.returncode for process in processes] == [0] * len(several), said


def test_a_disk_that_takes_no_more_is_told_and_the_last_one_stays(settings, tmp_path, monkeypatch):
    publication = Publication(str(tmp_path / "place"))
    tiny(settings, "one")
    publish_at(settings, publication.place.name)
    tiny(settings, "two")
    copied, copyfile = [], shutil.copyfile

    def copy(source, target):
        copied.append(target)
        if len(copied) > 3:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return copyfile(source, target)

    monkeypatch.setattr(shutil, "copyfile", copy)
    with pytest.raises(NotWritten, match="No space left"):
        publish_at(settings, publication.place.name)
    monkeypatch.undo()
    assert len(copied) > 3
    assert assert_whole(publication, tmp_path) == "one"
    assert not list((settings.var / "publishing").glob("draft-*"))
    publish_at(settings, publication.place.name)
    assert assert_whole(publication, tmp_path) == "two"
