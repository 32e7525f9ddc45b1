"""The kinds of file a figure can be taken away as: one table for the API, the CLI and the menus."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from chipcensus.export.exhibit import Exhibit
from chipcensus.export.files import MEDIA, to_csv, to_json_rows, to_xlsx
from chipcensus.export.html import to_html
from chipcensus.export.parquet import sources, to_parquet
from chipcensus.export.picture import paint
from chipcensus.export.pictures import Paints as Paints


class Format(NamedTuple):
    """A kind of file.

    Attributes:
        media: its media type.
        make: an exhibit as such a file; the painter is asked for pictures only.
    """

    media: str
    make: Callable[[Exhibit, Paints], bytes]


def to_json(exhibit: Exhibit) -> bytes:
    """The answer with its columns, parameters and sources as JSON."""
    heading, result = exhibit.heading, exhibit.result
    told = {
        "question": result.question.question,
        "title": heading.title,
        "finding": heading.finding,
        "filters": heading.filters,
        "notes": list(heading.notes),
        "generation": result.generation,
        "cite": heading.cite,
        "link": heading.link,
        "params": result.params,
        "columns": [
            {"name": c.name, "type": c.type, "text": c.text} for c in result.question.columns
        ],
        "rows": to_json_rows(result),
        "sources": sources(result),
    }
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), default=str).encode()


def _to_xlsx(exhibit: Exhibit) -> bytes:
    return to_xlsx(exhibit.result, exhibit.heading, exhibit.reported, exhibit.words, exhibit.figure)


def _slide(exhibit: Exhibit) -> bytes:
    from chipcensus.export.slides import to_pptx  # late: a server starts sooner without it

    return to_pptx([exhibit])


def _picture(form: str) -> Callable[[Exhibit, Paints], bytes]:
    return lambda exhibit, painter: paint(exhibit, painter, form)


PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# By ending. A new kind of file is a line here: the API, `chipcensus export` and the menus have it.
FORMATS: dict[str, Format] = {
    "png": Format("image/png", _picture("png")),
    "svg": Format("image/svg+xml", _picture("svg")),
    "pdf": Format("application/pdf", _picture("pdf")),
    "html": Format("text/html; charset=utf-8", lambda exhibit, _: to_html([exhibit])),
    "csv": Format(MEDIA["csv"], lambda exhibit, _: to_csv(exhibit.result)),
    "xlsx": Format(MEDIA["xlsx"], lambda exhibit, _: _to_xlsx(exhibit)),
    "json": Format(MEDIA["json"], lambda exhibit, _: to_json(exhibit)),
    "parquet": Format("application/vnd.apache.parquet", lambda exhibit, _: to_parquet(exhibit)),
    "pptx": Format(PPTX, lambda exhibit, _: _slide(exhibit)),
}
