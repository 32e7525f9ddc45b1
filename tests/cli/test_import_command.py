"""chipcensus import, imports, generations, rollback: what they print, change, and end with."""

from __future__ import annotations

import csv
import shutil
import sys
from pathlib import Path

import pytest

from chipcensus.cli import main
from chipcensus.publish import in_force
from chipcensus.settings import read_settings
from chipcensus.store import Store

HEADER = (
    "企业名称,统一社会信用代码,注册日期,企业类型,法人代表,注册资金,经营范围,所在省份,地区,注册地址"
)
RIGHT = "甲芯片有限公司,,2020-05-06,,张三,100万人民币,集成电路设计,广东省,深圳市,某路1号\n"
WRONG = "乙芯片有限公司,,2020-13-06,,李四,100万人民币,集成电路设计,广东省,深圳市,某路2号\n"


@pytest.fixture
def var(shipped, tmp_path, monkeypatch) -> Path:
    """A copy of the shipped generation, and files to import in the current folder."""
    shutil.copytree(shipped.var / "generations", tmp_path / "var" / "generations")
    monkeypatch.setenv("CHIPCENSUS_VAR", str(tmp_path / "var"))
    monkeypatch.chdir(tmp_path)
    files = tmp_path / "files" / "2020"
    files.mkdir(parents=True)
    (files / "right.csv").write_text(f"{HEADER}\n{RIGHT}", "utf-8")
    (files / ".hidden.csv").write_text("x")
    (files / "notes.pdf").write_text("x")
    (tmp_path / "mixed.csv").write_text(f"{HEADER}\n{RIGHT}{WRONG}", "utf-8")
    return tmp_path / "var"


@pytest.fixture
def run(var, capfdbinary):  # noqa: ARG001 - the folder it runs in
    """Run a command: its exit code, the lines it printed, what it complained of."""

    def command(*arguments: str) -> tuple[int, list[str], str]:
        code = main(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode().splitlines(), err.decode()

    return command


def current() -> str:
    return Store(read_settings()).current_file()


def test_a_dry_run_changes_nothing_and_keeps_the_refused_rows(run, var, tmp_path):
    before = current()
    code, out, err = run("import", "--dry-run", "mixed.csv")
    assert code == 1
    assert "0 of 1 files" in err
    assert any("2020-13-06 (mixed.csv:3)" in line for line in out)
    assert out[-1] == (
        "1 rows of 1 files (1 refused) would be taken in; nothing was; refused rows: refused.csv."
    )
    with (tmp_path / "refused.csv").open(encoding="utf-8-sig", newline="") as file:
        assert [row["File"] for row in csv.DictReader(file)] == ["mixed.csv"]
    assert run("import", "--dry-run", "--only-right", "mixed.csv")[0] == 0
    assert current() == before
    assert list((var / "imports").iterdir()) == []


def test_what_is_wrong_is_refused_unless_only_the_right_is_wanted(run, tmp_path):
    before = current()
    (tmp_path / "refused.csv").write_text("mine")
    code, _, err = run("import", "mixed.csv")
    assert code == 1
    assert "mixed.csv, row 3, column 注册日期: found 2020-13-06" in err
    assert current() == before
    code, out, _ = run("import", "--only-right", "mixed.csv", "--lang", "zh")
    (one,) = in_force(read_settings())
    assert code == 0
    assert out[-1].startswith(
        f"1 rows of 1 files (1 refused) are taken in: import {one.id}, generation "
    )
    assert out[-1].endswith("refused rows: refused-3.csv.")
    assert (tmp_path / "refused.csv").read_text() == "mine"


def test_import_twice_roll_back_and_forth(run):
    first = current()
    code, out, _ = run("import", "files")
    assert code == 0
    assert out[0] == "2020/right.csv: open_registry, 1 rows, 0 refused"
    (one,) = in_force(read_settings())
    second = current()
    code, out, _ = run("import", "files")
    assert (code, current()) == (0, second)
    assert f"were there already, nothing is changed: import {one.id}" in out[-1]
    code, out, _ = run("imports")
    assert [line.split()[0] for line in out] == [one.id]
    code, out, _ = run("rollback")
    assert code == 0
    assert f"set aside: import {one.id}" in out[-1]
    assert (current(), in_force(read_settings())) == (first, [])
    assert run("imports")[1] == []
    code, out, _ = run("build")
    assert (code, current()) == (0, first)
    assert "current already" in out[-1]
    run("rollback", second.split("-")[0])
    assert (current(), [i.id for i in in_force(read_settings())]) == (second, [one.id])
    code, out, _ = run("generations")
    assert [line.split()[0] for line in out] == [second.split("-")[0], first.split("-")[0]]
    assert "current" in out[0]


REFUSED = {
    "a path there is none of": (["import", "nowhere"], "nowhere: found no file"),
    "a generation there is none of": (["rollback", "nowhere"], "Generation nowhere is not kept"),
    "one generation only": (["rollback"], "is not kept"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_says_why(run, arguments, said):
    code, out, err = run(*arguments)
    assert (code, out) == (1, [])
    assert said in err
    assert "Traceback" not in err


def test_a_format_there_is_none_of_is_misspelt(run):
    with pytest.raises(SystemExit) as stopped:
        run("import", "--as", "nothing", "files")
    assert stopped.value.code == 2
