"""The command `chipcensus`: what it prints, and what it refuses with one clear line."""

from __future__ import annotations

import argparse
import csv
import io
import json
import os
import subprocess
import sys
from importlib import import_module

import pytest

from chipcensus.cli import GROUPS, main
from chipcensus.dataset import FORMATS, Shelf, download_name
from chipcensus.figures import COUNTS, FIGURES
from chipcensus.settings import ROOT
from chipcensus.store import Store


@pytest.fixture
def run(shipped, monkeypatch, capfdbinary):
    """Run a command on the shipped data: its exit code, what it printed, what it complained of."""
    monkeypatch.setenv("CHIPCENSUS_VAR", str(shipped.var))

    def command(*arguments: str) -> tuple[int, str, str]:
        code = main(arguments)
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return code, out.decode(), err.decode()

    return command


@pytest.fixture
def expected(ask):
    return ask("registrations/by_year", {**COUNTS, "scope": "chip"})


ASK = ("ask", "registrations/by_year", "--param", "scope=chip", "--format")


def test_ask_prints_csv_with_every_row(run, expected):
    code, out, _ = run(*ASK, "csv")
    head, *rows = csv.reader(io.StringIO(out.removeprefix("\ufeff"), newline=""))
    assert code == 0
    assert head[0] == "year"
    assert [int(row[0]) for row in rows] == expected.column("year")


def test_ask_prints_json_with_the_generation(run, expected):
    code, out, _ = run(*ASK, "json")
    told = json.loads(out)
    assert code == 0
    assert told["generation"] == expected.generation
    assert [row["companies"] for row in told["rows"]] == expected.column("companies")
    assert all(row["source_ids"] for row in told["rows"])


@pytest.mark.parametrize(("lang", "label"), [("zh", "统计方"), ("en", "Companies")])
def test_ask_prints_a_table_in_a_language(run, expected, lang, label):
    code, out, err = run(*ASK, "table", "--lang", lang)
    head, *rows = out.splitlines()
    assert code == 0
    assert label in head.split()
    assert len(rows) == len(expected.rows)
    assert expected.generation in err


def test_ask_takes_lists_days_and_numbers(run):
    wanted = ["companies=cambricon,hygon", "metric=revenue", "year_from=2022", "as_of=2025-06-30"]
    params = [part for text in wanted for part in ("--param", text)]
    code, out, _ = run("ask", "financials/by_period", *params, "--format", "json")
    assert code == 0
    assert {row["company_id"] for row in json.loads(out)["rows"]} == {"cambricon", "hygon"}


# What a figure is about when it is about one company, or some.
ABOUT = {"id": "cambricon", "companies": "cambricon,biren"}

# One generation by itself has changed in nothing, and the shipped data has no import and no list.
SHOW_NOTHING = {"meta/changes", "meta/imports"}
SHOW_NOTHING |= {name for name, figure in FIGURES.items() if figure.of_registry}


@pytest.mark.parametrize("name", FIGURES)
def test_every_figure_answers_with_its_defaults(run, name):
    needs = FIGURES[name].needs
    told = ["--param", f"{needs}={ABOUT[needs]}"] if needs else []
    code, out, _ = run("ask", name, "--format", "json", *told)
    assert code == 0
    assert bool(json.loads(out)["rows"]) == (name not in SHOW_NOTHING)


REFUSED = {
    "registrations/nothing": (["ask", "registrations/nothing"], "registrations/by_year"),
    "an unknown parameter": ([*ASK[:2], "--param", "colour=blue"], "'colour'"),
    "a year that is none": ([*ASK[:2], "--param", "year_from=twenty"], "expected INTEGER"),
    "a day that is none": ([*ASK[:2], "--param", "as_of=2023-02-30"], "expected DATE"),
    "a parameter without a value": ([*ASK[:2], "--param", "colour"], "'colour'"),
}


@pytest.mark.parametrize(("arguments", "said"), REFUSED.values(), ids=REFUSED)
def test_a_refusal_says_why_and_what_there_is(run, arguments, said):
    code, out, err = run(*arguments)
    assert code == 1
    assert out == ""
    assert said in err
    assert "Traceback" not in err


def test_several_wrong_parameters_are_told_at_once(run):
    _, _, err = run(*ASK[:2], "--param", "colour=blue", "--param", "year_to=x")
    assert "'colour'" in err
    assert "year_to" in err


@pytest.mark.parametrize("arguments", [[], ["nothing"], [*ASK, "pdf"]])
def test_a_command_there_is_none_of_shows_how_to_use_it(arguments, capsys):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "usage: chipcensus" in capsys.readouterr().err


def test_build_leaves_what_is_up_to_date(run, shipped):
    before = sorted(shipped.var.rglob("*.duckdb"))
    code, out, _ = run("build")
    assert code == 0
    assert "current already" in out
    assert sorted(shipped.var.rglob("*.duckdb")) == before


def test_build_publishes_where_nothing_is(run, tmp_path, monkeypatch):
    monkeypatch.setenv("CHIPCENSUS_VAR", str(tmp_path))
    code, out, err = run("build")
    assert code == 0
    assert "is published" in out
    assert "publish" in err
    code, out, _ = run("generations")
    assert code == 0
    assert out.count("current") == len(out.splitlines()) == 1


def test_build_lists_every_problem_and_publishes_nothing(run, tmp_path, monkeypatch):
    data = tmp_path / "data"
    data.mkdir()
    for path in (ROOT / "data").iterdir():
        (data / path.name).write_bytes(path.read_bytes())
    for name in ("registrations", "companies"):
        (data / f"{name}.csv").write_text("a,b\n1,2\n", "utf-8")
    monkeypatch.setenv("CHIPCENSUS_DATA", str(data))
    monkeypatch.setenv("CHIPCENSUS_VAR", str(tmp_path / "var"))
    code, _, err = run("build")
    assert code == 1
    assert "registrations.csv" in err
    assert "companies.csv" in err
    assert not list((tmp_path / "var").rglob("*.duckdb"))


def test_check_finds_no_error_in_the_shipped_data(run, questions):
    code, out, _ = run("check")
    checks = [name for name in questions if name.startswith("checks/")]
    assert code == 0
    rules = [line for line in out.splitlines() if not line.startswith(" ")]
    assert len(rules) == len(checks)
    assert not [line for line in rules if line.startswith("error")]
    told = [int(line.split()[1]) for line in rules]
    assert sum(told) == len(out.splitlines()) - len(rules) > 0


def test_questions_lists_every_figure_with_its_parameters(run):
    code, out, _ = run("questions")
    assert code == 0
    assert set(FIGURES) <= set(out.splitlines())
    assert "--param scope=VARCHAR" in out
    assert "views/" not in out


def test_a_setting_of_the_wrong_kind_is_named(run, monkeypatch):
    monkeypatch.setenv("CHIPCENSUS_PORT", "many")
    code, _, err = run("check")
    assert code == 1
    assert "CHIPCENSUS_PORT" in err


def test_it_runs_as_a_program_and_survives_a_closed_pipe(shipped):
    """`chipcensus ask ... | head -1` ends without a traceback."""
    command = [sys.executable, "-m", "chipcensus.cli", *ASK, "csv"]
    reader, writer = os.pipe()
    os.close(reader)
    env = {**os.environ, "CHIPCENSUS_VAR": str(shipped.var), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(command, cwd=ROOT, env=env, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("form", FORMATS)
def test_download_writes_what_the_server_gives(run, generation, shipped, tmp_path, form):
    code, out, _ = run("download", "--format", form, "--to", str(tmp_path / "new"))
    name = download_name(generation.id, form)
    made = Shelf(Store(shipped)).file(generation.file, name)
    assert code == 0
    assert [path.name for path in (tmp_path / "new").iterdir()] == [name]
    assert (tmp_path / "new" / name).read_bytes() == made.read_bytes()
    assert str(tmp_path / "new" / name) in out


def test_download_says_where_it_could_not_write(run, tmp_path):
    (tmp_path / "file").write_text("no folder")
    code, out, err = run("download", "--to", str(tmp_path / "file"))
    assert (code, out) == (1, "")
    assert "could not be written" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("group", GROUPS)
def test_the_table_of_groups_names_the_commands_of_each(group):
    commands = argparse.ArgumentParser().add_subparsers()
    import_module(f"chipcensus.cli.{group}").add(commands)
    assert tuple(commands.choices) == GROUPS[group]


def test_every_group_is_in_the_help(capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    told = capsys.readouterr().out
    assert all(name in told for names in GROUPS.values() for name in names)
