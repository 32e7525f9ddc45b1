"""An engine with two workers on 127.0.0.1, and what is published for it: ENGINE=sail or spark."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from bench.engines import EngineServer, engine
from chipcensus.engine.duckdb import DuckDB
from chipcensus.engine.spark import Spark
from chipcensus.publish import build
from chipcensus.publish.imports import shared_folder
from chipcensus.publish.publication import publish_at
from chipcensus.settings import Settings, read_settings
from chipcensus.store import Generation, Store
from chipcensus.store.manifest import Manifest
from chipcensus.store.publication import Publication, Published, open_published
from tests.publish.imported import accepted, companies, made_up
from tests.spark.asked import QUESTIONS
from tests.spark.many import many

KIND = os.environ.get("ENGINE", "sail")
WORKERS = 2
# A union takes a slot a branch of it at the same time: Sail has 8 a worker unless told.
SLOTS = {"SAIL_CLUSTER__WORKER_TASK_SLOTS": "64"}
# Of the made-up list; 0 = the small one that other tests have too.
COMPANIES = int(os.environ.get("COMPANIES", "0"))
# The first question waits for workers to start, the first of a past day for all its steps.
SECONDS = "180"


@dataclass(frozen=True)
class Both:
    """One generation, as DuckDB and as the engine have it."""

    settings: Settings
    duckdb: DuckDB
    whole: Generation
    spark: Spark
    published: Published


@pytest.fixture(scope="session")
def server(tmp_path_factory) -> Iterator[EngineServer]:
    with engine(KIND, tmp_path_factory.mktemp(KIND), WORKERS, **SLOTS) as running:
        yield running


@pytest.fixture(scope="session")
def shipped_both(tmp_path_factory, server) -> Iterator[Both]:
    """What is shipped."""
    yield from both(tmp_path_factory.mktemp("shipped-both"), server)


@pytest.fixture(scope="session")
def listed_both(tmp_path_factory, server) -> Iterator[Both]:
    """The same with a made-up list of companies."""
    folder = tmp_path_factory.mktemp("listed-both")
    rows = many(COMPANIES) if COMPANIES else companies(*made_up())
    made = accepted(shared_folder(_settings(folder, server)), {"registry": rows})
    yield from both(folder, server, made)


def both(folder: Path, server: EngineServer, *imports) -> Iterator[Both]:
    """Build, publish and open it for both."""
    settings = _settings(folder, server)
    build(settings, imports=list(imports))
    publish_at(settings, settings.publication)
    place = Publication(settings.publication)
    manifest = place.current()
    published = open_published(settings, manifest, place.fetch(manifest, folder / "fetched"))
    whole = with_registry(settings, manifest, folder)
    spark = Spark(QUESTIONS, settings)
    try:
        yield Both(settings, DuckDB(QUESTIONS, settings), whole, spark, published)
    finally:
        spark.close()
        whole.close()
        published.close()


def with_registry(settings: Settings, manifest: Manifest, folder: Path) -> Generation:
    """The generation with the rows of its lists, which its own file does not have."""
    file = Store(settings).current_file()
    copy = folder / file
    shutil.copyfile(Store(settings).folder / file, copy)
    found = [str(Path(settings.publication) / f.path) for f in manifest.table("registry").files]
    with duckdb.connect(str(copy)) as connection:
        connection.execute(
            "CREATE TABLE registry AS FROM read_parquet(?, hive_partitioning = false)", [found]
        )
    return Store(settings).open_at(copy)


def _settings(folder: Path, server: EngineServer) -> Settings:
    return read_settings(
        {
            "CHIPCENSUS_VAR": str(folder / "var"),
            "CHIPCENSUS_ENGINE": server.url,
            "CHIPCENSUS_PUBLICATION": str(folder / "published"),
            "CHIPCENSUS_QUERY_SECONDS": SECONDS,
        }
    )
