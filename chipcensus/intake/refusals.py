"""The refused rows as one CSV: the cells as they came, and what is wrong with each row."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from chipcensus.export.files import csv_cell
from chipcensus.i18n import Words
from chipcensus.importing.rows import Recognised
from chipcensus.intake.faults import reason
from chipcensus.intake.files import REFUSED
from chipcensus.publish.imports import REFUSED as FILE
from chipcensus.publish.imports import part

AT_ONCE = 5_000


def write_refused(folder: Path, files: Mapping[int, Recognised], words: Words) -> Path | None:
    """Write refused.csv, readable by Excel; None where nothing was refused.

    Args:
        folder: of the draft, with the refused rows of each file.
        files: what each file was found to be, by its number.
        words: of the language to give the reasons in.
    """
    parts = {n: path for n in files if (path := part(folder, REFUSED, n)).exists()}
    if not parts:
        return None
    fields = _fields(list(parts.values()))
    headers = {field: _header(field, files) for field in fields}
    target = folder / FILE
    with target.open("w", encoding="utf-8-sig", newline="") as handle:
        out = csv.writer(handle)
        said = [words(f"intake.{name}") for name in ("file", "row", "reason")]
        out.writerow([csv_cell(cell) for cell in (*headers.values(), *said)])
        for number, path in parts.items():
            for row, faults in _rows(path):
                reasons = [_reason(fault, words) for fault in faults]
                cells = dict(faults[0]["cells"])
                line = [cells.get(field) for field in fields]
                where = [files[number].file, row, "; ".join(reasons)]
                out.writerow([csv_cell(cell) for cell in (*line, *where)])
    for path in parts.values():
        path.unlink()
    return target


def _rows(path: Path) -> Iterator[tuple[int, list[dict[str, Any]]]]:
    """Each refused row with all its faults."""
    faults = (fault for batch in _batches(path) for fault in batch.to_pylist())
    for row, same in groupby(faults, key=lambda fault: fault["row"]):
        yield row, list(same)


def _batches(path: Path) -> Iterator[pa.RecordBatch]:
    with pq.ParquetFile(path) as file:
        yield from file.iter_batches(AT_ONCE)


def _fields(paths: Sequence[Path]) -> list[str]:
    """Every field any refused row has, in the order they are met."""
    found: dict[str, None] = {}
    for path in paths:
        for batch in _batches(path):
            cells = batch.column("cells")
            found |= dict.fromkeys(cells.keys.unique().to_pylist())
    return list(found)


def _header(field: str, files: Mapping[int, Recognised]) -> str:
    """The header as the first file spells it that has the field, so that it can be read again."""
    return next((f.columns[field] for f in files.values() if field in f.columns), field)


def _reason(fault: Mapping[str, Any], words: Words) -> str:
    expected, _ = reason(fault["code"], words)
    told = words("intake.found", found=fault["found"], expected=expected)
    return f"{fault['column']}: {told}" if fault["column"] else told
