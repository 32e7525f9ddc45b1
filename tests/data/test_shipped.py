"""The shipped tables keep their schema's promises."""

from __future__ import annotations

import csv
import re

import pytest

from chipcensus.engine.steps import table_of
from chipcensus.errors import ProblemsFound
from chipcensus.publish import build, generation_id
from chipcensus.publish.cubes import CUBES
from chipcensus.publish.stage import read_csv
from chipcensus.settings import ROOT, read_settings

DATA = ROOT / "data"
README_ROW = re.compile(r"^\| (\w+) \| ([\d,]+) \|", re.MULTILINE)
README = (DATA / "README.md").read_text(encoding="utf-8")
COUNTS = {table: int(rows.replace(",", "")) for table, rows in README_ROW.findall(README)}
# Tables of which no row is a figure with sources to choose from.
NOT_OBSERVED = {
    "sources", "companies", "company_sources", "guidance", "fx_rates", "events", "event_companies",
    "claims", "aliases",
}  # fmt: skip


@pytest.mark.parametrize("table", sorted(COUNTS))
def test_rows_are_those_of_the_readme(table, rows_of):
    assert rows_of(f'SELECT count(*) FROM "{table}"') == [(COUNTS[table],)]


def test_the_readme_names_every_table():
    assert {p.stem for p in DATA.glob("*.csv")} == set(COUNTS)


@pytest.mark.parametrize("table", sorted(set(COUNTS) - NOT_OBSERVED))
def test_every_row_is_observed(table, rows_of):
    missing = rows_of(
        f'SELECT row_id FROM "{table}" WHERE row_id NOT IN '
        "(SELECT row_id FROM observations WHERE subject = ?)",
        table,
    )
    assert missing == []


def test_every_figure_has_rows_and_sources(rows_of):
    assert (
        rows_of("SELECT figure_id FROM figures WHERE len(row_ids) = 0 OR len(source_ids) = 0") == []
    )
    unknown = rows_of(
        "SELECT DISTINCT source_id FROM (SELECT unnest(source_ids) AS source_id FROM figures) "
        "WHERE source_id NOT IN (SELECT source_id FROM sources)"
    )
    assert unknown == []


def test_a_figure_lies_within_its_bounds_and_range(rows_of):
    assert (
        rows_of("SELECT figure_id FROM figures WHERE NOT value BETWEEN range_low AND range_high")
        == []
    )
    assert (
        rows_of("SELECT figure_id FROM figures WHERE value < value_low OR value > value_high") == []
    )


def test_every_table_and_column_is_explained(rows_of, questions):
    steps = {table_of(q) for q in questions.values() if q.subject == "views"}
    described = sorted({*COUNTS, *steps})
    bare = rows_of(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE comment IS NULL "
        "AND NOT internal AND table_name NOT IN ('generation', 'findings') UNION ALL "
        "SELECT table_name, NULL FROM duckdb_tables() WHERE comment IS NULL "
        "AND table_name NOT IN ('generation', 'findings')"
    )
    assert bare == []
    assert [name for (name,) in rows_of("SELECT table_name FROM duckdb_tables() ORDER BY ALL")] == (
        sorted([*described, *CUBES, "described", "findings", "generation", "imports", "questions"])
    )


def test_no_check_finds_an_error(questions, rows_of):
    checks = [q for q in questions.values() if q.subject == "checks"]
    assert {q.severity for q in checks} == {"error", "warning"}
    assert {
        q.name: rows_of(q.sql) for q in checks if q.severity == "error" and rows_of(q.sql)
    } == {}


def test_warnings_name_rows_that_exist(questions, rows_of):
    keys = {"sources": "source_id", "companies": "company_id", "events": "event_id"}
    for check in (q for q in questions.values() if q.severity == "warning"):
        for table, row_id, said, against in rows_of(check.sql):
            key = keys.get(table, "row_id")
            assert rows_of(f'SELECT 1 FROM "{table}" WHERE {key} = ?', row_id), check.name
            assert said
            assert against


def test_the_same_content_has_the_same_id(shipped, generation, tmp_path):
    assert generation.id == generation_id(shipped)
    copy = tmp_path / "data"
    copy.mkdir()
    for path in DATA.iterdir():
        (copy / path.name).write_bytes(path.read_bytes())
    moved = read_settings({"CHIPCENSUS_DATA": str(copy), "CHIPCENSUS_VAR": str(tmp_path)})
    assert generation_id(moved) == generation.id
    with (copy / "claims.csv").open("a", encoding="utf-8") as handle:
        handle.write("\n")
    assert generation_id(moved) != generation.id


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda p: p.stem)
def test_files_are_plain_csv(path):
    with path.open(encoding="utf-8", newline="") as handle:
        header = next(csv.reader(handle))
    rows, problems = read_csv(path, header)
    assert rows
    assert problems == []


def test_a_row_against_its_print_is_not_published(tmp_path):
    data = tmp_path / "data"
    data.mkdir()
    for path in DATA.iterdir():
        (data / path.name).write_bytes(path.read_bytes())
    text = (data / "registrations.csv").read_text("utf-8")
    slip = text.replace(",19307,", ",19370,", 1)
    assert slip != text
    (data / "registrations.csv").write_text(slip, "utf-8")
    settings = read_settings({"CHIPCENSUS_DATA": str(data), "CHIPCENSUS_VAR": str(tmp_path)})
    with pytest.raises(ProblemsFound, match=r"registrations\.csv: found 19370.* against 19307"):
        build(settings)
    assert not list(tmp_path.rglob("*.duckdb"))
