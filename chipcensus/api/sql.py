"""A program's own statement, run as one of the page Explore is: in a worker, with its limits.

POST /api/v1/sql[.json|.csv|.parquet]   {"sql": "SELECT ...", "rows": 1000, "seconds": 5}

Only JSON is taken: a foreign page cannot send it from a reader's browser without being asked first.
"""

from __future__ import annotations

import anyio
from anyio import to_thread
from starlette.requests import Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from chipcensus.access import Right, require
from chipcensus.api.asked import only, safely
from chipcensus.api.gate import charge, client_of
from chipcensus.census import Census
from chipcensus.errors import BadParameter, UnknownQuestion
from chipcensus.explore.kept import bad, read_sql
from chipcensus.explore.programs import ENDINGS, JSON, limits_of, written
from chipcensus.explore.runs import Run, submit
from chipcensus.report.sent import read_body, read_json
from chipcensus.sandbox import shared_sandbox

SQL = "/api/v1/sql"
NAMES = ("sql", "rows", "seconds")
CUT = "Chip-Census-Is-Cut"
# Seconds between two looks whether there is an answer, and whether anybody still waits for it.
LOOK = 0.02


def routes(census: Census) -> list[Route]:
    """The routes; answered from `census`, never from a visit's own data."""

    async def endpoint(request: Request) -> Response:
        body = await read_body(request)
        begun: list[Run] = []

        def begin(census: Census, request: Request) -> Response:
            begun.append(_begin(census, request, body))
            return Response()

        refused = await to_thread.run_sync(safely, begin, census, request)
        if not begun:
            return refused
        await _wait(begun[0], request)
        return await to_thread.run_sync(safely, lambda *_: _answer(begun[0]), census, request)

    return [
        Route(SQL, endpoint, methods=["POST"]),
        Route(f"{SQL}.{{ending}}", endpoint, methods=["POST"]),
    ]


def _begin(census: Census, request: Request, body: bytes | None) -> Run:
    """Let the statement run. Raises what a reader may not, what does not fit, and QueueFull."""
    require(request, Right.EXPLORE)
    form = _form(request)
    slips = only(request)
    if slips:
        raise BadParameter(slips=slips)
    told = read_json(request, body)
    for name in told:
        if name not in NAMES:
            raise bad(str(name), "", f"one of {', '.join(NAMES)}")
    sql, limits = read_sql(told), limits_of(census.settings, told.get("rows"), told.get("seconds"))
    opened = census.generation()
    running = submit(shared_sandbox(), census, opened, sql, client_of(request.scope), limits)
    return Run(census, opened.id, sql, running, form)


def _form(request: Request) -> str:
    """The ending of the address, else what the client accepts. Raises UnknownQuestion."""
    ending = request.path_params.get("ending")
    if ending is None:
        accepted = request.headers.get("accept", "")
        return next((e for e, media in ENDINGS.items() if media.split(";")[0] in accepted), JSON)
    if ending not in ENDINGS:
        raise UnknownQuestion(f"No ending {ending[:20]!r}. There are: {', '.join(ENDINGS)}.")
    return str(ending)


async def _wait(run: Run, request: Request) -> None:
    """Until there is an answer; a statement that nobody waits for is given up."""
    try:
        while not run.is_over:
            if await request.is_disconnected():
                break
            await anyio.sleep(LOOK)
            if run.running.place == 0:
                charge(request, LOOK)
    finally:
        if not run.is_over:
            run.running.cancel()


def _answer(run: Run) -> Response:
    """Raises StatementRefused, StatementStopped."""
    is_cut = run.running.result().is_cut
    headers = {"Cache-Control": "no-store", CUT: str(is_cut).lower()}
    if run.form != JSON:
        headers["Content-Disposition"] = f'attachment; filename="{run.stem}.{run.form}"'
    return StreamingResponse(written(run), 200, headers, ENDINGS[run.form])
