"""Generations to be published: tiny ones made by hand, and what a publication holds."""

from __future__ import annotations

import json
import socket
import time
import urllib.request
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import duckdb

from chipcensus.settings import Settings
from chipcensus.store import Store
from chipcensus.store.publication import CURRENT, Publication, digest

PATIENCE = 60
BUILT_AT = datetime.fromisoformat("2026-05-01T08:00:00")


def tiny(settings: Settings, identity: str, rows: int = 3) -> str:
    """Make a generation of two tables the current one; the name of its file."""
    store = Store(settings)
    draft = store.draft(identity)
    with duckdb.connect(str(draft)) as connection:
        connection.execute(
            "CREATE TABLE generation AS SELECT ? AS id, ? AS built_at",
            [identity, BUILT_AT],
        )
        connection.execute(f"CREATE TABLE facts AS SELECT range AS row_id FROM range({rows})")
    file = f"{identity}-{datetime.now(UTC):%H%M%S%f}.duckdb"
    store.publish(draft, file)
    return file


def assert_whole(publication: Publication, folder: Path) -> str:
    """Every file of the current generation is there as it was written; the generation's id."""
    manifest = publication.current()
    for file in manifest.files:
        fetched = folder / "fetched"
        publication.place.fetch(file.path, fetched)
        assert fetched.stat().st_size == file.bytes, file.path
        assert digest(fetched) == file.sha256, file.path
    return manifest.id


def files_of(publication: Publication) -> set[str]:
    """All there is below a publication but locks."""
    return {one.path for one in publication.place.found("") if not one.path.startswith(".lock")}


def told_current(publication: Publication) -> dict[str, Any]:
    told: dict[str, Any] = json.loads(publication.place.read(CURRENT)[0])
    return told


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def asked(url: str, method: str = "GET") -> int:
    """The status of an answer."""
    with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=5) as answer:
        status: int = answer.status
        return status


def wait_for(url: str) -> None:
    """Wait until a server answers."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            asked(url)
        except OSError:
            assert time.monotonic() < until, url
            time.sleep(0.1)
        else:
            return


def rows(path: Path | Sequence[Path], sql: str = "SELECT *") -> list[tuple[Any, ...]]:
    """Rows of Parquet files."""
    listed = [str(one) for one in ([path] if isinstance(path, Path) else path)]
    with duckdb.connect() as connection:
        found = connection.execute(
            f"{sql} FROM read_parquet(?, hive_partitioning = false)", [listed]
        )
        return found.fetchall()
