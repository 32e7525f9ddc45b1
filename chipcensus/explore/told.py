"""What the page is told of a run: how far it is, its rows as text, a chart to begin with."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

import pyarrow as pa

from chipcensus.charts.explore import suggested
from chipcensus.errors import ChipCensusError, StatementRefused
from chipcensus.explore.own import NUMERIC, own_fields, plain
from chipcensus.explore.runs import Run
from chipcensus.i18n import Words
from chipcensus.refusals import kind_of
from chipcensus.sandbox import said

# Signs of a cell on the screen; a file has all of it.
LONGEST_CELL = 1000


def told(run: Run, words: Words) -> dict[str, Any]:
    """How far a run is; what came of it, where it is over."""
    running = run.running
    if not running.done:
        place = running.place
        return {"state": "waiting" if place else "running", "place": place}
    try:
        rows = running.result()
    except ChipCensusError as error:
        return failed(error, words)
    done = {
        "state": "done",
        "seconds": rows.seconds,
        "count": rows.table.num_rows,
        "is_cut": rows.is_cut,
    }
    if run.form:
        return done
    chart = suggested(run.result)
    return done | {
        "columns": _columns(rows.table),
        "rows": _rows(rows.table),
        "chart": asdict(chart) if chart else None,
        "drawn": [
            {"name": f.name, "numeric": f.type in NUMERIC}
            for f in run.result.question.columns
            if f.type != "VARCHAR[]"
        ],
    }


def failed(error: ChipCensusError, words: Words) -> dict[str, Any]:
    """Why there is no answer, in the reader's words, and where in the statement."""
    place = error.place if isinstance(error, StatementRefused) else None
    return {
        "state": "failed",
        "kind": kind_of(error).name,
        "reason": getattr(error, "reason", ""),
        "text": said(error, words),
        "place": list(place) if place else None,
    }


def _columns(table: pa.Table) -> list[dict[str, Any]]:
    fields = own_fields(table.schema)
    return [{"name": f.name, "numeric": f.type in NUMERIC} for f in fields]


def _rows(table: pa.Table) -> list[list[str | None]]:
    """Row by row, each cell as text; None is unknown."""
    columns = [[_cell(value) for value in column.to_pylist()] for column in table.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def _cell(value: Any) -> str | None:
    text = plain(value)
    if text is None or len(text) <= LONGEST_CELL:
        return text
    return f"{text[:LONGEST_CELL]}…"
