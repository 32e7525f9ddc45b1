"""What /openapi.json says of reports: kept as links, made as files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from chipcensus.api.questions import names
from chipcensus.api.schemas import TEXT, Json, in_path, object_of, reference, refused
from chipcensus.census import Census
from chipcensus.i18n import LANGUAGES
from chipcensus.report import FORMATS
from chipcensus.report.routes import JOBS, REPORTS, STATES
from chipcensus.report.spec import LAYOUTS, LONGEST_TEXT, LONGEST_TITLE

JOB = f"{JOBS}/{{job}}"
PLACE = in_path("job", {**TEXT, "description": "told to the one who ordered the report"})
ID = {**TEXT, "description": "of a kept report; industry and company:<id> are ready-made"}
NAME = in_path("id", {**ID, "examples": ["industry"]})
REPORT, ORDER = ({"$ref": f"#/components/schemas/{name}"} for name in ("Report", "ReportOrder"))
KEPT = object_of({"id": TEXT, "address": TEXT})
BEGUN = object_of({"job": TEXT, "file": TEXT})
COUNT = {"type": "integer", "minimum": 0}
PROGRESS = object_of(
    {"state": {**TEXT, "enum": list(STATES)}, "step": TEXT, "done": COUNT, "of": COUNT},
    name=TEXT,
    bytes=COUNT,
    kind=TEXT,
    title=TEXT,
    detail=TEXT,
)
PICTURES = "charts of PDF and DOCX as the client drew them; what is not sent is drawn here"


def report_paths() -> Json:
    """The addresses of reports."""
    files: Json = {form.media: {} for form in FORMATS.values()}
    return {
        REPORTS: {
            "post": _operation(
                "keep_report",
                "Keep a report as a link; the same report has the same id",
                {201: _json(KEPT)},
                (400, 503, 507),
                body=REPORT,
            )
        },
        f"{REPORTS}/{{id}}.json": {
            "get": _operation(
                "kept_report",
                "A report as it was kept",
                {200: _json(REPORT)},
                (400, 404, 503),
                [NAME, reference("lang")],
            )
        },
        JOBS: {
            "post": _operation(
                "make_report",
                "Begin to make a report; `job` tells how far it is, `file` has it then",
                {202: _json(BEGUN)},
                (400, 404, 503),
                body=ORDER,
            )
        },
        JOB: {
            "get": _operation(
                "report_progress", "How far a report is", {200: _json(PROGRESS)}, (404,), [PLACE]
            ),
            "delete": _operation(
                "cancel_report", "Cancel a report, or let go of it", {204: {}}, (404,), [PLACE]
            ),
        },
        f"{JOB}/file": {
            "get": _operation("report_file", "A finished report", {200: files}, (404,), [PLACE])
        },
    }


def report_schemas(census: Census) -> Json:
    """A report and an order as they are sent, with what can stand in one today."""
    text = {**TEXT, "maxLength": LONGEST_TEXT}
    value: Json = {"type": ["string", "integer"]}
    item = {
        "figure": {**TEXT, "enum": names(census)},
        "filters": {
            "type": "object",
            "description": "as the parameters of the figure's address",
            "additionalProperties": {"anyOf": [value, {"type": "array", "items": value}]},
        },
        "generation": {**TEXT, "pattern": "^([0-9a-z]{1,64})?$"},
        "text": text,
    }
    most = census.settings.report_figures
    report = {
        "title": {**TEXT, "maxLength": LONGEST_TITLE},
        "text": text,
        "layout": {**TEXT, "enum": list(LAYOUTS)},
        "figures": {
            "type": "array",
            "items": _only(item, "figure"),
            "minItems": 1,
            "maxItems": most,
        },
    }
    order = {
        "report": REPORT,
        "id": ID,
        "format": {**TEXT, "enum": list(FORMATS), "default": next(iter(FORMATS))},
        "lang": {**TEXT, "enum": list(LANGUAGES), "default": LANGUAGES[0]},
        "frozen": {"type": "boolean", "default": False, "description": "of the data as ticked"},
        "pictures": {"type": "array", "description": PICTURES},
    }
    either = {"oneOf": [{"required": [name]} for name in ("report", "id")]}
    return {"Report": _only(report, "figures"), "ReportOrder": _only(order) | either}


def _only(properties: Json, *required: str) -> Json:
    """An object with these properties and no other."""
    closed = {"type": "object", "properties": properties, "additionalProperties": False}
    return closed | ({"required": list(required)} if required else {})


def _json(schema: Json) -> Json:
    return {"application/json": {"schema": schema}}


def _operation(
    name: str,
    summary: str,
    done: Mapping[int, Json],
    statuses: Iterable[int],
    parameters: Sequence[Json] = (),
    *,
    body: Json | None = None,
) -> Json:
    """What an address does: its answer by status, what else it may answer, what it takes."""
    answers = {
        str(status): {"description": summary} | ({"content": content} if content else {})
        for status, content in done.items()
    }
    told = {
        "operationId": name,
        "tags": ["reports"],
        "summary": summary,
        "parameters": list(parameters),
        "responses": {**answers, **refused(statuses, has_tag=False)},
    }
    return told | ({"requestBody": {"required": True, "content": _json(body)}} if body else {})
