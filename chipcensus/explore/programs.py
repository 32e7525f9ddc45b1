"""A statement as programs ask it, over HTTP or in a terminal: its limits, its rows as a file."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping
from typing import Any

from chipcensus.explore.files import FORMATS
from chipcensus.explore.kept import bad
from chipcensus.explore.own import plain
from chipcensus.explore.runs import Run
from chipcensus.export.files import MEDIA
from chipcensus.i18n import read_words
from chipcensus.sandbox import Limits
from chipcensus.settings import Settings

JSON = "json"
# Media types by ending.
ENDINGS: Mapping[str, str] = {
    JSON: MEDIA["json"],
    "csv": FORMATS["csv"].media,
    "parquet": FORMATS["parquet"].media,
}
BATCH = 5_000
# No limit is as large.
LARGEST = 1e15


def limits_of(settings: Settings, rows: object, seconds: object) -> Limits:
    """The limits with what a program asks for, which may be less. Raises BadParameter."""
    most, longest = settings.sql_export_rows, settings.sql_seconds
    count, time = _number(rows), _number(seconds)
    if rows is not None and not (count and count.is_integer() and 1 <= count <= most):
        raise bad("rows", str(rows), f"a whole number from 1 to {most}")
    if seconds is not None and not (time and 0 < time <= longest):
        raise bad("seconds", str(seconds), f"a number above 0, up to {longest:g}")
    return Limits.of(settings, int(count) if count else None, time)


def _number(told: object) -> float | None:
    """A number as JSON has it: 5 and 5.0 are the same; None of anything else."""
    if isinstance(told, bool) or not isinstance(told, int | float):
        return None
    return float(told) if abs(told) < LARGEST else None


def written(run: Run) -> Iterator[bytes]:
    """All rows as a file, piece by piece. Raises StatementRefused, StatementStopped."""
    run.running.result()
    return _to_json(run) if run.form == JSON else FORMATS[run.form].make(run, read_words("en"))


def _to_json(run: Run) -> Iterator[bytes]:
    """What the answer says of itself, then its rows, a few at a time."""
    rows = run.running.result()
    schema = rows.table.schema
    about = {
        "generation": run.generation,
        "seconds": round(rows.seconds, 3),
        "is_cut": rows.is_cut,
        "columns": [{"name": one.name, "type": str(one.type)} for one in schema],
    }
    yield f'{_text(about)[:-1]},"rows":['.encode()
    between = ""
    for batch in rows.table.to_batches(BATCH):
        for row in batch.to_pylist():
            yield f"{between}{_text({name: _value(cell) for name, cell in row.items()})}".encode()
            between = ","
    yield b"]}"


def _text(told: Any) -> str:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _value(cell: Any) -> Any:
    """A cell as JSON can hold it: no number without an end, days as ISO 8601."""
    if isinstance(cell, float):
        return cell if math.isfinite(cell) else None
    if cell is None or isinstance(cell, str | int):
        return cell
    if isinstance(cell, dict):
        return {str(name): _value(value) for name, value in cell.items()}
    if isinstance(cell, list | tuple):
        return [_value(value) for value in cell]
    return plain(cell)
