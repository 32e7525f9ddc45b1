"""HTTP beside the dashboard: answers as files, and what a figure card fetches when asked.

GET /api/v1/ask/<subject>/<question>.{csv,xlsx,json}?<filters>&lang=zh
GET /api/v1/card/<subject>/<question>.json?<filters>&lang=zh
GET /api/v1/rows/<subject>/<question>.json?<filters>&lang=zh
GET /api/v1/trail/<subject>/<question>.json?<filters>&lang=zh&row_ids=<id>,<id>
GET /api/v1/search?lang=zh
GET /api/v1/data/...  (see chipcensus/downloads.py)

With &generation=<id> ask, card and trail answer from that generation, where it is kept.
Citations have their own routes (citing/routes.py).
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chipcensus import downloads
from chipcensus.census import Answer, Census
from chipcensus.citing.routes import at_its_generation, link
from chipcensus.citing.routes import routes as citation_routes
from chipcensus.errors import (
    BadParameter,
    ChipCensusError,
    CitationsFull,
    GenerationGone,
    UnknownQuestion,
)
from chipcensus.export.files import MEDIA, Heading, to_csv, to_json_rows, to_xlsx
from chipcensus.export.table import table
from chipcensus.figures import find, notes
from chipcensus.filters import from_url
from chipcensus.i18n import LANGUAGES, Words, read_words
from chipcensus.result import Result
from chipcensus.rows import rows_index
from chipcensus.search import Index, search_index
from chipcensus.trail import trail

ASK = "/api/v1/ask"
CARD = "/api/v1/card"
ROWS = "/api/v1/rows"
TRAIL = "/api/v1/trail"
SEARCH = "/api/v1/search"
ROW_IDS = "row_ids"


def routes(census: Census) -> list[Route]:
    """The routes of the API, answering from `census`."""

    async def ask(request: Request) -> Response:
        return await run_in_threadpool(_safely, at_its_generation(_ask), census, request)

    async def card(request: Request) -> Response:
        return await run_in_threadpool(_safely, at_its_generation(_card), census, request)

    async def rows(request: Request) -> Response:
        return await run_in_threadpool(_safely, _rows, census, request)

    async def trail_of(request: Request) -> Response:
        return await run_in_threadpool(_safely, at_its_generation(_trail), census, request)

    async def search(request: Request) -> Response:
        return await run_in_threadpool(_safely, _search, census, request)

    return [
        Route(f"{ASK}/{{subject}}/{{question}}.{{ending}}", ask, methods=["GET"]),
        Route(f"{CARD}/{{subject}}/{{question}}.json", card, methods=["GET"]),
        Route(f"{ROWS}/{{subject}}/{{question}}.json", rows, methods=["GET"]),
        Route(f"{TRAIL}/{{subject}}/{{question}}.json", trail_of, methods=["GET"]),
        Route(SEARCH, search, methods=["GET"]),
        *citation_routes(census, _read, _safely),
        *downloads.routes(census),
        # Otherwise Streamlit would answer with the dashboard's HTML.
        Route("/api/{rest:path}", _nothing_here, methods=["GET"]),
    ]


async def _nothing_here(_: Request) -> Response:
    form = f"{ASK}/<subject>/<question>.<{'|'.join(MEDIA)}>"
    error = f"Nothing here; expected {form} or {downloads.NEWEST}."
    return JSONResponse({"error": error}, 404)


def _safely(answer: Any, census: Census, request: Request) -> Response:
    response: Response
    try:
        response = answer(census, request)
    except UnknownQuestion as error:
        response = JSONResponse({"error": str(error)}, 404)
    except BadParameter as error:
        response = JSONResponse({"error": str(error)}, 400)
    except GenerationGone as error:
        response = JSONResponse({"error": str(error)}, 410)
    except CitationsFull as error:
        response = JSONResponse({"error": str(error)}, 507)
    except (ChipCensusError, OSError):
        response = JSONResponse({"error": "The data cannot be read just now."}, 503)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _read(census: Census, request: Request) -> tuple[Answer, Words]:
    """Raises UnknownQuestion or BadParameter, which names every parameter that does not fit."""
    name = f"{request.path_params['subject']}/{request.path_params['question']}"
    find(name)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    query.pop("generation", None)  # which census was asked
    lang = (query.pop("lang", None) or ["zh"])[-1]
    if request.url.path.startswith(f"{TRAIL}/"):
        query.pop(ROW_IDS, None)
    filters, ignored = from_url(query, census.choices())
    said = read_words("en")
    problems = [
        f"{i.name}: found {i.value!r}; {said(f'notice.reason_{i.reason}')}"
        for i in ignored
        if i.reason != "swapped"
    ]
    if lang not in LANGUAGES:
        problems.append(f"lang: found {lang[:40]!r}; expected {' or '.join(LANGUAGES)}")
    if problems:
        raise BadParameter("; ".join(problems))
    return census.figure(name, filters), census.words(lang)


def _ask(census: Census, request: Request) -> Response:
    answer, words = _read(census, request)
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
        heading = _heading(answer, words, request)
        content = to_xlsx(result, heading, census.reported(result), words)
    disposition = f"attachment; filename*=UTF-8''{quote(f'{answer.file_name(words)}.{ending}')}"
    headers = {
        "Content-Disposition": disposition,
        "Link": f'<{link(answer, request)}>; rel="cite-as"',
    }
    return Response(content, media_type=MEDIA[ending], headers=headers)


def _card(census: Census, request: Request) -> Response:
    answer, words = _read(census, request)
    result = answer.result
    shown = table(result, words)
    reported = census.reported(result)
    sources = [
        {
            "title": s.title,
            "publisher": s.publisher,
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


def _trail(census: Census, request: Request) -> Response:
    """The trail of a mark, by the rows of the data it rests on; of the answer's rows only."""
    answer, words = _read(census, request)
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


def _search(census: Census, request: Request) -> Response:
    """What the search box fetches; `generation` only makes the address new where the data is."""
    query = dict(request.query_params)
    lang = query.get("lang", "zh")
    problems = [f"{name[:40]}: not known" for name in sorted(query.keys() - {"lang", "generation"})]
    if lang not in LANGUAGES:
        problems.append(f"lang: found {lang[:40]!r}; expected {' or '.join(LANGUAGES)}")
    if problems:
        raise BadParameter("; ".join(problems))
    return _packed(request, search_index(census, lang))


def _rows(census: Census, request: Request) -> Response:
    """All rows of a figure that is a long list."""
    answer, words = _read(census, request)
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


def _page(answer: Answer, words: Words, request: Request) -> str:
    """The address of the page that shows the figure with the same filters."""
    chosen = answer.filters.to_url()
    query = {**chosen, "lang": words.lang, "generation": answer.result.generation}
    page = f"{request.base_url}{answer.figure.page}"
    return f"{page}?{urlencode(query, doseq=True)}#{answer.figure.name}"


def _heading(answer: Answer, words: Words, request: Request) -> Heading:
    drawing = answer.figure.drawing(answer.result, words)
    return Heading(
        answer.figure.title(answer.result.params, words),
        drawing.finding,
        answer.caption(words),
        _page(answer, words, request),
        notes(answer.result, drawing, words),
        link(answer, request),
    )
