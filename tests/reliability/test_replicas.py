"""Two servers on one folder of generations: whatever is published, no answer mixes two of them."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import time
from dataclasses import replace
from statistics import median
from urllib.parse import quote

import pytest
from running import ASKED, CORRECTED, Readers, Server, differs, rows

from chipcensus.current import LOOK_SECONDS
from chipcensus.intake import roll_back
from chipcensus.settings import ROOT
from chipcensus.store import Store

SECONDS = float(os.environ.get("SWAPPING", "4"))
ALL = (CORRECTED, *ASKED)
BUILD = (sys.executable, "-m", "chipcensus.cli", "build", "--force")


@pytest.fixture
def replicas(rebuilt, tmp_path):
    """Two servers with the same two generations, of which one number differs."""
    var = tmp_path / "var"
    shutil.copytree(rebuilt.settings.var, var)
    data = str(rebuilt.settings.data)
    with (
        Server(var, tmp_path / "one.txt", DATA=data) as one,
        Server(var, tmp_path / "other.txt", DATA=data) as other,
    ):
        yield one, other
    assert "Traceback" not in one.said() + other.said()


def truths(server: Server, ids) -> dict[str, dict[str, list[dict[str, object]]]]:
    """What each generation answers, asked while nothing else goes on."""
    return {
        one: {path: rows(server.ask(f"{path}&generation={quote(one)}")[1])[1] for path in ALL}
        for one in ids
    }


def test_two_replicas_swap_generations_under_load(replicas, rebuilt, seed, tell):
    one, _ = replicas
    ids = (rebuilt.then, rebuilt.now)
    settings = replace(rebuilt.settings, var=one.var)
    truth = truths(one, ids)
    assert truth[ids[0]][CORRECTED] != truth[ids[1]][CORRECTED]

    def right(path: str, body: bytes) -> str:
        bare, _, wanted = path.partition("&generation=")
        generation, found = rows(body)
        if wanted and generation != wanted:
            return f"asked for {wanted}, got {generation}"
        return differs(found, truth[generation][bare])

    dated = tuple(f"{path}&generation={one}" for path in ALL[:3] for one in ids)
    readers = Readers(list(replicas), right, seed, (*ALL, *dated))
    chance, swaps = random.Random(seed), []
    with readers.asking(8):
        time.sleep(1)
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            roll_back(settings, chance.choice(ids))
            swaps.append(time.monotonic())
            time.sleep(chance.uniform(0.1, 1.5))
        building = subprocess.run(BUILD, cwd=ROOT, env=one.environ, capture_output=True)
        time.sleep(2 * LOOK_SECONDS)
    assert building.returncode == 0
    assert readers.wrong == []
    assert readers.answers > 50
    newest = Store(settings).current_file().split("-")[0]
    for replica in replicas:
        assert rows(replica.ask(CORRECTED)[1])[0] == newest
    tell(f"{len(swaps)} swaps, {readers.answers} answers, none wrong")
    tell(waits(readers, swaps))


def waits(readers: Readers, swaps: list[float]) -> str:
    """How long answers took that began within a second of a swap, and before the first."""
    before = [took for began, took in readers.times if began < swaps[0]]
    after = [t for began, t in readers.times if any(0 <= began - s < 1 for s in swaps)]
    told = (f"{1000 * median(b):.0f} ms, at most {1000 * max(b):.0f} ms" for b in (before, after))
    return "an answer before the first swap: {}; within a second of one: {}".format(*told)
