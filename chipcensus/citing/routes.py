"""Citations over HTTP.

PUT /api/v1/cite/<subject>/<question>?<filters>[&generation=<id>]   keep the figure, tell its id
GET /api/v1/cite/<id>.json?lang=zh                                  what was cited, what changed
GET /c/<id>                                                         leads to the page
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Route

from chipcensus.answer import Answer
from chipcensus.archive import archive_of
from chipcensus.census import Census
from chipcensus.citing.citations import (
    SHORT,
    cite,
    cited_filters,
    cited_rows,
    look_up,
    short_address,
)
from chipcensus.citing.found import Found, find
from chipcensus.errors import BadParameter, Slip, UnknownQuestion
from chipcensus.i18n import LANGUAGES, Words
from chipcensus.state import Citation, Citations, read_id

CITE = "/api/v1/cite"
PAGE = "/cite"
LONGEST_SHOWN = 40

Read = Callable[[Census, Request], tuple[Answer, Words]]
Safely = Callable[[Callable[[Census, Request], Response], Census, Request], Response]


def routes(census: Census, read: Read, safely: Safely) -> list[Route]:
    """The routes of citations.

    Args:
        census: answers.
        read: the answer an address asks for, of the generation it names.
        safely: turns what is raised on purpose into a response.
    """

    def keep(then: Census, request: Request) -> Response:
        answer, _ = read(then, request)
        is_known = Citations(census.settings).get(answer.citation_id) is not None
        citation = cite(then, answer)
        return JSONResponse(_told(citation, request), 200 if is_known else 201)

    async def put(request: Request) -> Response:
        return await run_in_threadpool(safely, at_its_generation(keep), census, request)

    async def get(request: Request) -> Response:
        return await run_in_threadpool(safely, _get, census, request)

    return [
        Route(f"{CITE}/{{id}}.json", get, methods=["GET"]),
        Route(f"{CITE}/{{subject}}/{{question}}", put, methods=["PUT"]),
        Route(f"{SHORT}/{{id:path}}", leading_to(PAGE), methods=["GET"]),
    ]


def at_its_generation(
    answer: Callable[[Census, Request], Response],
) -> Callable[[Census, Request], Response]:
    """The same of the generation that the address names. Raises GenerationGone."""

    def dated(census: Census, request: Request) -> Response:
        with archive_of(census).at(request.query_params.get("generation")) as then:
            return answer(then, request)

    return dated


def link(answer: Answer, request: Request) -> str:
    """The short address of an answer, whole; empty for a visit's own data."""
    if answer.is_private:
        return ""
    return f"{request.base_url}{short_address(answer.citation_id).lstrip('/')}"


def leading_to(page: str) -> Callable[[Request], Awaitable[Response]]:
    """From a short address to the page, in the language asked for; the page says what is no id."""

    async def lead(request: Request) -> Response:
        query = {"key": request.path_params["id"][:LONGEST_SHOWN]}
        lang = request.query_params.get("lang")
        if lang in LANGUAGES:
            query["lang"] = lang
        return RedirectResponse(f"{page}?{urlencode(query)}", 302)

    return lead


def _get(census: Census, request: Request) -> Response:
    text, lang = request.path_params["id"], request.query_params.get("lang", "zh")
    if lang not in LANGUAGES:
        detail = f"lang: found {lang[:40]!r}; expected {' or '.join(LANGUAGES)}"
        raise BadParameter(slips=[Slip("lang", lang[:40], detail, LANGUAGES)])
    citation = look_up(census, text)
    if citation is None:
        hint = "" if read_id(text) else "; an id is ten letters and digits"
        raise UnknownQuestion(f"Nothing is cited as {text[:LONGEST_SHOWN]!r}{hint}.")
    found: Found[bool] = find(archive_of(census), citation, lang, lambda *_: True)
    return JSONResponse(_told(citation, request) | _more(found))


def _told(citation: Citation, request: Request) -> dict[str, Any]:
    return {
        "id": citation.id,
        "address": f"{request.base_url}{short_address(citation.id).lstrip('/')}",
        "figure": citation.figure,
        "generation": citation.generation,
    }


def _more(found: Found[bool]) -> dict[str, Any]:
    columns = found.result.question.columns
    return {
        "built_at": found.citation.built_at,
        "filters": cited_filters(found.citation),
        "current": found.current,
        "is_kept": found.is_kept,
        "is_shown_as_cited": found.then is not None,
        "is_changed": bool(found.changed),
        "changes": [vars(change) for change in found.changed],
        "columns": [{"name": c.name, "type": c.type, "text": c.text} for c in columns],
        "rows": cited_rows(found.citation),
    }
