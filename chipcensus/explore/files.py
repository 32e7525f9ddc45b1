"""All rows of an answer as a file: CSV and Parquet at any size, XLSX as far as it is of use."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq

from chipcensus.explore.own import plain
from chipcensus.explore.runs import Run
from chipcensus.export.files import MEDIA, Heading, to_xlsx
from chipcensus.export.formats import FORMATS as OF_FIGURES
from chipcensus.i18n import Words

# What a spreadsheet would run begins with one of these.
RUNS_AS_FORMULA = r"^[=+\-@\t\r]"
BYTE_ORDER_MARK = b"\xef\xbb\xbf"
BATCH = 20_000
XLSX_ROWS = 50_000


class Format(NamedTuple):
    """A kind of file: its media type, its most rows (None = those of the settings), its maker."""

    media: str
    rows: int | None
    make: Callable[[Run, Words], Iterator[bytes]]


def to_csv(run: Run, _words: Words) -> Iterator[bytes]:
    """CSV for Excel: UTF-8 with byte order mark, nothing that a spreadsheet would run."""
    table = run.running.result().table
    names = [_safe(pa.array([name])).to_pylist()[0] for name in table.column_names]
    yield BYTE_ORDER_MARK
    for place, batch in enumerate(table.to_batches(BATCH) or [None]):
        columns = batch.columns if batch else [pa.array([], pa.string())] * len(names)
        out = io.BytesIO()
        told = pa.table([_for_csv(column) for column in columns], names=names)
        pa_csv.write_csv(told, out, pa_csv.WriteOptions(include_header=place == 0))
        yield out.getvalue()


def _for_csv(column: pa.Array) -> pa.Array:
    """Numbers, days and truths as they are; all else is text."""
    kind = column.type
    if pa.types.is_nested(kind) or pa.types.is_binary(kind):
        column = pa.array([plain(value) for value in column.to_pylist()], pa.string())
    return _safe(column) if pa.types.is_string(column.type) else column


def _safe(text: pa.Array) -> pa.Array:
    quoted = pc.binary_join_element_wise("'", text, "")
    return pc.if_else(pc.match_substring_regex(text, RUNS_AS_FORMULA), quoted, text)


def to_parquet(run: Run, _words: Words) -> Iterator[bytes]:
    """Typed columns; the statement and the generation it was asked of stand in the metadata."""
    out, about = io.BytesIO(), {"sql": run.sql, "generation": run.generation}
    table = run.running.result().table.replace_schema_metadata(about)
    pq.write_table(table, out, compression="zstd")
    yield out.getvalue()


def _to_xlsx(run: Run, words: Words) -> Iterator[bytes]:
    result = run.result
    finding, caption = cut(run, words), words("explore.caption", rows=f"{len(result.rows):,}")
    yield to_xlsx(result, Heading(words("explore.file_title"), finding, caption, "", ()), {}, words)


def cut(run: Run, words: Words) -> str:
    """That there are more rows than the limit; "" where there are none."""
    rows = run.running.result()
    return words("explore.cut", rows=f"{rows.table.num_rows:,}") if rows.is_cut else ""


FORMATS: Mapping[str, Format] = {
    "csv": Format(MEDIA["csv"], None, to_csv),
    "parquet": Format(OF_FIGURES["parquet"].media, None, to_parquet),
    "xlsx": Format(MEDIA["xlsx"], XLSX_ROWS, _to_xlsx),
}
