"""What /openapi.json says of a program's own statements."""

from __future__ import annotations

from chipcensus.api.schemas import TEXT, Json, ending_of, object_of, refused
from chipcensus.api.sql import CUT, SQL
from chipcensus.explore.kept import LONGEST_SQL
from chipcensus.explore.programs import ENDINGS, JSON
from chipcensus.settings import Settings

ANSWER = object_of(
    {
        "generation": TEXT,
        "seconds": {"type": "number"},
        "is_cut": {"type": "boolean", "description": "whether there are more rows"},
        "columns": {"type": "array", "items": object_of({"name": TEXT, "type": TEXT})},
        "rows": {"type": "array", "items": {"type": "object"}},
    }
)
ABOUT = (
    "One SELECT on the tables of the newest data, for whoever has the role analyst. It can only "
    "read: nothing is changed, loaded or set. `rows` and `seconds` lower the limits of the server."
)


def sql_paths(settings: Settings) -> Json:
    """The addresses, by ending and by what a client accepts."""
    body = {
        "type": "object",
        "required": ["sql"],
        "additionalProperties": False,
        "properties": {
            "sql": {**TEXT, "maxLength": LONGEST_SQL, "examples": ["SELECT 1 AS one"]},
            "rows": {
                "type": "integer",
                "minimum": 1,
                "maximum": settings.sql_export_rows,
                "default": settings.sql_rows,
            },
            "seconds": {
                "type": "number",
                "exclusiveMinimum": 0,
                "maximum": settings.sql_seconds,
                "default": settings.sql_seconds,
            },
        },
    }
    return {
        SQL: {"post": _operation("sql", body)},
        f"{SQL}.{{ending}}": {"post": {**_operation("sql_as", body), "parameters": _ENDING}},
    }


_ENDING = [ending_of(tuple(ENDINGS))]


def _operation(name: str, body: Json) -> Json:
    content: Json = {media: {} for media in ENDINGS.values()}
    content[ENDINGS[JSON]] = {"schema": ANSWER}
    cut = {"description": "Whether there are more rows.", "schema": {"enum": ["true", "false"]}}
    answer = {"description": "The answer.", "headers": {CUT: cut}, "content": content}
    return {
        "operationId": name,
        "tags": ["sql"],
        "summary": "A statement of your own",
        "description": ABOUT,
        "requestBody": {"required": True, "content": {ENDINGS[JSON]: {"schema": body}}},
        "responses": {
            "200": answer,
            **refused((400, 401, 403, 404, 413, 422, 429, 503), has_tag=False),
        },
    }
