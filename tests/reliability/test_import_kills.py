"""Imports killed at any moment, and two at once: what was published stays whole, no litter."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from contextlib import closing

import pytest

from chipcensus.publish import build, in_force
from chipcensus.publish.imports import shared_folder
from chipcensus.settings import ROOT
from chipcensus.store import Store

HEADER = (
    "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址"
)
ROW = "{province}第{n}芯片有限公司,,{day},,,100万人民币,集成电路设计,{province},,\n"
# Long enough to be killed while it is read, fitted in, accepted, built and published.
ROWS, KILLS = 20_000, 3


@pytest.fixture
def lists(tmp_path):
    """Two lists of companies."""
    files, days = [], [f"20{year:02}-06-11" for year in range(3, 23)]
    for place, province in enumerate(("广东省", "江苏省")):
        path = tmp_path / f"{province}.csv"
        count = ROWS * (1 - place) + 50
        rows = (ROW.format(n=n, province=province, day=days[n % len(days)]) for n in range(count))
        path.write_text(f"{HEADER}\n" + "".join(rows), "utf-8")
        files.append(path)
    return files


def started(settings, *files) -> subprocess.Popen[str]:
    environ = {**os.environ, "CHIPCENSUS_VAR": str(settings.var), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "chipcensus.cli", "import", *map(str, files)]
    return subprocess.Popen(
        command, env=environ, cwd=files[0].parent, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip


def companies(settings) -> int:
    with closing(Store(settings).open_current()) as opened:
        found = opened.cursor().execute(
            "SELECT sum(companies) FROM registry_facts WHERE scope = 'all'"
        )
        return found.fetchone()[0] or 0


def litter(settings) -> list[str]:
    """What lies in var/ beside the generations, their pointer, locks and imports."""
    store, imports = Store(settings), {one.id for one in in_force(settings)}
    files = {path.name for path in store.files()} | {"current", ".lock"}
    found = {p.name for p in store.folder.iterdir()} - files
    return sorted(found | {p.name for p in shared_folder(settings).glob("*")} - imports)


def test_an_import_killed_at_any_moment_leaves_what_was_there(published, lists):
    began = time.monotonic()
    first = started(published, lists[1])
    told = first.communicate()
    assert first.returncode == 0, told
    took = time.monotonic() - began  # the other list is longer: it is killed before its end
    whole = companies(published)
    assert whole == 50
    moments, killed = random.Random(5), 0
    for _ in range(KILLS):
        process = started(published, lists[0])
        time.sleep(moments.uniform(0.2, 0.9) * took)
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        if process.returncode == 0:  # it was done before
            break
        assert companies(published) in {whole, whole + ROWS + 50}
    assert killed
    build(published)
    assert litter(published) == []
    last = started(published, lists[0])
    told = last.communicate()
    assert last.returncode == 0, told
    assert companies(published) == whole + ROWS + 50
    assert litter(published) == []


def test_two_imports_at_once_both_succeed(published, lists):
    processes = [started(published, path) for path in lists]
    answers = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    assert companies(published) == ROWS + 100
    assert len(in_force(published)) == 2
    assert litter(published) == []
    assert all("are taken in" in out.splitlines()[-1] for out, _ in answers)
