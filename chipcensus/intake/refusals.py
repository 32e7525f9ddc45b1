"""The refused rows as one CSV: the cells as they came, and what is wrong with each row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyarrow.csv import WriteOptions, write_csv

from chipcensus.export.files import RUNS_AS_FORMULA, csv_cell
from chipcensus.i18n import Words
from chipcensus.importing.rows import Recognised
from chipcensus.intake.faults import reason
from chipcensus.intake.parts import REFUSED
from chipcensus.publish.imports import REFUSED as FILE
from chipcensus.publish.imports import part

AT_ONCE = 50_000
# Stands for what was found while a reason is put into words.
MARK = "\0"


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
    headers = [_header(field, files) for field in fields]
    headers += [words(f"intake.{name}") for name in ("file", "row", "reason")]
    target = folder / FILE
    with target.open("wb") as handle:
        line = io.StringIO(newline="")
        csv.writer(line, lineterminator="\n").writerow([csv_cell(cell) for cell in headers])
        handle.write(line.getvalue().encode("utf-8-sig"))
        for number, path in parts.items():
            for faults in _whole_rows(path):
                lines = _lines(faults, fields, files[number].file, words)
                write_csv(lines, handle, WriteOptions(include_header=False))
    for path in parts.values():
        path.unlink()
    return target


def _lines(faults: pa.Table, fields: Sequence[str], file: str, words: Words) -> pa.Table:
    """A line a refused row: its cells, its file and number, all that is wrong with it."""
    rows = faults["row"].to_numpy()
    first = np.flatnonzero(np.diff(rows, prepend=rows[0] - 1))
    ends = pa.array([*first.tolist(), len(rows)], pa.int32())
    reasons = pc.binary_join(pa.ListArray.from_arrays(ends, _reasons(faults, words)), "; ")
    one = faults.take(pa.array(first))
    cells = [pc.map_lookup(one["cells"], pa.scalar(field), "first") for field in fields]
    told = [*cells, pa.repeat(file, len(first)), one["row"].cast(pa.string()), reasons]
    return pa.table([_safe(column) for column in told], list(map(str, range(len(told)))))


def _safe(column: Any) -> Any:
    """Texts so that no spreadsheet runs them (`csv_cell`)."""
    runs = pa.array(RUNS_AS_FORMULA)
    risky = pc.is_in(pc.utf8_slice_codeunits(column, 0, 1), runs)
    return pc.if_else(risky, pc.binary_join_element_wise("'", column, ""), column)


def _whole_rows(path: Path) -> Iterator[pa.Table]:
    """The refused rows, some thousands at a time; a row's faults are never parted."""
    rest: pa.Table | None = None
    for batch in _batches(path):
        faults = pa.Table.from_batches([batch])
        faults = faults if rest is None else pa.concat_tables([rest, faults])
        rows = faults["row"].to_numpy()
        cut = int(np.flatnonzero(rows != rows[-1])[-1]) + 1 if (rows != rows[-1]).any() else 0
        rest = faults.slice(cut).combine_chunks()
        if cut:
            yield faults.slice(0, cut).combine_chunks()
    if rest is not None and rest.num_rows:
        yield rest


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


def _reasons(faults: pa.Table, words: Words) -> pa.Array:
    """What is wrong, a text a fault."""
    columns = {n: faults[n].combine_chunks().dictionary_encode() for n in ("code", "column")}
    codes, names = (columns[n].dictionary.to_pylist() for n in ("code", "column"))
    told = [words("intake.found", found=MARK, expected=reason(c, words)[0]) for c in codes]
    before, behind = zip(*(text.split(MARK, 1) for text in told), strict=True)
    heads = pa.array([f"{name}: " for name in [*names]] + [""])
    place = columns["column"].indices.fill_null(len(names))
    return pc.binary_join_element_wise(
        heads.take(place),
        pa.array(before).take(columns["code"].indices),
        faults["found"].combine_chunks(),
        pa.array(behind).take(columns["code"].indices),
        "",
    )
