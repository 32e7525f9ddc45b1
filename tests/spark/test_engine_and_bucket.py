"""What is published in a bucket is read from there by an engine, with the same answers."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace

import pytest
from publication.object_stores import bucket, object_store

from bench.engines import engine
from chipcensus.engine.duckdb import DuckDB
from chipcensus.engine.spark import Spark
from chipcensus.publish.publication import publish_at
from chipcensus.question import parse_question
from chipcensus.store import Store
from chipcensus.store.publication import Publication, open_published
from tests.spark.asked import LISTED, QUESTIONS, values
from tests.spark.conftest import SECONDS, SLOTS
from tests.spark.same import differences

__all__ = ["bucket", "object_store"]

ASKED = ("registrations/by_year", "registrations/by_month", "companies/directory")
COUNTED = """-- question: How many companies fall under any scope?
-- params:
-- columns:
--   in_scope   BOOLEAN  whether they do
--   companies  BIGINT   companies
SELECT in_scope, count(*) AS companies
FROM registry
GROUP BY in_scope
ORDER BY in_scope
"""


@pytest.fixture
def read_there(listed, bucket, tmp_path):
    """A generation published in a bucket, and an engine that was told nothing but its variables."""
    publish_at(listed, bucket)
    # Sail whatever the others are asked: Apache Spark wants a library of its own for buckets.
    with engine("sail", tmp_path / "engine", 2, **SLOTS) as server:
        settings = replace(
            listed, engine=server.url, publication=bucket, query_seconds=float(SECONDS)
        )
        place = Publication(bucket)
        manifest = place.current()
        path = place.fetch(manifest, tmp_path / "fetched")
        spark = Spark(QUESTIONS, settings)
        with (
            closing(open_published(settings, manifest, path)) as published,
            closing(Store(listed).open_current()) as whole,
            closing(spark),
        ):
            yield spark, published, DuckDB(QUESTIONS, settings), whole


def test_an_engine_reads_a_bucket(read_there):
    spark, published, duckdb, whole = read_there
    answers = 0
    for name in ASKED:
        for params in values(name, LISTED):
            expected = duckdb.read(whole, QUESTIONS[name], params)
            found = spark.read(published, QUESTIONS[name], params)
            assert differences(expected, found, in_order=True) == [], (name, params)
            answers += len(expected)
    assert answers
    counted = spark.read(published, parse_question("registrations/counted", COUNTED), {})
    assert sum(row["companies"] for row in counted) == published.manifest.table("registry").rows
    folders = {file.path.split("/")[3] for file in published.manifest.table("registry").files}
    assert {f"in_scope={str(row['in_scope']).lower()}" for row in counted} == folders
