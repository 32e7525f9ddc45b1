"""A build publishes all or nothing, and says everything that is wrong."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from chipcensus.errors import (
    GenerationMissing,
    ProblemsFound,
)
from chipcensus.publish import build
from chipcensus.settings import ROOT, read_settings
from chipcensus.store import Store
from chipcensus.store.generations import DRAFT

WHOLE = "a whole number in base units, e.g. 32000"
BUILD = "from chipcensus.publish import build; from chipcensus.settings import read_settings; "


@pytest.fixture
def copy(tmp_path):
    """A writable copy of the shipped data, with settings that read it."""
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data", data)
    return read_settings({"CHIPCENSUS_DATA": str(data), "CHIPCENSUS_VAR": str(tmp_path / "var")})


def edit(settings, table, change) -> None:
    path = settings.data / f"{table}.csv"
    path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8", newline="")


def cell(table, row, column, value):
    """Change one cell; rows are counted as a spreadsheet does."""

    def change(settings):
        path = settings.data / f"{table}.csv"
        lines = path.read_text(encoding="utf-8").splitlines()
        at = lines[0].split(",").index(column)
        cells = lines[row - 1].split(",")
        cells[at] = value
        lines[row - 1] = ",".join(cells)
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")

    return change


def problems_of(settings):
    with pytest.raises(ProblemsFound) as caught:
        build(settings)
    return caught.value.problems


def snapshot(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.glob("[!.]*") if path.is_file()}


def started(settings, *, data: Path | None = None) -> subprocess.Popen[bytes]:
    environ = {
        **os.environ,
        "CHIPCENSUS_VAR": str(settings.var),
        "CHIPCENSUS_DATA": str(data or settings.data),
        "PYTHONPATH": str(ROOT),
    }
    return subprocess.Popen(
        [sys.executable, "-c", BUILD + "print(build(read_settings()))"],
        env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


# ---- what is wrong is said, all of it, and nothing is published


def test_every_problem_is_told_at_once_and_the_generation_in_use_stays(copy):
    build(copy)
    before = snapshot(copy.var / "generations")
    cell("market", 2, "value_low", "3.2万")(copy)
    cell("registrations", 3, "period_end", "2020-13-01")(copy)
    cell("fx_rates", 4, "days", "900")(copy)
    cell("company_stock", 5, "source_id", "nowhere")(copy)
    edit(copy, "claims", lambda text: text.replace("claim_id,topic,", "claim_id,", 1))
    edit(copy, "funding_totals", lambda text: text + text.splitlines()[-1] + "\n")
    edit(copy, "guidance", lambda text: text + '"never closed\n')
    (copy.data / "events.csv").unlink()
    (copy.data / "funding_rounds.csv").write_bytes(b"row_id\n\xff\xfe\n")

    found = problems_of(copy)
    told = {(p.file, p.row, p.column) for p in found}
    last = len((copy.data / "funding_totals.csv").read_text(encoding="utf-8").splitlines())
    assert told >= {
        ("market.csv", 2, "value_low"),
        ("registrations.csv", 3, "period_end"),
        ("fx_rates.csv", 4, "days"),
        ("company_stock.csv", 5, "source_id"),
        ("claims.csv", 1, None),
        ("funding_totals.csv", last, "row_id"),
        ("events.csv", None, None),
        ("funding_rounds.csv", 2, None),
    }
    assert any(p.file == "guidance.csv" and "quote" in p.found for p in found)
    assert all(p.found and p.expected for p in found)
    assert snapshot(copy.var / "generations") == before


WRONG_CELLS = [
    ("market", 2, "value_low", "3.2万", '"3.2万"', "a plain number in base units, e.g. 32000"),
    ("market", 5, "is_forecast", "maybe", '"maybe"', "true or false"),
    ("financials", 9, "period_end", "2024-06-31", '"2024-06-31"', "a day as YYYY-MM-DD"),
    ("financials", 3, "metric", "profit", '"profit"', "metric IN"),
    ("financials", 4, "value", "", "an empty cell", "a value"),
    ("financials", 5, "company_id", "nobody", '"nobody"', "a company_id of companies.csv"),
    ("financials", 6, "value", "NaN", '"nan"', "value BETWEEN -1e15 AND 1e15"),
    ("registrations", 2, "companies", "1.5e", '"1.5e"', WHOLE),
    ("registrations", 3, "row_id", "reg-1", '"reg-1"', "regexp_full_match(row_id"),
    ("registrations", 4, "period_end", "1999-01-01", "1999-01-01", "period_start <= period_end"),
    ("event_companies", 3, "event_id", "ev-none", '"ev-none"', "a event_id of events.csv"),
]


def test_each_wrong_cell_is_named(copy):
    for table, row, column, value, *_ in WRONG_CELLS:
        cell(table, row, column, value)(copy)
    problems = problems_of(copy)
    for table, row, column, _, found, expected in WRONG_CELLS:
        here = [p for p in problems if (p.file, p.row) == (f"{table}.csv", row)]
        assert any(
            column in (p.column or "") and found in p.found and expected in p.expected for p in here
        ), (table, row, [str(p) for p in here])
    assert {(p.file, p.row) for p in problems} == {(f"{t}.csv", r) for t, r, *_ in WRONG_CELLS}


def test_odd_line_ends_and_quoted_lines_do_not_shift_rows(copy, rows_of):
    cell("market", 2, "remark", '"two\nlines\u2028and\x85more"')(copy)
    edit(copy, "market", lambda text: text.replace("\n", "\r\n"))
    assert build(copy)
    cursor = Store(copy).open_current().cursor()
    counted = "SELECT count(*) FROM market"
    assert cursor.execute(counted).fetchall() == rows_of(counted)


def test_a_repeated_id_names_both_rows(copy):
    first = (copy.data / "registrations.csv").read_text(encoding="utf-8").splitlines()[1]
    edit(copy, "registrations", lambda text: text + first + "\n")
    (problem,) = [p for p in problems_of(copy) if p.column == "row_id"]
    assert problem.found == f'"{first[:12]}", as in row 2'


def test_a_rule_across_rows_is_checked_too(copy):
    cell("events", 2, "event_group", "ev-unknown-group")(copy)
    problems = problems_of(copy)
    assert any("ev-unknown-group" in p.found for p in problems)
    assert {p.file for p in problems} == {"events.csv"}
    assert not (copy.var / "generations" / "current").exists()


def test_a_file_without_a_row_says_which_columns_it_needs(copy):
    (copy.data / "claims.csv").write_text("", encoding="utf-8")
    (problem,) = [p for p in problems_of(copy) if p.file == "claims.csv"]
    assert problem.found == "columns (none)"
    assert "missing: claim_id" in problem.remedy


# ---- killed, doubled, cut


def test_a_killed_build_leaves_the_current_generation(published):
    folder = published.var / "generations"
    before = snapshot(folder)
    killed = 0
    for wait in (0.0, 0.1, 0.3):
        process = started(published)
        while not list(folder.glob(f"{DRAFT}*")) and process.poll() is None:
            time.sleep(0.005)
        time.sleep(wait)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
    assert killed
    if killed == 3:
        after = snapshot(folder)
        assert {name: after[name] for name in before} == before
    store = Store(published)
    identity = build(published)
    assert store.open_current().id == identity
    assert not list(folder.glob(f"{DRAFT}*"))


def test_two_builds_at_once(settings):
    processes = [started(settings), started(settings)]
    answers = [process.communicate() for process in processes]
    assert [process.returncode for process in processes] == [0, 0], answers
    store = Store(settings)
    assert store.open_current().id == answers[0][0].decode().strip()
    assert len(store.files()) == 2
    assert {path.suffix for path in store.folder.iterdir()} == {"", ".duckdb"}


def test_two_builds_at_once_in_one_process(settings):
    with ThreadPoolExecutor(2) as pool:
        identities = set(pool.map(build, [settings, settings]))
    assert identities == {Store(settings).open_current().id}


def test_the_oldest_generations_go(published):
    few = replace(published, kept_generations=1)
    build(few)
    store = Store(few)
    assert [path.name for path in store.files()] == [store.current_file()]


def test_nothing_published(settings):
    with pytest.raises(GenerationMissing, match="chipcensus build"):
        Store(settings).open_current()
    assert Store(settings).files() == []
