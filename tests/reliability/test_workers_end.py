"""Processes that read files end with the one that started them, however that ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

from running import children, is_there, wait_until

from chipcensus.publish import build
from chipcensus.publish.imports import DRAFT, shared_folder
from chipcensus.settings import ROOT

COLUMNS = (
    "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址"
)
ROW = "第{n}芯片有限公司,,2020-06-11,,,100万人民币,集成电路设计,广东省,,\n"
# Large enough to be read by processes of their own, for longer than it takes to kill the first.
FILES, ROWS = 6, 60_000
LONGEST, SOON = 60, 15


def test_no_reading_process_outlives_a_killed_import(published, tmp_path):
    for number in range(FILES):
        rows = "".join(ROW.format(n=f"{number}-{n}") for n in range(ROWS))
        (tmp_path / f"{number}.csv").write_text(f"{COLUMNS}\n{rows}", "utf-8")
    environ = {
        **os.environ,
        "CHIPCENSUS_VAR": str(published.var),
        "CHIPCENSUS_IMPORT_WORKERS": "2",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-m", "chipcensus.cli", "import", str(tmp_path)]
    process = subprocess.Popen(
        command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    drafts = shared_folder(published)

    def is_reading() -> bool:
        assert process.poll() is None
        return any(drafts.glob(f"{DRAFT}*/*.parquet")) and len(children(process.pid)) >= 2

    wait_until(is_reading, LONGEST)
    workers = children(process.pid)
    os.kill(process.pid, signal.SIGKILL)  # of the one process only, not of its group
    process.wait()
    wait_until(lambda: not any(map(is_there, workers)), SOON)
    assert list(drafts.glob(f"{DRAFT}*"))
    build(published)
    assert not list(drafts.glob(f"{DRAFT}*"))
