"""HTTP beside the dashboard: answers as files, and what a figure card fetches when asked.

GET /api/v1/ask/<subject>/<question>.{csv,xlsx,json}?<filters>&lang=zh
GET /api/v1/card/<subject>/<question>.json?<filters>&lang=zh
GET /api/v1/rows/<subject>/<question>.json?<filters>&lang=zh
GET /api/v1/trail/<subject>/<question>.json?<filters>&lang=zh&row_ids=<id>,<id>
GET /api/v1/shown/<subject>/<question>.json?<filters>&lang=zh
GET /api/v1/search?lang=zh
GET /api/v1/data/...  (see chipcensus/downloads.py)

With &generation=<id> ask, card and trail answer from that generation, where it is kept.
Citations have their own routes (citing/routes.py), so have visits (visit.py).
"""

from __future__ import annotations

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chipcensus import downloads
from chipcensus.api import visit
from chipcensus.api.answers import ask_file, card_details, rows_of, search_words, trail_of_mark
from chipcensus.api.asked import read, safely
from chipcensus.census import Census
from chipcensus.citing.routes import at_its_generation
from chipcensus.citing.routes import routes as citation_routes
from chipcensus.export.files import MEDIA

ASK = "/api/v1/ask"
CARD = "/api/v1/card"
ROWS = "/api/v1/rows"
TRAIL = "/api/v1/trail"
SEARCH = "/api/v1/search"
SHOWN = "/api/v1/shown"


def routes(census: Census, shown_card: visit.Answers) -> list[Route]:
    """The routes of the API, answering from `census`; `shown_card` tells what a card is given."""

    async def ask(request: Request) -> Response:
        return await run_in_threadpool(safely, at_its_generation(ask_file), census, request)

    async def card(request: Request) -> Response:
        return await run_in_threadpool(safely, at_its_generation(card_details), census, request)

    async def rows(request: Request) -> Response:
        return await run_in_threadpool(safely, rows_of, census, request)

    async def trail_of(request: Request) -> Response:
        return await run_in_threadpool(safely, at_its_generation(trail_of_mark), census, request)

    async def shown(request: Request) -> Response:
        return await run_in_threadpool(safely, shown_card, census, request)

    async def search(request: Request) -> Response:
        return await run_in_threadpool(safely, search_words, census, request)

    return [
        Route(f"{ASK}/{{subject}}/{{question}}.{{ending}}", ask, methods=["GET"]),
        Route(f"{CARD}/{{subject}}/{{question}}.json", card, methods=["GET"]),
        Route(f"{ROWS}/{{subject}}/{{question}}.json", rows, methods=["GET"]),
        Route(f"{TRAIL}/{{subject}}/{{question}}.json", trail_of, methods=["GET"]),
        Route(f"{SHOWN}/{{subject}}/{{question}}.json", shown, methods=["GET"]),
        Route(SEARCH, search, methods=["GET"]),
        *citation_routes(census, read, safely),
        *downloads.routes(census),
        *visit.routes(census, shown_card),
        # Otherwise Streamlit would answer with the dashboard's HTML.
        Route("/api/{rest:path}", _nothing_here, methods=["GET"]),
    ]


async def _nothing_here(_: Request) -> Response:
    form = f"{ASK}/<subject>/<question>.<{'|'.join(MEDIA)}>"
    error = f"Nothing here; expected {form} or {downloads.NEWEST}."
    return JSONResponse({"error": error}, 404)
