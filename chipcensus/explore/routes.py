"""What the page Explore asks over HTTP; no part of the API, whose way to ask is POST /api/v1/sql.

Below /api/v1/explore, and for a visit with data of its own below /visit/<token>/explore:

GET    schema.json?lang=zh, examples.json?lang=zh       what can be asked, and what to begin with
GET    example.json?name=<subject>/<question>&<filters> one shipped question as a statement
POST   runs                         begin to run {"sql", "format"}: without a format for the screen
GET    runs/<run>                   how far it is; waits a little
DELETE runs/<run>                   give it up
GET    runs/<run>/card.json?kind=&x=&y=&colour=         the quick chart as a card
GET    runs/<run>/details.json      what that card shows when asked
GET    runs/<run>/figure.<ending>?kind=&x=&y=&colour=   the chart and its rows as a file
GET    runs/<run>/all.<ending>      all rows, once
POST   statements                   keep {"sql", "chart"}, tell its id and address
GET    /q/<id>                      leads to the page
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import anyio
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chipcensus.census import Census
from chipcensus.citing.routes import leading_to
from chipcensus.explore import answers
from chipcensus.explore.asked import EXPLORE, Answer, Asked, asked
from chipcensus.explore.kept import SHORT
from chipcensus.explore.runs import runs_of
from chipcensus.export.formats import Paints
from chipcensus.report.sent import read_body, read_json
from chipcensus.workspace import VISIT

PAGE = "/explore"
# Seconds: how long an answer is waited for before the page is told that it is to come.
PATIENCE, LOOK = 2.0, 0.01

Charge = Callable[[Request, float], None]
Safely = Callable[[Callable[[Census, Request], Response], Census, Request], Response]


def routes(
    shared: Census,
    safely: Safely,
    painter: Callable[[], Paints],
    client_of: Callable[[Any], str],
    charge: Charge,
) -> list[Route]:
    """The routes of Explore.

    Args:
        shared: the census of those without data of their own.
        safely: turns what is raised on purpose into a response.
        painter: draws pictures on the server.
        client_of: whose turn it is.
        charge: counts seconds of work for who asks.
    """

    def begin(asked: Asked) -> Response:
        return answers.begin(asked, client_of(asked.request.scope))

    def figure(asked: Asked) -> Response:
        return answers.figure(asked, painter)

    told: tuple[tuple[str, Answer, str], ...] = (
        ("schema.json", answers.tables, "GET"),
        ("examples.json", answers.questions, "GET"),
        ("example.json", answers.question, "GET"),
        ("runs", begin, "POST"),
        ("runs/{run}", answers.progress, "GET"),
        ("runs/{run}", answers.cancel, "DELETE"),
        ("runs/{run}/card.json", answers.chart, "GET"),
        ("runs/{run}/details.json", answers.behind, "GET"),
        ("runs/{run}/figure.{ending}", figure, "GET"),
        ("runs/{run}/all.{ending}", answers.rows, "GET"),
        ("statements", answers.statement, "POST"),
    )
    found = [
        Route(f"{place}/{path}", _endpoint(shared, safely, answer, charge), methods=[way])
        for place in (f"{shared.address}/{EXPLORE}", f"{VISIT}/{{token}}/{EXPLORE}")
        for path, answer, way in told
    ]
    return [*found, Route(f"{SHORT}/{{id:path}}", leading_to(PAGE), methods=["GET"])]


def _endpoint(shared: Census, safely: Safely, answer: Answer, charge: Charge) -> Any:
    async def endpoint(request: Request) -> Response:
        is_sent = request.method == "POST"
        sent = await read_body(request) if is_sent else None
        if answer is answers.progress:
            await _end_of(shared, request, charge)

        def answered(census: Census, request: Request) -> Response:
            body = read_json(request, sent) if is_sent else {}
            return answer(asked(census, request, body))

        return await run_in_threadpool(safely, answered, shared, request)

    return endpoint


async def _end_of(shared: Census, request: Request, charge: Charge) -> None:
    """Wait a little for the end of a run; no thread waits meanwhile."""
    token = request.path_params["run"]
    with anyio.move_on_after(PATIENCE):
        while (run := runs_of(shared).known(token)) and not run.is_over:
            await anyio.sleep(LOOK)
            if run.running.place == 0:
                charge(request, LOOK)
