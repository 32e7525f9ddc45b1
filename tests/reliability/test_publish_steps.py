"""Killed at each single step of publishing: the old generation is there or the new one is."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import closing
from dataclasses import replace

from chipcensus.settings import ROOT
from chipcensus.store import Store

# Each try is a process of its own that ends itself before its n-th step, until one gets through.
PUBLISH = """
import os, pathlib, shutil, signal, sys
from chipcensus.settings import read_settings
from chipcensus.store import Store

store = Store(read_settings())
done = 0

def counted(step):
    def run(*args, **named):
        global done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        return step(*args, **named)
    return run

for name in ("replace", "unlink", "write_text"):
    setattr(pathlib.Path, name, counted(getattr(pathlib.Path, name)))
os.fsync = counted(os.fsync)
draft = store.draft("new")
shutil.copy(store.folder / store.current_file(), draft)
last = int(sys.argv[1])
store.publish(draft, f"new-{last}.duckdb", ["an-import"])
"""
LONGEST = 20


def test_publishing_is_old_or_new_at_every_step(published):
    settings = replace(published, kept_generations=2)
    store = Store(settings)
    environ = {**os.environ, "CHIPCENSUS_VAR": str(settings.var), "PYTHONPATH": str(ROOT)}
    environ["CHIPCENSUS_KEPT_GENERATIONS"] = "2"
    old, seen = [store.current_file()], []
    for last in range(1, LONGEST):
        before = store.current_file()
        command = [sys.executable, "-c", PUBLISH, str(last)]
        done = subprocess.run(command, env=environ, capture_output=True, check=False)
        now = store.current_file()
        assert now in {before, f"new-{last}.duckdb"}
        seen.append(now != before)
        assert store.imports() == (["an-import"] if now != old[0] else [])
        with closing(store.open_current()) as opened, closing(opened.cursor()) as cursor:
            assert cursor.execute("SELECT count(*) FROM registrations").fetchone()[0] > 10
        store.sweep()
        left = {path.name for path in store.folder.iterdir()} - {"current", ".lock"}
        assert left == {path.name for path in store.files()}
        if done.returncode == 0:
            break
        assert done.returncode < 0, done.stderr
    assert done.returncode == 0
    assert seen[0] is False
    assert seen[-1] is True
    # Before the one rename that counts it is always the old one, after it always the new one.
    assert seen == sorted(seen)
