"""What the API takes and answers, in the schemas of OpenAPI 3.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from chipcensus.api.asked import ALWAYS, SHAPES, allowed
from chipcensus.api.questions import WHAT, YEARS
from chipcensus.census import Census
from chipcensus.choices import LONGEST_SHOWN, Choices
from chipcensus.filters import LISTS, SPANS
from chipcensus.i18n import LANGUAGES
from chipcensus.question import Field
from chipcensus.refusals import BROKEN, KINDS, MEDIA

Json = dict[str, Any]

TYPES: Mapping[str, dict[str, Any]] = {
    "BIGINT": {"type": ["integer", "null"]},
    "INTEGER": {"type": ["integer", "null"]},
    "DOUBLE": {"type": ["number", "null"]},
    "BOOLEAN": {"type": ["boolean", "null"]},
    "DATE": {"type": ["string", "null"], "format": "date"},
    "VARCHAR": {"type": ["string", "null"]},
}
OF_PICTURES: Mapping[str, Json] = {
    "scale": {"type": "integer", "enum": [1, 2, 4], "default": 1},
    "bare": {"type": "boolean", "default": False},
}
HEADERS: Json = {
    "ETag": {
        "description": "Changes with the data; send it as If-None-Match.",
        "schema": {"type": "string"},
    }
}
TAGS = {"ETag": {"$ref": "#/components/headers/ETag"}}


TEXT = {"type": "string"}
TEXT_OR_NONE = {"type": ["string", "null"]}
TEXTS = {"type": "array", "items": TEXT}


def object_of(required: Mapping[str, Json], **others: Json) -> Json:
    """An object with these properties, all of `required` always there."""
    return {
        "type": "object",
        "properties": {**required, **others},
        "required": list(required),
    }


SOURCE = object_of(
    {
        "source_id": TEXT,
        "title": TEXT,
        "publisher": TEXT,
        "url": TEXT_OR_NONE,
        "published_on": {"type": ["string", "null"], "format": "date"},
        "kind": TEXT,
    }
)
SCHEMAS: Json = {
    "Problem": object_of(
        {
            "type": {"type": "string", "format": "uri-reference"},
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
        },
        parameter=TEXT,
        allowed={"anyOf": [TEXT, TEXTS]},
        problems={"type": "array", "items": {"type": "object"}},
    ),
    "Source": SOURCE,
    "Sources": object_of({"generation": TEXT, "sources": {"type": "array", "items": SOURCE}}),
    "Catalogue": object_of(
        {
            "generation": TEXT,
            "choices": {"type": "object"},
            "questions": {
                "type": "array",
                "items": object_of(
                    {
                        "name": TEXT,
                        "title": TEXT,
                        "question": TEXT,
                        "parameters": TEXTS,
                        "defaults": {"type": "object"},
                        "columns": {"type": "array", "items": {"type": "object"}},
                    }
                ),
            },
        }
    ),
}


def answered(kinds: Mapping[str, Json | None]) -> Json:
    """The answer of 200: its media types with their schemas."""
    content = {media: {"schema": schema} if schema else {} for media, schema in kinds.items()}
    return {"description": "The answer.", "headers": TAGS, "content": content}


def refused(statuses: Iterable[int], *, has_tag: bool = True) -> Json:
    """References to what is answered otherwise, by status; 304 only where answers have a tag."""
    found = sorted({*statuses, 401, 429, *((304,) if has_tag else ())})
    return {str(status): {"$ref": f"#/components/responses/{status}"} for status in found}


def problems() -> Json:
    """What is answered otherwise, by status."""
    said: dict[int, list[str]] = {}
    for kind in (*KINDS.values(), BROKEN):
        said.setdefault(kind.status, []).append(kind.title)
    content = {MEDIA: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    told: Json = {
        str(status): {"description": "; ".join(titles), "content": content}
        for status, titles in said.items()
    }
    return {**told, "304": {"description": "The client has it already.", "headers": TAGS}}


def parameter(name: str, schema: Json) -> Json:
    """A parameter of an address."""
    told: Json = {"name": name, "in": "query", "description": WHAT[name], "schema": schema}
    return told | ({"style": "form", "explode": True} if name in LISTS else {})


def schema_of(name: str, choices: Choices, census: Census) -> Json:
    """The values of a parameter, as the data has them today."""
    if name == "lang":
        return {**TEXT, "enum": list(LANGUAGES), "default": LANGUAGES[0]}
    if name == "generation":
        return {**TEXT, "enum": list(census.kept())}
    if name in YEARS:
        first, last = choices.founded if name in SPANS["founded"] else choices.years
        return {"type": "integer", "minimum": first, "maximum": last}
    if name == "as_of":
        return {**TEXT, "format": "date"}
    if name == "search":
        return {**TEXT, "minLength": 1, "maxLength": LONGEST_SHOWN}
    one: Json = {**TEXT, "enum": list(allowed(name, choices))}
    return {"type": "array", "items": one, "minItems": 1} if name in LISTS else one


def takes(name: str, choices: Choices) -> bool:
    """Whether there is anything to choose: of a loaded list there may be nothing."""
    return name in (*YEARS, *SHAPES, *ALWAYS) or bool(allowed(name, choices))


def reference(name: str) -> Json:
    """A reference to a parameter."""
    return {"$ref": f"#/components/parameters/{name}"}


def ending_of(endings: Sequence[str]) -> Json:
    """The ending of an address."""
    return in_path("ending", {**TEXT, "enum": list(endings)})


def in_path(name: str, schema: Json) -> Json:
    """A part of an address."""
    return {"name": name, "in": "path", "required": True, "schema": schema}


def column_of(column: Field) -> Json:
    """The values of a column."""
    kind = column.type
    if kind.endswith("[]"):
        schema: Json = {"type": ["array", "null"], "items": TYPES[kind[:-2]]}
    else:
        schema = dict(TYPES.get(kind, TEXT_OR_NONE))
    return schema | {"description": column.text}


def said(value: Any) -> str:
    """A default in words."""
    return ",".join(value) if isinstance(value, list | tuple) else str(value)
