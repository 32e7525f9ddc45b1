"""Reports over HTTP.

POST   /api/v1/reports                       keep a report (JSON), tell its id and address
GET    /api/v1/reports/<id>.json             the report as it was kept
GET    /api/v1/reports/industry.json, /api/v1/reports/company:<id>.json?lang=zh   ready-made ones
GET    /r/<id>                               leads to the page
POST   /api/v1/report/jobs                   begin to make one: {"report" or "id", "format", "lang",
                                             "frozen", "pictures"}; tells the address of the work
POST   /visit/<token>/report/jobs            the same of a visit's own data
GET    /api/v1/report/jobs/<token>           how far it is
GET    /api/v1/report/jobs/<token>/file      the file
DELETE /api/v1/report/jobs/<token>           cancel
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any
from urllib.parse import quote

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from chipcensus.census import Census
from chipcensus.citing.routes import leading_to
from chipcensus.errors import UnknownReport
from chipcensus.export.formats import Paints
from chipcensus.i18n import LANGUAGES
from chipcensus.refusals import SILENT, kind_of
from chipcensus.report.desk import Order, desk_of
from chipcensus.report.kept import SHORT, keep, look_up, report_address
from chipcensus.report.make import Wish, make
from chipcensus.report.ready import ready
from chipcensus.report.sent import Told, one_of, read_body, read_json, read_order
from chipcensus.report.spec import Spec, read_spec
from chipcensus.workspace import VISIT, workspaces_of

REPORTS = "/api/v1/reports"
JOBS = "/api/v1/report/jobs"
PAGE = "/report"
LONGEST_SHOWN = 40
NOWHERE = {"Cache-Control": "no-store"}
STATES = ("working", "done", "cancelled", "failed")

Safely = Callable[[Callable[[Census, Request], Response], Census, Request], Response]


def routes(census: Census, safely: Safely, painter: Callable[[], Paints]) -> list[Route]:
    """The routes of reports.

    Args:
        census: answers.
        safely: turns what is raised on purpose into a response.
        painter: what draws the pictures that no reader's browser did.
    """

    def endpoint(answer: Callable[[Census, Request], Response]) -> Any:
        async def answered(request: Request) -> Response:
            return await run_in_threadpool(safely, answer, census, request)

        return answered

    def reading(answer: Callable[[Census, Request, Told], Response]) -> Any:
        """The same of a request with a body."""

        async def answered(request: Request) -> Response:
            body = await read_body(request)

            def read(census: Census, request: Request) -> Response:
                return answer(census, request, read_json(request, body))

            return await run_in_threadpool(safely, read, census, request)

        return answered

    def begin(census: Census, request: Request, told: Told) -> Response:
        return _begin(_whose(census, request), census, request, told, painter)

    return [
        Route(REPORTS, reading(_keep), methods=["POST"]),
        Route(f"{REPORTS}/{{id}}.json", endpoint(_kept), methods=["GET"]),
        Route(JOBS, reading(begin), methods=["POST"]),
        Route(f"{VISIT}/{{token}}/report/jobs", reading(begin), methods=["POST"]),
        Route(f"{JOBS}/{{job}}", endpoint(_progress), methods=["GET"]),
        Route(f"{JOBS}/{{job}}", endpoint(_cancel), methods=["DELETE"]),
        Route(f"{JOBS}/{{job}}/file", endpoint(_file), methods=["GET"]),
        Route(f"{SHORT}/{{id:path}}", leading_to(PAGE), methods=["GET"]),
    ]


def _keep(census: Census, request: Request, told: Told) -> Response:
    identity = keep(census, read_spec(told, census.settings.report_figures))
    return JSONResponse({"id": identity, "address": _address(request, identity)}, 201)


def _kept(census: Census, request: Request) -> Response:
    lang = one_of("lang", request.query_params.get("lang", LANGUAGES[0]), LANGUAGES)
    spec, _ = _named(census, request.path_params["id"], lang)
    return JSONResponse(asdict(spec), headers=NOWHERE)


def _named(census: Census, text: str, lang: str) -> tuple[Spec, bool]:
    """A report by its id, and whether it is kept; else it is a ready-made one.

    Raises:
        UnknownReport, ReportBroken.
    """
    kept = look_up(census, text)
    spec = kept or ready(census, text, census.words(lang))
    if spec is None:
        raise UnknownReport(f"No report is kept as {text[:LONGEST_SHOWN]!r}.")
    return spec, kept is not None


def _whose(census: Census, request: Request) -> Census:
    """A visit's own data, where the address is a visit's. Raises UnknownReport."""
    token = request.path_params.get("token")
    if token is None:
        return census
    workspace = workspaces_of(census).find(token)
    if workspace is None or workspace.census is None:
        raise UnknownReport("Nothing here: the visit has ended.")
    return workspace.census


def _begin(
    own: Census, shared: Census, request: Request, told: Told, painter: Callable[[], Paints]
) -> Response:
    asked = read_order(told)
    link = ""
    if asked.identity is None:
        spec = read_spec(asked.report, shared.settings.report_figures)
    else:
        spec, is_kept = _named(shared, asked.identity, asked.lang)
        link = _address(request, asked.identity) if is_kept else ""
    origin = str(request.base_url)
    wish = Wish(asked.form, asked.lang, asked.frozen, origin, link, asked.pictures)
    order = desk_of(shared).order(lambda tell: make(own, spec, wish, painter(), tell))
    address = f"{JOBS}/{order.token}"
    headers = {**NOWHERE, "Location": address}
    return JSONResponse({"job": address, "file": f"{address}/file"}, 202, headers)


def _progress(census: Census, request: Request) -> Response:
    return JSONResponse(_far(_order(census, request)), headers=NOWHERE)


def _far(order: Order) -> dict[str, Any]:
    """How far an order is, in words for machines."""
    step, done, of = order.step
    told: dict[str, Any] = {"state": "working", "step": step, "done": done, "of": of}
    if not order.job.is_over():
        return told
    made, error = order.made, order.job.error
    if made is not None:
        return {**told, "state": "done", "name": made.file, "bytes": len(made.content)}
    if error is None:
        return {**told, "state": "cancelled"}
    kind = kind_of(error)
    said = "" if kind in SILENT else str(error)
    return {**told, "state": "failed", "kind": kind.name, "title": kind.title, "detail": said}


def _file(census: Census, request: Request) -> Response:
    made = _order(census, request).made
    if made is None:
        raise UnknownReport("The report is not made yet.")
    disposition = f"attachment; filename*=UTF-8''{quote(made.file)}"
    headers = {**NOWHERE, "Content-Disposition": disposition}
    return Response(made.content, media_type=made.media, headers=headers)


def _cancel(census: Census, request: Request) -> Response:
    desk_of(census).cancel(request.path_params["job"])
    return Response(status_code=204, headers=NOWHERE)


def _order(census: Census, request: Request) -> Order:
    return desk_of(census).find(request.path_params["job"])


def _address(request: Request, identity: str) -> str:
    return f"{request.base_url}{report_address(identity).lstrip('/')}"
