"""One file read into a draft: what it is, its rows, what is refused and why."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
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
from chipcensus.intake.meaning import Meaning
from chipcensus.intake.parts import REFUSED, Part
from chipcensus.publish.imports import CANDIDATES, REGISTRY, ImportedFile
from chipcensus.scopes import FIELDS, pattern


@dataclass(frozen=True)
class Reading:
    """What all files of a draft are read with; `looked_for` as in an Import."""

    folder: Path
    as_format: str
    known: Known
    words: Words
    looked_for: tuple[str, ...] = ()


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
        self._candidates = Part(reading.folder, CANDIDATES, number)
        self._meaning = Meaning(reading.known, reading.words)
        self._last: int | None = None
        self._wrong = np.array([], np.int64)

    def add(self, batch: TextBatch) -> None:
        """Take in a batch."""
        found = self._meaning.of(batch)
        self._take(found, pa.concat_tables([batch.refused, found.refused]).sort_by("row"))
        self.seen += _distinct(batch.refused["row"]) + self._new(batch.rows["row"])

    def close(self) -> None:
        """Take in what only the whole file tells, and write what still waits."""
        rest = self._meaning.rest()
        self._take(rest, rest.refused)
        for part in (*self.parts.values(), self._refused, self._candidates):
            part.close()
        if rest.refused.num_rows:
            self._in_order()

    def _new(self, numbers: pa.ChunkedArray) -> int:
        """Rows of the file; one of a statement is several rows of text, perhaps in two batches."""
        if not len(numbers):
            return 0
        goes_on = bool(numbers[0].as_py() == self._last)
        self._last = numbers[-1].as_py()
        return _distinct(numbers) - int(goes_on)

    def _take(self, found: Meant, refused: pa.Table) -> None:
        self.faults.add_refused(self.recognised.file, refused, self.reading.words)
        wrong = np.unique(refused["row"].to_numpy())
        if self.recognised.kind == "statements":  # a row of these may be refused once more
            wrong = np.setdiff1d(wrong, self._wrong, assume_unique=True)
            self._wrong = np.concatenate([self._wrong, wrong])
        self.refused += len(wrong)
        self._refused.add(refused)
        for table, rows in found.rows.items():
            part = self.parts.setdefault(table, Part(self.reading.folder, table, self.number))
            part.add(rows)
            if table == REGISTRY:
                self._candidates.add(_candidates(rows, self.reading.looked_for))

    def _in_order(self) -> None:
        """All that is wrong with a row stands together."""
        rows = pq.read_table(self._refused.path).sort_by("row")
        pq.write_table(rows, self._refused.path, compression="zstd")

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


def _distinct(numbers: pa.ChunkedArray) -> int:
    return int(pc.count_distinct(numbers).as_py()) if len(numbers) else 0


def _candidates(rows: pa.Table, looked_for: tuple[str, ...]) -> pa.Table:
    """The texts of companies in which one of the words stands, whatever its capitals.

    They are in memory here; a build would have to unpack all texts again to look for them.
    """
    texts = rows.select(["row", *FIELDS])
    if not looked_for:
        return texts.slice(0, 0)
    any_word = pattern(looked_for)
    found = (pc.match_substring_regex(texts[n], any_word, ignore_case=True) for n in FIELDS)
    return texts.filter(pc.or_(*(pc.fill_null(stands, False) for stands in found)))


def _clear(folder: Path, number: int) -> None:
    for path in folder.glob(f"*-{number:05d}.parquet"):
        path.unlink()
