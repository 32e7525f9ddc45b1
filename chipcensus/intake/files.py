"""One file read into a draft: what it is, its rows, what is refused and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from chipcensus.errors import ProblemsFound
from chipcensus.i18n import Words
from chipcensus.importing.formats import synthetic
from chipcensus.importing.meaning import Known
from chipcensus.importing.problems import refuse
from chipcensus.importing.recognise import FORMATS, read_text, recognise
from chipcensus.importing.rows import Meant, Recognised, TextBatch, Upload
from chipcensus.intake.draft import FileDraft, Group, TableDraft
from chipcensus.intake.faults import Faults
from chipcensus.intake.meaning import meant
from chipcensus.intake.parts import Part
from chipcensus.publish.imports import ImportedFile

REFUSED = "refused"


@dataclass(frozen=True)
class Reading:
    """What all files of a draft are read with."""

    folder: Path
    as_format: str
    known: Known
    words: Words


@dataclass(frozen=True)
class ReadFile:
    """What one file came to."""

    draft: FileDraft
    tables: Mapping[str, TableDraft]
    groups: tuple[Group, ...]


def read_file(
    reading: Reading, number: int, upload: Upload, say: Callable[[int], None] = lambda _: None
) -> ReadFile:
    """Read one file once: rows that are right into the draft's folder, the others beside them.

    Args:
        reading: what to read it with.
        number: its place among the files, from 1.
        upload: the file.
        say: told the rows read so far.
    """
    faults, words = Faults(), reading.words
    try:
        recognised = recognise(upload, reading.as_format, words=words)
        read = _Read(reading, number, recognised, faults)
        for batch in read_text(upload, recognised, words=words):
            read.add(batch)
            say(read.seen)
        read.close()
        if not read.seen:
            refuse(upload.name, words, "no_rows")
    except ProblemsFound as error:
        faults.add_problems(error.problems)
        _clear(reading.folder, number)
        return ReadFile(FileDraft(upload.name, None), {}, faults.groups())
    tables = {name: part.summed_up() for name, part in read.parts.items()}
    return ReadFile(FileDraft(upload.name, recognised, read.imported()), tables, faults.groups())


class _Read:
    """The rows of a file as they come."""

    def __init__(
        self, reading: Reading, number: int, recognised: Recognised, faults: Faults
    ) -> None:
        self.reading, self.number, self.recognised = reading, number, recognised
        self.faults = faults
        self.parts: dict[str, Part] = {}
        self.seen = self.refused = self.taken = 0
        self._refused = Part(reading.folder, REFUSED, number)

    def add(self, batch: TextBatch) -> None:
        """Take in a batch."""
        found: Meant = meant(batch, self.reading.known, self.reading.words)
        refused = pa.concat_tables([batch.refused, found.refused]).sort_by("row")
        self.faults.add_refused(self.recognised.file, refused, self.reading.words)
        wrong = pc.count_distinct(refused["row"]).as_py()
        self.refused += wrong
        # A row of a statement is several rows of text.
        self.seen += sum(pc.count_distinct(t["row"]).as_py() for t in (batch.rows, batch.refused))
        self._refused.add(refused)
        for table, rows in found.rows.items():
            part = self.parts.setdefault(table, Part(self.reading.folder, table, self.number))
            part.add(rows)

    def close(self) -> None:
        """Write what still waits."""
        for part in (*self.parts.values(), self._refused):
            part.close()

    def imported(self) -> ImportedFile:
        """The file as an import would hold it."""
        recognised, parts = self.recognised, {t: p for t, p in self.parts.items() if p.rows}
        digests = "\n".join(f"{t}:{parts[t].digest()}" for t in sorted(parts))
        days = [part.newest for part in parts.values() if part.newest]
        name = recognised.file
        is_synthetic = any(mark in name.lower() for mark in synthetic.FILE)
        return ImportedFile(
            self.number, name, recognised.format, recognised.kind,
            FORMATS[recognised.format].provider,
            hashlib.sha256(digests.encode()).hexdigest(),
            self.seen - self.refused, self.refused, max(days, default=None),
            is_synthetic or any(part.is_synthetic for part in parts.values()),
            {table: part.rows for table, part in parts.items()},
        )  # fmt: skip


def refused_of(folder: Path, number: int) -> pa.Table | None:
    """The refused rows of a file of a draft."""
    path = Part(folder, REFUSED, number).path
    return pq.read_table(path) if path.exists() else None


def _clear(folder: Path, number: int) -> None:
    for path in folder.glob(f"*-{number:05d}.parquet"):
        path.unlink()
