"""What the cards of a visit with data of its own fetch: the same answers, from its own data.

No part of the API: the addresses hold an unguessable token, end with the visit, and nothing that
they answer may be kept.

GET  /visit/<token>/{ask,card,figure,rows,shown,trail}/<subject>/<question>...   as below /api/v1
GET  /visit/<token>/search
POST /visit/<token>/stay    the browser comes back to this visit when a page is loaded anew
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chipcensus.api.answers import card_details, rows_of, search_words, trail_of_mark
from chipcensus.api.asked import safely
from chipcensus.api.taken import ask_file, figure_file
from chipcensus.census import Census
from chipcensus.errors import NothingHere
from chipcensus.refusals import refusal
from chipcensus.workspace import COOKIE, VISIT, Workspace, workspaces_of

# A browser sends it along with what our own pages ask for; a foreign page cannot.
OURS = "x-chip-census"
NOWHERE = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}

Answers = Callable[[Census, Request], Response]
Endpoint = Callable[[Request], Awaitable[Response]]


def routes(shared: Census, shown_card: Answers) -> list[Route]:
    """The routes of all visits; `shared` is the census they have besides."""
    below = f"{VISIT}/{{token}}"
    named = "{subject}/{question}"

    def answering(answer: Answers) -> Endpoint:
        async def endpoint(request: Request) -> Response:
            workspace = _workspace(shared, request)
            if workspace is None or workspace.census is None:
                return _gone(request)
            response = await run_in_threadpool(safely, answer, workspace.census, request)
            response.headers.update(NOWHERE)
            return response

        return endpoint

    async def stay(request: Request) -> Response:
        if _workspace(shared, request) is None or OURS not in request.headers:
            return _gone(request)
        response = Response(status_code=204, headers=NOWHERE)
        is_safe = request.url.scheme == "https"
        token = request.path_params["token"]
        response.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=is_safe)
        return response

    async def nothing(request: Request) -> Response:
        return _gone(request)

    return [
        Route(f"{below}/ask/{named}.{{ending}}", answering(ask_file), methods=["GET"]),
        Route(f"{below}/figure/{named}.{{ending}}", answering(figure_file), methods=["GET"]),
        Route(f"{below}/card/{named}.json", answering(card_details), methods=["GET"]),
        Route(f"{below}/rows/{named}.json", answering(rows_of), methods=["GET"]),
        Route(f"{below}/shown/{named}.json", answering(shown_card), methods=["GET"]),
        Route(f"{below}/trail/{named}.json", answering(trail_of_mark), methods=["GET"]),
        Route(f"{below}/search", answering(search_words), methods=["GET"]),
        Route(f"{below}/stay", stay, methods=["POST"]),
        # Otherwise Streamlit would answer with the dashboard's HTML.
        Route(f"{VISIT}/{{rest:path}}", nothing, methods=["GET"]),
    ]


def _workspace(shared: Census, request: Request) -> Workspace | None:
    return workspaces_of(shared).find(request.path_params["token"])


def _gone(request: Request) -> Response:
    return refusal(NothingHere("Nothing here: the visit has ended."), request, NOWHERE)
