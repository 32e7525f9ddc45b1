"""An answer as Parquet: typed columns, and in its metadata what the file is."""

from __future__ import annotations

import io
import json
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from chipcensus.export.exhibit import Exhibit
from chipcensus.question import Field
from chipcensus.result import Result

TYPES = {
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "TIMESTAMP": pa.timestamp("us"),
    "VARCHAR": pa.string(),
}


def to_parquet(exhibit: Exhibit) -> bytes:
    """One row a row of the answer.

    The file's metadata are `title`, `finding`, `filters`, `notes`, `question`, `params`,
    `generation`, `sql`, `sources` and, where they lead somewhere, `link` and `cite`; a column's are
    its `label` and its `description`, unit first. `params`, `notes` and `sources` are JSON.
    """
    out = io.BytesIO()
    pq.write_table(_table(exhibit), out, compression="zstd")
    return out.getvalue()


def _table(exhibit: Exhibit) -> pa.Table:
    result = exhibit.result
    fields = [_field(column, exhibit) for column in result.question.columns]
    arrays = [pa.array(result.column(f.name), type=f.type) for f in fields]
    return pa.Table.from_arrays(arrays, schema=pa.schema(fields, metadata=_metadata(exhibit)))


def _field(column: Field, exhibit: Exhibit) -> pa.Field:
    about = {
        "label": exhibit.words.get(f"column.{column.name}", column.name),
        "description": column.text,
    }
    return pa.field(column.name, _type(column.type), metadata=about)


def _type(name: str) -> pa.DataType:
    return pa.list_(_type(name[:-2])) if name.endswith("[]") else TYPES[name]


def _metadata(exhibit: Exhibit) -> dict[str, str]:
    heading, result = exhibit.heading, exhibit.result
    told = {
        "title": heading.title,
        "finding": heading.finding,
        "filters": heading.filters,
        "notes": _json(list(heading.notes)),
        "name": exhibit.name,
        "question": result.question.question,
        "params": _json(result.params),
        "generation": result.generation,
        "sql": result.sql,
        "sources": _json(sources(result)),
        "link": heading.link,
        "cite": heading.cite,
    }
    return {name: text for name, text in told.items() if text}


def sources(result: Result) -> list[dict[str, Any]]:
    """The sources behind an answer, as JSON can hold them."""
    return [
        {
            "source_id": source.source_id,
            "title": source.title,
            "publisher": source.publisher,
            "url": source.url,
            "published_on": source.published_on and source.published_on.isoformat(),
            "kind": source.kind,
        }
        for source in (result.citations[i] for i in result.source_ids)
    ]


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, default=_plain)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
