"""What is answered where a request over HTTP cannot be: a problem as RFC 9457 has it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chipcensus.errors import (
    BadParameter,
    Busy,
    ChipCensusError,
    CitationsFull,
    EngineAway,
    EngineFailed,
    EngineLost,
    EngineUnreachable,
    ForeignPage,
    GenerationGone,
    NoBrowser,
    NoChineseFont,
    NotAllowed,
    NothingHere,
    NothingToDraw,
    NotOffered,
    NotPainted,
    NotSignedIn,
    PainterBusy,
    QueryTimedOut,
    QueueFull,
    ReportBroken,
    StatementRefused,
    StatementStopped,
    Stopping,
    TooLarge,
    TooManyReports,
    TooManyRequests,
    TooMuchSent,
    UnknownDownload,
    UnknownHost,
    UnknownQuestion,
    UnknownReport,
    UnknownRun,
    UnknownSource,
)

MEDIA = "application/problem+json"
# Where the kinds are told; a problem's type is this with the kind behind it.
PROBLEMS = "/api/v1/problems"
RETRY_SECONDS = 5


class Kind(NamedTuple):
    """A kind of problem: its name, the status, what it is called."""

    name: str
    status: int
    title: str


AWAY = Kind("engine-unreachable", 503, "The engine cannot be reached just now")
BROKEN = Kind("not-readable", 503, "The data cannot be read just now")
FAILED = Kind("failed", 500, "The server failed")
KINDS: Mapping[type[ChipCensusError], Kind] = {
    BadParameter: Kind("bad-parameter", 400, "A parameter does not fit"),
    ReportBroken: Kind("bad-report", 400, "The report cannot be followed"),
    UnknownReport: Kind("unknown-report", 404, "There is no such report"),
    UnknownRun: Kind("unknown-run", 404, "There is no such answer"),
    NoChineseFont: Kind("no-chinese-font", 501, "The server has no font with Chinese signs"),
    TooManyReports: Kind("too-many-reports", 503, "Too many reports are being made"),
    UnknownQuestion: Kind("unknown-question", 404, "There is no such figure"),
    UnknownDownload: Kind("unknown-file", 404, "There is no such file"),
    UnknownSource: Kind("unknown-source", 404, "There is no such source"),
    NothingHere: Kind("nothing-here", 404, "Nothing is at this address"),
    NotOffered: Kind("not-offered", 405, "This address does not take that method"),
    GenerationGone: Kind("generation-gone", 410, "This generation of the data is not kept"),
    TooLarge: Kind("too-large", 422, "There is more to compare than is compared"),
    NotSignedIn: Kind("not-signed-in", 401, "Sign in, or send a token"),
    NotAllowed: Kind("not-allowed", 403, "The role does not allow it"),
    ForeignPage: Kind("foreign-page", 403, "Another site may not ask for this"),
    UnknownHost: Kind("unknown-host", 421, "The server has no such name"),
    TooMuchSent: Kind("too-much-sent", 413, "The request is too large"),
    TooManyRequests: Kind("too-many-requests", 429, "Too many requests"),
    NothingToDraw: Kind("nothing-to-draw", 404, "There is nothing to draw"),
    NoBrowser: Kind("no-browser", 503, "The server has no browser to draw pictures with"),
    NotPainted: Kind("not-painted", 503, "The picture could not be drawn"),
    PainterBusy: Kind("painter-busy", 503, "Too many pictures wait to be drawn"),
    EngineUnreachable: AWAY,
    EngineLost: AWAY,
    EngineAway: AWAY,
    QueryTimedOut: Kind("timed-out", 503, "The answer took too long"),
    StatementRefused: Kind("bad-statement", 422, "The statement is not run"),
    StatementStopped: Kind("statement-stopped", 422, "The statement was stopped"),
    QueueFull: Kind("too-many-statements", 503, "Too many statements wait"),
    Stopping: Kind("stopping", 503, "The server is being restarted"),
    Busy: Kind("busy", 503, "Other work goes on for too long"),
    EngineFailed: Kind("engine-failed", 503, "The engine could not answer"),
    CitationsFull: Kind("citations-full", 507, "No further citation can be kept"),
}
# What these say is meant for whoever runs the server; a reader is told the title only.
_OPERATORS = (QueryTimedOut, Busy, EngineUnreachable, EngineFailed)
SILENT = (BROKEN, FAILED, *(KINDS[error] for error in _OPERATORS))


def kinds() -> list[Kind]:
    """Every kind of problem there is."""
    return [*dict.fromkeys(KINDS.values()), BROKEN, FAILED]


def kind_of(error: Exception) -> Kind:
    """The kind of an error; what is raised on purpose and has no name: data cannot be read."""
    is_ours = isinstance(error, ChipCensusError | OSError)
    other = BROKEN if is_ours else FAILED
    return next((KINDS[t] for t in type(error).__mro__ if t in KINDS), other)


def refusal(
    error: Exception, request: Request, headers: Mapping[str, str] | None = None
) -> Response:
    """What an error is answered with: never a word on the machine.

    `parameter` and `allowed` are of the first parameter that does not fit; where there are several,
    `problems` has all.
    """
    kind = kind_of(error)
    told: dict[str, Any] = {
        "type": f"{str(request.base_url).rstrip('/')}{PROBLEMS}#{kind.name}",
        "title": kind.title,
        "status": kind.status,
        "detail": f"{kind.title}." if kind in SILENT else str(error),
    }
    slips = error.slips if isinstance(error, ChipCensusError) else ()
    if slips:
        told |= {"parameter": slips[0].parameter, "allowed": slips[0].allowed}
    if isinstance(error, StatementRefused) and error.place:
        told |= {"line": error.place[0], "column": error.place[1]}
    if len(slips) > 1:
        told["problems"] = [vars(slip) for slip in slips]
    said = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **(headers or {})}
    if kind.status == 503:
        said.setdefault("Retry-After", str(RETRY_SECONDS))
    return JSONResponse(told, kind.status, said, MEDIA)
