"""The API as OpenAPI 3.1 has it, made from the catalogue and the data."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request

from chipcensus.access import access_of
from chipcensus.api.asked import ALWAYS
from chipcensus.api.of_reports import report_paths, report_schemas
from chipcensus.api.of_sql import sql_paths
from chipcensus.api.questions import EVERYWHERE, FILTERS, QUESTIONS, acting, asked_as, names
from chipcensus.api.reply import Reply, address_of, packed, tag_of
from chipcensus.api.schemas import (
    HEADERS,
    OF_PICTURES,
    SCHEMAS,
    SOURCE,
    TEXT,
    Json,
    answered,
    column_of,
    ending_of,
    in_path,
    object_of,
    parameter,
    problems,
    reference,
    refused,
    said,
    schema_of,
    takes,
)
from chipcensus.api.sources import SOURCES
from chipcensus.api.taken import DATA, OPTIONS, drawn
from chipcensus.census import Census
from chipcensus.dataset.shelf import PIECES
from chipcensus.downloads import MEDIA as FILES
from chipcensus.downloads import NEWEST, TABLES, tables
from chipcensus.export.formats import FORMATS
from chipcensus.figures import find
from chipcensus.keeping import kept_with_its_owner
from chipcensus.refusals import PROBLEMS

OPENAPI = "/openapi.json"
TOKEN = "token"  # noqa: S105 - a name
ABOUT = (
    "Sourced figures on China's AI-chip industry. Every answer names its sources; every address "
    "of a figure answers the same as its card on the page. A parameter that the dashboard knows "
    "and that does not act on a figure is left aside, so the query of a page can be pasted."
)
# What can be wrong where, by status.
AT_FIGURES = (400, 404, 410, 429, 503)


def openapi(census: Census, request: Request) -> Reply:
    """The description; it lists what can be chosen today."""
    told = _described(census, census.generation().file)
    tag = tag_of(census.generation().id, address_of(request))
    return Reply(packed(told), "application/json", tag)


@kept_with_its_owner(1)
def _described(census: Census, _generation: str) -> Json:
    choices = census.choices()
    return {
        "openapi": "3.1.1",
        "info": {
            "title": "Chip Census",
            "summary": "China's AI-chip industry in figures, each with its source.",
            "description": ABOUT,
            "version": "1",  # as in the addresses
            "license": {"name": "CC BY 4.0 (data)", "identifier": "CC-BY-4.0"},
        },
        "security": [{TOKEN: []}, *([{}] if access_of(census.settings).of_nobody() else [])],
        "paths": {
            QUESTIONS: _plain("questions", "What can be asked", _REF_CATALOGUE, ["lang"]),
            **_figures(census),
            SOURCES: _plain("sources", "Every source", _REF_SOURCES, ["generation"]),
            f"{SOURCES}/{{id}}": _source(census),
            f"{TABLES}/{{name}}.{{ending}}": _table(census),
            **report_paths(),
            **sql_paths(census.settings),
            NEWEST: _plain("datapackage", "The newest data as files (Data Package 2.0)"),
            PROBLEMS: _plain("problems", "The kinds of problems"),
            OPENAPI: _plain("openapi", "This description"),
        },
        "components": {
            "parameters": {
                name: parameter(name, schema_of(name, choices, census))
                for name in (*FILTERS, *ALWAYS)
                if takes(name, choices)
            }
            | {name: parameter(name, OF_PICTURES[name]) for name in OPTIONS},
            "responses": problems(),
            "headers": HEADERS,
            "securitySchemes": {TOKEN: {"type": "http", "scheme": "bearer"}},
            "schemas": SCHEMAS | report_schemas(census),
        },
    }


_REF_CATALOGUE = {"$ref": "#/components/schemas/Catalogue"}
_REF_SOURCES = {"$ref": "#/components/schemas/Sources"}


def _figures(census: Census) -> Json:
    """Two addresses for each figure: the answer as data, and the figure drawn."""
    paths: Json = {}
    choices = census.choices()
    for name in names(census):
        question = asked_as(census, name)
        defaults = find(name).defaults
        told = ", ".join(f"{k}={said(v)}" for k, v in defaults.items())
        act = [
            name for name in dict.fromkeys((*acting(question), *EVERYWHERE)) if takes(name, choices)
        ]
        about = {
            "tags": [question.subject],
            "summary": question.question,
            "description": "\n\n".join(
                filter(None, (question.notes, told and f"Unless chosen: {told}."))
            ),
        }
        rows = {column.name: column_of(column) for column in question.columns}
        answer = object_of(
            {"generation": TEXT, "rows": {"type": "array", "items": object_of(rows)}},
            title=TEXT,
            finding=TEXT,
            cite=TEXT,
            columns={"type": "array", "items": {"type": "object"}},
        )
        schemas = {"json": answer}
        for kind, endings in (("ask", DATA), ("figure", drawn())):
            paths[f"/api/v1/{kind}/{name}.{{ending}}"] = {
                "get": {
                    "operationId": f"{kind}_{name.replace('/', '_')}",
                    **about,
                    "parameters": [
                        ending_of(endings),
                        *map(reference, act),
                        *map(reference, OPTIONS if kind == "figure" else ()),
                    ],
                    "responses": {
                        "200": answered({FORMATS[e].media: schemas.get(e) for e in endings}),
                        **refused(AT_FIGURES),
                    },
                }
            }
    return paths


def _source(census: Census) -> Json:
    known = [row["source_id"] for row in census.ask("meta/sources", {}).rows[:1]]
    told = _plain("source", "A source and the figures that rest on it", SOURCE, ["generation"])
    told["get"]["parameters"].insert(
        0, in_path("id", {**TEXT, "pattern": "^[\\w.-]+$", "examples": known})
    )
    told["get"]["responses"] |= refused((404,))
    return told


def _table(census: Census) -> Json:
    known = {**TEXT, "enum": tables(census)}
    media = {FILES[f".{ending}"]: None for ending in PIECES}
    return {
        "get": {
            "operationId": "table",
            "tags": ["data"],
            "summary": "A whole table; what its columns mean is in the data package",
            "parameters": [in_path("name", known), ending_of(PIECES), reference("generation")],
            "responses": {"200": answered(media), **refused((400, 404, 410, 429, 503))},
        }
    }


def _plain(name: str, summary: str, schema: Json | None = None, takes: Sequence[str] = ()) -> Json:
    return {
        "get": {
            "operationId": name,
            "tags": ["about"],
            "summary": summary,
            "parameters": [reference(one) for one in takes],
            "responses": {
                "200": answered({"application/json": schema}),
                **refused((400, 410, 429, 503)),
            },
        }
    }
