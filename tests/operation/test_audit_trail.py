from __future__ import annotations

import json
import multiprocessing
import sqlite3
from collections import Counter
from contextlib import closing

import pytest

from chipcensus.cli import main
from chipcensus.jobs import Job
from chipcensus.state import acting_as, newest, record

HEADER = "企业名称,统一社会信用代码,注册日期,法定代表人,注册资金,经营范围,所在省份,地区\n"
ROW = "光谷第{n}芯片有限公司,,2015-06-11,王小明,100万人民币,集成电路设计,湖北省,武汉市\n"
PROCESSES, EACH = 4, 25


@pytest.fixture
def run(settings, monkeypatch, capsys):
    monkeypatch.setenv("CHIPCENSUS_VAR", str(settings.var))
    monkeypatch.setattr("getpass.getuser", lambda: "operator")

    def command(*arguments):
        assert main(arguments) == 0
        return capsys.readouterr().out

    return command


def test_what_changes_everybodys_data_is_in_the_trail(run, settings, tmp_path):
    listed = tmp_path / "王小明的名单.csv"
    listed.write_text(HEADER + "".join(ROW.format(n=n) for n in range(3)), "utf-8")
    run("build")
    first = run("generations").split()[0]
    run("import", str(listed))
    second = run("generations").split()[0]
    (imported,) = (line.split()[0] for line in run("imports").splitlines())
    run("import", str(listed))  # changes nothing
    run("rollback")
    acts = [json.loads(line) for line in run("audit", "--format", "json").splitlines()]
    assert {act["who"] for act in acts} == {"shell:operator"}
    assert [(act["what"], act["about"]) for act in acts] == [
        ("publish", {"generation": first, "imports": []}),
        ("publish", {"generation": second, "imports": [imported]}),
        ("import", {"imported": imported, "generation": second, "rows": 3, "refused": 0}),
        ("roll_back", {"generation": first, "before": second, "set_aside": [imported]}),
    ]
    # Neither what a list holds nor what its file is called: names may be persons'.
    assert "王小明".encode() not in (settings.var / "state" / "audit.sqlite").read_bytes()
    shown = run("audit", "--last", "1").split()
    assert shown[1:] == [
        "roll_back", "shell:operator", f"generation={first}", f"before={second}",
        f"set_aside={imported}",
    ]  # fmt: skip


def test_nothing_has_happened_where_there_is_no_trail(run, settings):
    assert run("audit") == ""
    assert not settings.var.exists()


def test_who_acts_is_known_in_the_work_begun_meanwhile(settings):
    with acting_as("oidc:anna"):
        job = Job("publish", lambda _: record(settings, "publish", generation="abc"))
    assert job.wait(10)
    assert job.error is None
    record(settings, "publish", generation="def")
    assert [(act.who, act.about["generation"]) for act in newest(settings, 9)] == [
        ("server", "def"), ("oidc:anna", "abc"),
    ]  # fmt: skip


@pytest.mark.parametrize("statement", ["UPDATE audit SET who = 'nobody'", "DELETE FROM audit"])
def test_a_line_is_never_changed(settings, statement):
    with acting_as("oidc:anna"):
        record(settings, "sign_in", role="viewer")
    connection = sqlite3.connect(settings.var / "state" / "audit.sqlite")
    with closing(connection), pytest.raises(sqlite3.IntegrityError, match="only added to"):
        connection.execute(statement)
    assert [act.who for act in newest(settings, 9)] == ["oidc:anna"]


def test_processes_that_write_at_once_lose_nothing(settings):
    spawn = multiprocessing.get_context("spawn")
    writers = [spawn.Process(target=_write, args=(settings, str(n))) for n in range(PROCESSES)]
    for one in writers:
        one.start()
    for one in writers:
        one.join(120)
        assert one.exitcode == 0
    acts = newest(settings, 1000)
    assert Counter(act.who for act in acts) == {str(n): EACH for n in range(PROCESSES)}
    times = [act.at for act in acts]
    assert times[0] >= times[-1]


def _write(settings, who):
    with acting_as(who):
        for number in range(EACH):
            record(settings, "token_new", token=number)


def test_what_is_done_stands_where_the_trail_cannot_be_written(settings, logged):
    (settings.var / "state").mkdir(parents=True)
    (settings.var / "state" / "audit.sqlite").write_bytes(b"no database" * 200)
    with acting_as("oidc:anna"):
        record(settings, "publish", generation="abc")
    (line,) = logged
    assert line["level"] == "error"
    assert line["text"].startswith("not in the audit trail: publish by oidc:anna")
    assert line["generation"] == "abc"
