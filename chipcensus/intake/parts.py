"""The rows of one file on their way into a draft: written as they come, summed up."""

from __future__ import annotations

import hashlib
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from chipcensus.importing.formats import synthetic
from chipcensus.importing.rows import REGISTRY as COMPANIES
from chipcensus.intake.draft import HEAD, Row, TableDraft
from chipcensus.publish.imports import CANDIDATES, REGISTRY, part

# Large enough to be read quickly, small enough to be held several at a time.
GROUP_ROWS, GROUP_BYTES = 200_000, 64_000_000
# Texts of their own in every row: a dictionary or bounds of them cost time and save nothing.
OWN_TEXTS = {"name", "credit_code", "business_scope"}
# The days that a row was written after.
DAYS = {
    REGISTRY: ("founded_on", "ended_on", "approved_on"),
    "funding_rounds": ("announced_on",),
}


REFUSED = "refused"
# As long as the file itself.
LONG = {REGISTRY, CANDIDATES, REFUSED}


class Part:
    """The rows of one table that came from one file, as Parquet.

    Attributes:
        rows: how many.
        newest: newest day among them that is not to come.
        is_synthetic: any of them says that it is made up.
    """

    def __init__(self, folder: Path, table: str, number: int) -> None:
        """Nothing is written before there are rows."""
        self.table, self.path = table, part(folder, table, number)
        self.rows = 0
        self.newest: date | None = None
        self.is_synthetic = False
        self.head: list[Row] = []
        self.unknown: dict[str, int] = {}
        self._waiting: list[pa.Table] = []
        self._writer: pq.ParquetWriter | None = None

    def add(self, rows: pa.Table) -> None:
        """Write rows, or keep them until there are enough."""
        if rows.num_rows == 0:
            return
        self.rows += rows.num_rows
        if len(self.head) < HEAD:
            self.head += rows.slice(0, HEAD - len(self.head)).to_pylist()
        for name in rows.column_names:
            self.unknown[name] = self.unknown.get(name, 0) + rows[name].null_count
        self._look(rows)
        self._waiting.append(rows)
        # Other tables are small; their columns are settled only when all rows are there.
        is_large = (
            sum(t.num_rows for t in self._waiting) >= GROUP_ROWS
            or sum(t.nbytes for t in self._waiting) >= GROUP_BYTES
        )
        if is_large and self.table in LONG:
            self._write()

    def close(self) -> None:
        """Write what still waits."""
        if self._waiting:
            self._write()
        if self._writer is not None:
            self._writer.close()

    def digest(self) -> str:
        """Hash of what was written."""
        with self.path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()

    def summed_up(self) -> TableDraft:
        """What the table would get."""
        unknown = {name: count for name, count in self.unknown.items() if count}
        return TableDraft(self.rows, tuple(self.head), unknown)

    def _look(self, rows: pa.Table) -> None:
        today = pa.scalar(datetime.now(UTC).date(), pa.date32())
        for name in DAYS.get(self.table, ()):
            days = pc.cast(rows[name], pa.date32())
            newest = pc.max(days.filter(pc.less_equal(days, today))).as_py()
            if newest and (self.newest is None or newest > self.newest):
                self.newest = newest
        if self.table == REGISTRY and not self.is_synthetic:
            self.is_synthetic = bool(pc.any(pc.starts_with(rows["name"], synthetic.NAME)).as_py())

    def _write(self) -> None:
        whole = pa.concat_tables(self._waiting, promote_options="permissive").combine_chunks()
        self._waiting.clear()
        if self.table == REGISTRY:
            whole = whole.cast(COMPANIES)
        if self._writer is None:
            self._writer = _writer(self.path, whole.schema)
        self._writer.write_table(whole, row_group_size=GROUP_ROWS)


def _writer(path: Path, schema: pa.Schema) -> pq.ParquetWriter:
    others = [name for name in schema.names if name not in OWN_TEXTS]
    return pq.ParquetWriter(
        path, schema, compression="zstd", use_dictionary=others, write_statistics=others
    )
