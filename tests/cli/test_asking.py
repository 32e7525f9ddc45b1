"""`chipcensus ask` writes the files that /api/v1/ask gives."""

from __future__ import annotations

import io
import json

import openpyxl
import pyarrow.parquet as pq
import pytest

from chipcensus.cli import main
from chipcensus.figures import COUNTS

ASK = ("ask", "registrations/by_year", "--param", "scope=ai_chip", "--lang", "en")


@pytest.fixture
def written(shipped, monkeypatch, tmp_path):
    """Ask for a file on the shipped data: its bytes."""
    monkeypatch.setenv("CHIPCENSUS_VAR", str(shipped.var))

    def ask(form):
        path = tmp_path / f"answer.{form}"
        assert main([*ASK, "--format", form, "--to", str(path)]) == 0
        return io.BytesIO(path.read_bytes())

    return ask


@pytest.fixture
def expected(ask):
    return ask("registrations/by_year", {**COUNTS, "scope": "ai_chip"})


def test_parquet_is_the_answer_with_its_types(written, expected):
    table = pq.read_table(written("parquet"))
    assert table.column("year").to_pylist() == expected.column("year")
    assert table.column("companies").to_pylist() == expected.column("companies")
    assert table.column("row_ids").to_pylist() == expected.column("row_ids")


def test_xlsx_is_the_answer_and_says_what_was_asked(written, expected):
    book = openpyxl.load_workbook(written("xlsx"))
    rows = list(book["Data"].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == expected.column("year")
    about = {row[0]: row[1] for row in book["About"].iter_rows(values_only=True)}
    assert "AI chips" in about["Filters"]


def test_json_says_the_same_as_over_http_but_for_links(written, expected):
    told = json.loads(written("json").read())
    assert [row["companies"] for row in told["rows"]] == expected.column("companies")
    assert told["params"]["scope"] == "ai_chip"
    assert told["title"].startswith("Companies registered each year: AI chips")
    assert told["cite"] == ""


def test_what_is_no_figure_has_no_workbook(capsys, shipped, monkeypatch):
    monkeypatch.setenv("CHIPCENSUS_VAR", str(shipped.var))
    assert main(["ask", "meta/sources", "--format", "xlsx"]) == 1
    assert "meta/sources is no figure" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_said(capsys, shipped, monkeypatch, tmp_path):
    monkeypatch.setenv("CHIPCENSUS_VAR", str(shipped.var))
    path = tmp_path / "nowhere" / "answer.csv"
    assert main([*ASK, "--format", "csv", "--to", str(path)]) == 1
    assert "could not be written" in capsys.readouterr().err
