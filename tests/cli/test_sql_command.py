"""`chipcensus sql` runs a statement in the same sandbox as the page and the API."""

from __future__ import annotations

import io
import json

import pyarrow.parquet as pq
import pytest

from chipcensus.cli import main

COUNT = "SELECT count(*) AS n FROM registrations"
NAMES = "SELECT scope, '芯片' AS zh FROM registrations ORDER BY row_id"


@pytest.fixture
def sql(shipped, monkeypatch):
    """Run the command on the shipped data: its exit status."""
    monkeypatch.setenv("CHIPCENSUS_VAR", str(shipped.var))
    return lambda *arguments: main(["sql", *arguments])


def test_rows_are_printed(sql, capsys):
    assert sql(COUNT) == 0
    told = capsys.readouterr()
    assert told.out.split() == ["n", "86"]
    assert told.err.startswith("1 rows, 0.")


def test_what_is_left_out_is_said(sql, capsys):
    assert sql(NAMES, "--rows", "3") == 0
    told = capsys.readouterr()
    assert told.out.count("芯片") == 3
    assert "3 rows; there are more" in told.err


def test_a_statement_comes_from_standard_input(sql, capsys, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(COUNT))
    assert sql("-") == 0
    assert capsys.readouterr().out.split() == ["n", "86"]


def test_files_hold_all_rows(sql, tmp_path):
    rows = {}
    for form in ("json", "csv", "parquet"):
        path = tmp_path / f"rows.{form}"
        assert sql("SELECT range AS i FROM range(3000)", "--format", form, "--to", str(path)) == 0
        rows[form] = path
    assert len(json.loads(rows["json"].read_bytes())["rows"]) == 3000
    assert pq.read_table(rows["parquet"])["i"].to_pylist() == list(range(3000))
    assert len(rows["csv"].read_text("utf-8-sig").splitlines()) == 3001
    assert sorted(tmp_path.iterdir()) == sorted(rows.values())


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("DROP TABLE registrations",), "Only SELECT is run"),
        (("SELECT * FROM read_text('/etc/passwd')",), "Line 1, column 15: The function read_text"),
        (("SELEC 1",), "Line 1, column 1: The statement cannot be read"),
        (("SELECT sum(i % 7) FROM range(100000000000) t(i)", "--seconds", "0.2"), "0.2 seconds"),
        ((COUNT, "--rows", "0"), "rows: found '0'; expected a whole number from 1 to 1000000"),
        ((COUNT, "--seconds", "600"), "seconds: found '600.0'; expected a number above 0, up to 5"),
        ((COUNT, "--format", "csv", "--to", f"{__file__}/rows.csv"), "could not be written"),
    ],
)
def test_what_is_not_run_says_why(sql, capsys, arguments, said):
    assert sql(*arguments) == 1
    told = capsys.readouterr()
    assert said in told.err
    assert told.out == ""
