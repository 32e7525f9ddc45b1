"""HTTP beside the dashboard: what programs ask, and what a figure card fetches when asked.

GET /api/v1/questions                                       what can be asked
GET /api/v1/ask/<subject>/<question>.<ending>?<filters>&lang=zh     json, csv, parquet, xlsx
GET /api/v1/figure/<subject>/<question>.<ending>?<filters>&lang=zh  the figure drawn
GET /api/v1/sources[/<id>]
GET /api/v1/tables/<table>.{csv,parquet}, /api/v1/data/...  (see chipcensus/downloads.py)
POST /api/v1/sql[.<ending>]                                 a statement of one's own (sql.py)
GET /openapi.json, /api/v1/problems

GET /api/v1/card/<subject>/<question>.json?<filters>&lang=zh
GET /api/v1/rows/<subject>/<question>.json?<filters>&lang=zh
GET /api/v1/trail/<subject>/<question>.json?<filters>&lang=zh&row_ids=<id>,<id>
GET /api/v1/shown/<subject>/<question>.json?<filters>&lang=zh
GET /api/v1/search?lang=zh

With &generation=<id> ask, figure, sources, card and trail answer from that generation, where it is
kept. Citations have their own routes (citing/routes.py), so have reports (report/routes.py) and
visits (visit.py).
"""

from __future__ import annotations

from collections.abc import Sequence

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Match, Route
from starlette.types import Receive, Scope, Send

from chipcensus import downloads
from chipcensus.api import visit
from chipcensus.api.answers import card_details, rows_of, search_words, trail_of_mark
from chipcensus.api.asked import read, safely
from chipcensus.api.gate import charge, client_of
from chipcensus.api.openapi import OPENAPI, openapi
from chipcensus.api.questions import QUESTIONS, questions
from chipcensus.api.sources import SOURCES, source, sources
from chipcensus.api.sql import routes as sql_routes
from chipcensus.api.taken import answering, data_of, dated, figure_of
from chipcensus.census import Census
from chipcensus.citing.routes import at_its_generation
from chipcensus.citing.routes import routes as citation_routes
from chipcensus.errors import NothingHere, NotOffered
from chipcensus.explore import routes as explore_routes
from chipcensus.export.pictures import shared_painter
from chipcensus.refusals import PROBLEMS, kinds, refusal
from chipcensus.report.routes import routes as report_routes

ASK = "/api/v1/ask"
FIGURE = "/api/v1/figure"
CARD = "/api/v1/card"
ROWS = "/api/v1/rows"
TRAIL = "/api/v1/trail"
SEARCH = "/api/v1/search"
SHOWN = "/api/v1/shown"


def routes(census: Census, shown_card: visit.Answers) -> list[Route]:
    """The routes of the API, answering from `census`; `shown_card` tells what a card is given."""

    def fetching(answer: visit.Answers) -> visit.Endpoint:
        async def endpoint(request: Request) -> Response:
            return await run_in_threadpool(safely, answer, census, request)

        return endpoint

    named = "{subject}/{question}"
    told = [
        Route(OPENAPI, answering(census, openapi)),
        Route(QUESTIONS, answering(census, questions)),
        Route(f"{ASK}/{named}.{{ending}}", answering(census, dated(data_of))),
        Route(f"{FIGURE}/{named}.{{ending}}", answering(census, dated(figure_of))),
        Route(SOURCES, answering(census, dated(sources))),
        Route(f"{SOURCES}/{{id}}", answering(census, dated(source))),
        Route(PROBLEMS, _problems),
        Route(f"{CARD}/{named}.json", fetching(at_its_generation(card_details))),
        Route(f"{ROWS}/{named}.json", fetching(rows_of)),
        Route(f"{TRAIL}/{named}.json", fetching(at_its_generation(trail_of_mark))),
        Route(f"{SHOWN}/{named}.json", fetching(shown_card)),
        Route(SEARCH, fetching(search_words)),
        *citation_routes(census, read, safely),
        *sql_routes(census),
        *report_routes(census, safely, shared_painter),
        *explore_routes(census, safely, shared_painter, client_of, charge),
        *downloads.routes(census),
        *visit.routes(census, shown_card),
    ]
    # Otherwise Streamlit would answer with the dashboard's HTML.
    return [*told, Route("/api/{rest:path}", Elsewhere(told))]


async def _problems(_: Request) -> Response:
    return JSONResponse({"problems": [kind._asdict() for kind in kinds()]})


class Elsewhere:
    """Answers what no route does: nothing is there, or not by that method."""

    def __init__(self, others: Sequence[BaseRoute]) -> None:
        """Know the routes that are there."""
        self.others = others

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Say which of the two it is."""
        found = [
            route
            for route in self.others
            if isinstance(route, Route) and route.matches(scope)[0] != Match.NONE
        ]
        methods = sorted({method for route in found for method in route.methods or ()})
        if found:
            text = f"This address takes {' and '.join(methods)} only."
            response = refusal(NotOffered(text), Request(scope), {"Allow": ", ".join(methods)})
        else:
            form = f"{ASK}/<subject>/<question>.<ending>"
            text = f"Nothing here; expected {form}, {downloads.NEWEST} or an address of {OPENAPI}."
            response = refusal(NothingHere(text), Request(scope))
        await response(scope, receive, send)
