"""The processes: what they may, how they end, and that nobody else notices."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from chipcensus.errors import StatementStopped
from chipcensus.sandbox import Limits, Sandbox
from chipcensus.settings import ROOT

BOMB = "SELECT sum(i % 7) FROM range(100000000000) t(i)"
COUNT = "SELECT count(*) AS n FROM registrations"
ON_LINUX = pytest.mark.skipif(sys.platform != "linux", reason="asks /proc what a process may do")


def _is_alive(pid):
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return False


def test_nothing_is_started_before_the_first_statement(one):
    assert (one.pids(), one.status().processes) == ([], 0)
    assert one.ask(COUNT).result().table.to_pylist() == [{"n": 86}]
    assert len(one.pids()) == 1


def test_one_process_serves_many_statements(one):
    first = one.ask(COUNT)
    first.result()
    pids = one.pids()
    for _ in range(5):
        assert one.ask(COUNT).result().table.num_rows == 1
    assert one.pids() == pids


@ON_LINUX
@pytest.mark.parametrize("sign", [signal.SIGKILL, signal.SIGSEGV, signal.SIGTERM])
def test_a_killed_worker_is_replaced_and_nobody_else_notices(two, sign, begun):
    lost = two.ask(BOMB, reader="a")
    begun(lost)
    (pid,) = two.pids()
    other = two.ask("SELECT sum(i) AS s FROM range(30000000) t(i)", reader="b")
    os.kill(pid, sign)
    with pytest.raises(StatementStopped, match="process that ran it ended"):
        lost.result()
    assert other.result().table.to_pylist() == [{"s": 449999985000000}]
    assert two.ask(COUNT, reader="a").result().table.to_pylist() == [{"n": 86}]
    assert two.status().replaced == 1
    assert not _is_alive(pid)


@ON_LINUX
def test_a_worker_killed_between_statements_is_replaced(one, until):
    one.ask(COUNT).result()
    (pid,) = one.pids()
    os.kill(pid, signal.SIGKILL)
    until(lambda: not _is_alive(pid))
    assert one.ask(COUNT).result().table.to_pylist() == [{"n": 86}]


@ON_LINUX
def test_a_stopped_worker_is_killed_after_its_time(one, begun):
    asked = one.ask(BOMB, limits=Limits(seconds=2, memory_mb=256))
    begun(asked)
    (pid,) = one.pids()
    os.kill(pid, signal.SIGSTOP)  # hears no interrupt any more
    with pytest.raises(StatementStopped, match="2 seconds"):
        asked.result()
    assert not _is_alive(pid)
    assert one.ask(COUNT).result().table.to_pylist() == [{"n": 86}]


@ON_LINUX
def test_what_runs_is_given_up_at_once(one, begun):
    asked = one.ask(BOMB)
    begun(asked)
    asked.cancel()
    with pytest.raises(StatementStopped) as caught:
        asked.result()
    assert caught.value.reason == "cancelled"
    assert one.ask(COUNT).result().table.num_rows == 1


@ON_LINUX
def test_what_hears_no_interrupt_is_given_up_too(one, begun):
    asked = one.ask(BOMB)
    begun(asked)
    os.kill(one.pids()[0], signal.SIGSTOP)
    asked.cancel()
    with pytest.raises(StatementStopped) as caught:
        asked.result()
    assert caught.value.reason == "cancelled"
    assert one.ask(COUNT).result().table.num_rows == 1


def test_an_idle_process_ends_and_the_next_statement_starts_another(database, until):
    sandbox = Sandbox(1, idle_seconds=0.05)
    sandbox.submit(COUNT, database=database, reader="a").result()
    until(lambda: sandbox.pids() == [])
    assert sandbox.submit(COUNT, database=database, reader="a").result().table.num_rows == 1
    assert sandbox.status().replaced == 0
    sandbox.close()


@ON_LINUX
def test_closing_ends_what_runs_and_waits(one, begun):
    runs, waits = one.ask(BOMB), one.ask(COUNT)
    begun(runs)
    (pid,) = one.pids()
    one.close()
    for asked in (runs, waits):
        with pytest.raises(StatementStopped):
            asked.result()
    assert not _is_alive(pid)
    with pytest.raises(StatementStopped):
        one.ask(COUNT)


@ON_LINUX
def test_a_worker_ends_with_a_killed_server(database, tmp_path, until):
    program = f"""
import sys, time
from pathlib import Path
from chipcensus.sandbox import Limits, Sandbox
sandbox = Sandbox(1)
sandbox.submit({BOMB!r}, database=Path({str(database)!r}), reader="a", limits=Limits(seconds=60))
while not sandbox.pids():
    time.sleep(0.01)
print(*sandbox.pids(), flush=True)
time.sleep(60)
"""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, "-c", program], env=env, stdout=subprocess.PIPE, cwd=tmp_path
    ) as server:
        pid = int(server.stdout.readline())
        assert _is_alive(pid)
        server.kill()
        server.wait()
        until(lambda: not _is_alive(pid))


@ON_LINUX
def test_a_worker_is_handed_no_secret_and_may_write_nothing(one, monkeypatch):
    monkeypatch.setenv("CHIPCENSUS_OIDC_SECRET", "correct-horse")
    one.ask(COUNT).result()
    (pid,) = one.pids()
    proc = Path(f"/proc/{pid}")
    environ = (proc / "environ").read_bytes()
    assert b"correct-horse" not in environ
    assert {line.split(b"=")[0] for line in environ.split(b"\0") if line} <= {
        b"PYTHONPATH", b"PYTHONDONTWRITEBYTECODE", b"LANG", b"LC_ALL",
    }  # fmt: skip
    limits = {
        line[:26].strip(): line[26:].split()[0]
        for line in (proc / "limits").read_text().splitlines()[1:]
    }
    assert limits["Max file size"] == limits["Max core file size"] == "0"
    assert int(limits["Max open files"]) <= 64
    assert int(limits["Max address space"]) < 4_000_000_000
    assert int(limits["Max cpu time"]) < 120
    assert os.getsid(pid) == os.getpgid(pid) == pid != os.getsid(0)
    assert os.getpriority(os.PRIO_PROCESS, pid) == 19
    assert (proc / "oom_score_adj").read_text() == "1000\n"
    opened = {str(path.readlink()) for path in (proc / "fd").iterdir()}
    files = {name for name in opened if name.startswith("/") and not name.startswith("/dev/")}
    assert {Path(name).suffix for name in files} == {".duckdb"}


def test_a_visits_own_data_stays_its_own(two, database, tmp_path):
    own = tmp_path / "private-1.duckdb"
    own.write_bytes(database.read_bytes())
    mine = two.submit(
        "SELECT count(*) AS n FROM sources", database=own, reader="a", limits=Limits(seconds=30)
    )
    assert mine.result().table.num_rows == 1
    for name in (own, own.name, own.stem):
        asked = two.ask(f"SELECT * FROM '{name}'", reader="a")
        with pytest.raises(Exception, match="not") as caught:
            asked.result()
        assert str(tmp_path) not in str(caught.value).replace(str(own), "")
    schemas = two.ask("SELECT DISTINCT table_catalog FROM information_schema.tables", reader="a")
    assert schemas.result().table.column(0).to_pylist() == [database.stem]


def test_data_that_cannot_be_read_says_no_path(two, tmp_path):
    broken = tmp_path / "broken.duckdb"
    broken.write_bytes(b"no database" * 1000)
    for file in (broken, tmp_path / "missing.duckdb"):
        asked = two.submit(COUNT, database=file, reader="a", limits=Limits(seconds=30))
        with pytest.raises(Exception, match="cannot be read") as caught:
            asked.result()
        assert str(tmp_path) not in str(caught.value)
    assert two.ask(COUNT).result().table.to_pylist() == [{"n": 86}]
