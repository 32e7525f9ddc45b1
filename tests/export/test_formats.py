"""Every figure as JSON and Parquet: read back they hold the answer, its sources, what it says."""

from __future__ import annotations

import io
import json
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from chipcensus.export.formats import FORMATS
from chipcensus.figures import FIGURES


class NoPainter:
    """Files of data need none."""

    def paint(self, *_, **__):
        raise AssertionError


def file(exhibit, ending):
    return FORMATS[ending].make(exhibit, NoPainter())


@pytest.fixture(params=FIGURES)
def exhibit(request, exhibited):
    return exhibited(request.param, "zh")


def test_parquet_holds_the_answer_with_its_types(exhibit):
    read = pq.read_table(io.BytesIO(file(exhibit, "parquet")))
    columns = exhibit.result.question.columns
    assert read.column_names == [c.name for c in columns]
    assert read.to_pylist() == list(exhibit.result.rows)
    kinds = {"VARCHAR": pa.string(), "DATE": pa.date32(), "DOUBLE": pa.float64()}
    for column, field in zip(columns, read.schema, strict=True):
        assert field.type == kinds.get(column.type, field.type)
        assert field.metadata[b"description"].decode() == column.text
        assert field.metadata[b"label"].decode() == exhibit.words.get(
            f"column.{column.name}", column.name
        )


def test_parquet_says_what_it_is(exhibit):
    schema = pq.read_schema(io.BytesIO(file(exhibit, "parquet")))
    said = {name.decode(): text.decode() for name, text in schema.metadata.items()}
    result = exhibit.result
    assert said["title"] == exhibit.heading.title
    assert said["question"] == result.question.question
    assert said["generation"] == result.generation
    assert said["sql"] == result.sql
    assert json.loads(said["notes"]) == list(exhibit.heading.notes)
    assert json.loads(said["params"]).keys() == result.params.keys()
    sources = json.loads(said["sources"])
    assert [source["source_id"] for source in sources] == list(result.source_ids)
    assert said["cite"].startswith("https://chips.example/c/")


def test_json_holds_the_answer_and_its_sources(exhibit):
    told = json.loads(file(exhibit, "json"))
    for row, given in zip(told["rows"], exhibit.result.rows, strict=True):
        assert row == {k: _plain(v) for k, v in given.items()}
    assert [c["name"] for c in told["columns"]] == [c.name for c in exhibit.result.question.columns]
    assert [source["source_id"] for source in told["sources"]] == list(exhibit.result.source_ids)
    assert told["cite"] == exhibit.heading.cite


@pytest.mark.parametrize("ending", ["csv", "json", "parquet", "xlsx"])
def test_an_empty_answer_still_makes_its_files(exhibited, ending):
    empty = exhibited("registrations/by_year", as_of=date(1999, 1, 1))
    assert not empty.result.rows
    assert empty.empty
    assert file(empty, ending)


def _plain(value):
    return value.isoformat() if isinstance(value, date) else value
