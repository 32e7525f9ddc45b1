"""Answers over HTTP: files of a figure, what its card fetches, what the search box knows."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chipcensus.api.asked import ROW_IDS, language, only, read
from chipcensus.census import Census
from chipcensus.errors import BadParameter, Slip
from chipcensus.exhibits import told_sources
from chipcensus.export.files import MEDIA
from chipcensus.export.table import table
from chipcensus.result import Result
from chipcensus.rows import rows_index
from chipcensus.search import Index, search_index
from chipcensus.trail import trail


def card_details(census: Census, request: Request) -> Response:
    """What a card shows when asked: table, sources, statement."""
    answer, words = read(census, request)
    result = answer.result
    shown = table(result, words)
    return JSONResponse(
        {
            "table": {
                "columns": [
                    {"label": label, "numeric": n}
                    for label, n in zip(shown.labels, shown.numeric, strict=True)
                ],
                "rows": shown.rows,
                "origins": _origins(result),
            },
            "sources": told_sources(census, result, words),
            "sql": result.sql,
            "params": [
                {"name": k, "value": None if v is None else str(v)}
                for k, v in result.params.items()
            ],
            "notes": [result.question.notes] if words.lang == "en" else [],
        }
    )


def trail_of_mark(census: Census, request: Request) -> Response:
    """The trail of a mark, by the rows of the data it rests on; of the answer's rows only."""
    answer, words = read(census, request)
    given = ",".join(request.query_params.getlist(ROW_IDS))
    row_ids = list(dict.fromkeys(filter(None, given.split(","))))
    unknown = set(row_ids) - set(answer.result.row_ids)
    if not row_ids or unknown:
        found = ", ".join(sorted(unknown)[:3]) or "none"
        detail = f"row_ids: found {found[:120]!r}; expected rows behind this answer"
        raise BadParameter(slips=[Slip(ROW_IDS, found[:120], detail, answer.result.row_ids)])
    return JSONResponse(trail(census, answer, row_ids, words))


def _origins(result: Result) -> list[dict[str, Any]]:
    """Of each row of the answer: the rows of the data it rests on, its sources by their place."""
    places = {source_id: place for place, source_id in enumerate(result.source_ids)}
    return [
        {
            "row_ids": row.get("row_ids") or [],
            "sources": [places[i] for i in row.get("source_ids") or []],
        }
        for row in result.rows
    ]


def search_words(census: Census, request: Request) -> Response:
    """What the search box fetches; `generation` only makes the address new where the data is."""
    lang, wrong = language(request)
    slips = [*only(request, "lang", "generation"), *wrong]
    if slips:
        raise BadParameter(slips=slips)
    return _packed(request, search_index(census, lang))


def rows_of(census: Census, request: Request) -> Response:
    """All rows of a figure that is a long list."""
    answer, words = read(census, request)
    return _packed(request, rows_index(census, answer, words))


def _packed(request: Request, index: Index) -> Response:
    """A large text, sent only where the browser has not got it already."""
    headers = {"ETag": index.tag, "Cache-Control": "public, no-cache", "Vary": "Accept-Encoding"}
    if request.headers.get("if-none-match") == index.tag:
        return Response(status_code=304, headers=headers)
    if "br" not in request.headers.get("accept-encoding", ""):
        return Response(index.body, media_type=MEDIA["json"], headers=headers)
    headers["Content-Encoding"] = "br"
    return Response(index.small, media_type=MEDIA["json"], headers=headers)
