"""What a statement may take, and what it gave."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from chipcensus.settings import Settings


@dataclass(frozen=True)
class Limits:
    """What one statement may take.

    Attributes:
        seconds: from its start to its last row.
        rows: of the answer; what is more is cut off, and said to be.
        bytes: of the answer in memory; more stops it.
        memory_mb: for working it out.
        threads: for working it out.
    """

    seconds: float = 5.0
    rows: int = 1000
    bytes: int = 256_000_000
    memory_mb: int = 1024
    threads: int = 1

    @classmethod
    def of(
        cls, settings: Settings, rows: int | None = None, seconds: float | None = None
    ) -> Limits:
        """Those of the settings; `rows` and `seconds` can only lower them.

        Rows are those of a screen, unless a number is asked for: then up to those of a file.
        """
        return cls(
            seconds=min(seconds or settings.sql_seconds, settings.sql_seconds),
            rows=min(settings.sql_rows if rows is None else rows, settings.sql_export_rows),
            bytes=settings.sql_bytes,
            memory_mb=settings.sql_memory,
        )


@dataclass(frozen=True)
class Remote:
    """Where an engine answers in the place of the worker: see engine/spark/worker.py.

    Attributes:
        engine: its address.
        publication: where the data lies that it reads.
        manifest: which generation of it; a file of this machine.
    """

    engine: str
    publication: str
    manifest: Path


@dataclass(frozen=True)
class Rows:
    """The answer.

    Attributes:
        table: its rows; no two columns have one name.
        seconds: it took.
        is_cut: whether there are more rows than the limit.
    """

    table: pa.Table
    seconds: float
    is_cut: bool
