"""Answers over HTTP: files of a figure, what its card fetches, what the search box knows."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chipcensus.api.asked import ROW_IDS, read
from chipcensus.census import Census
from chipcensus.citing.routes import link
from chipcensus.errors import (
    BadParameter,
    UnknownQuestion,
)
from chipcensus.exhibits import exhibit
from chipcensus.export.files import MEDIA, to_csv, to_json_rows, to_xlsx
from chipcensus.export.table import table
from chipcensus.i18n import LANGUAGES
from chipcensus.result import Result
from chipcensus.rows import rows_index
from chipcensus.search import Index, search_index
from chipcensus.trail import trail


def ask_file(census: Census, request: Request) -> Response:
    """A figure's answer as a file, or as JSON."""
    answer, words = read(census, request)
    ending = request.path_params["ending"]
    if ending not in MEDIA:
        raise UnknownQuestion(f"No ending {ending[:20]!r}. There are: {', '.join(MEDIA)}.")
    result = answer.result
    if ending == "json":
        columns = [
            {"name": c.name, "type": c.type, "text": c.text} for c in result.question.columns
        ]
        return JSONResponse(
            {
                "question": result.question.question,
                "generation": result.generation,
                "cite": link(answer, request),
                "columns": columns,
                "rows": to_json_rows(result),
            }
        )
    if ending == "csv":
        content = to_csv(result)
    else:
        made = exhibit(census, answer, words, str(request.base_url))
        content = to_xlsx(result, made.heading, made.reported, words)
    disposition = f"attachment; filename*=UTF-8''{quote(f'{answer.file_name(words)}.{ending}')}"
    headers = {"Content-Disposition": disposition}
    if not answer.is_private:
        headers["Link"] = f'<{link(answer, request)}>; rel="cite-as"'
    return Response(content, media_type=MEDIA[ending], headers=headers)


def card_details(census: Census, request: Request) -> Response:
    """What a card shows when asked: table, sources, statement."""
    answer, words = read(census, request)
    result = answer.result
    shown = table(result, words)
    reported = census.reported(result)
    sources = [
        {
            "title": s.title,
            "publisher": words.code("publisher", s.publisher),
            "url": s.url,
            "published_on": words.day(s.published_on),
            "kind": words.code("kind", s.kind),
            "reported_as": [
                {"text": text, "row_ids": ids}
                for text, ids in reported.get(s.source_id, {}).items()
            ],
        }
        for s in (result.citations[i] for i in result.source_ids)
    ]
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
            "sources": sources,
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
        raise BadParameter(f"row_ids: found {found[:120]!r}; expected rows behind this answer")
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
    query = dict(request.query_params)
    lang = query.get("lang", "zh")
    problems = [f"{name[:40]}: not known" for name in sorted(query.keys() - {"lang", "generation"})]
    if lang not in LANGUAGES:
        problems.append(f"lang: found {lang[:40]!r}; expected {' or '.join(LANGUAGES)}")
    if problems:
        raise BadParameter("; ".join(problems))
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
