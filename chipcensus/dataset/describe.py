"""datapackage.json: the tables described by the Data Package standard, version 2."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from chipcensus.dataset.tables import Column, Contents, Table

PROFILES = "https://datapackage.org/profiles/2.0"
AUTHOR = "Chip Census contributors"
LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
TYPES = {
    "BIGINT": "integer",
    "BOOLEAN": "boolean",
    "DATE": "date",
    "DOUBLE": "number",
    "INTEGER": "integer",
    "TIMESTAMP": "datetime",
    "VARCHAR": "string",
}
DIALECT = {
    "$schema": f"{PROFILES}/tabledialect.json",
    "delimiter": ",",
    "lineTerminator": "\r\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "header": True,
}
MEDIA = {"csv": "text/csv", "parquet": "application/vnd.apache.parquet"}
# How DuckDB prints the rules that the standard has words for.
NUMBER = r"(?:CAST\()?(-?[\d.]+)(?: AS DOUBLE\))?"
NAME = r'"?\w+"?'
ENUM = re.compile(rf"\({NAME} IN \((.*)\)\)")
FULL = re.compile(rf"regexp_full_match\({NAME}, '(.*)'\)")
START = re.compile(rf"regexp_matches\({NAME}, '\^(.*)'\)")
LEAST = re.compile(rf"\({NAME} >= {NUMBER}\)")
BETWEEN = re.compile(rf"\({NAME} BETWEEN {NUMBER} AND {NUMBER}\)")
INSIDE = re.compile(rf"\(\({NAME} > {NUMBER}\) AND \({NAME} < {NUMBER}\)\)")
RULES: Sequence[tuple[re.Pattern[str], Callable[[re.Match[str]], dict[str, Any]]]] = (
    (ENUM, lambda m: {"enum": list(ast.literal_eval(f"({m[1]},)".replace("''", "\\'")))}),
    (FULL, lambda m: {"pattern": m[1]}),
    (START, lambda m: {"pattern": f"{m[1]}.*"}),
    (LEAST, lambda m: {"minimum": _number(m[1])}),
    (BETWEEN, lambda m: {"minimum": _number(m[1]), "maximum": _number(m[2])}),
    (INSIDE, lambda m: {"exclusiveMinimum": _number(m[1]), "exclusiveMaximum": _number(m[2])}),
)


@dataclass(frozen=True)
class Piece:
    """A table's file: its address from the description, its bytes, its SHA-256."""

    path: str
    bytes: int
    hash: str


def describe(
    contents: Contents,
    title: str,
    sources: Sequence[Mapping[str, Any]],
    pieces: Mapping[str, Piece],
) -> dict[str, Any]:
    """The description of a generation.

    Args:
        contents: the generation.
        title: what the data is called.
        sources: title and url of each source; an imported file has no url.
        pieces: each table's file, by the table's name.
    """
    return {
        "$schema": f"{PROFILES}/datapackage.json",
        "name": "chip-census",
        "id": f"chip-census-{contents.id}",
        "title": title,
        "description": "Sourced figures on China's AI-chip industry. "
        "A row is what one source says; several rows for one thing are several sources. "
        "Empty means unknown, never zero.",
        "version": contents.id,
        "created": f"{contents.built_at:%Y-%m-%dT%H:%M:%SZ}",
        "keywords": ["China", "AI chips", "semiconductors", "companies", "funding"],
        "licenses": [LICENCE],
        "contributors": [{"title": AUTHOR, "roles": ["creator"]}],
        "sources": [
            {"title": s["title"]} | ({"path": s["url"]} if s["url"] else {}) for s in sources
        ],
        "resources": [_resource(table, pieces[table.name]) for table in contents.tables],
    }


def _resource(table: Table, piece: Piece) -> dict[str, Any]:
    ending = piece.path.rsplit(".", 1)[-1]
    described = {
        "$schema": f"{PROFILES}/dataresource.json",
        "name": table.name,
        "type": "table",
        "path": piece.path,
        "description": table.text,
        "format": ending,
        "mediatype": MEDIA[ending],
        "bytes": piece.bytes,
        "hash": f"sha256:{piece.hash}",
        "rows": table.rows,
        "derived": table.is_derived,
        "licenses": [LICENCE],
        "schema": _schema(table, is_text=ending == "csv"),
    }
    return described | ({"encoding": "utf-8", "dialect": DIALECT} if ending == "csv" else {})


def _schema(table: Table, *, is_text: bool) -> dict[str, Any]:
    said, others = _constraints(table)
    schema: dict[str, Any] = {
        "$schema": f"{PROFILES}/tableschema.json",
        "fields": [_field(c, said.get(c.name, {}), is_text=is_text) for c in table.columns],
    }
    if is_text:
        schema["missingValues"] = [""]
    if table.key:
        schema["primaryKey"] = list(table.key)
    if table.references:
        schema["foreignKeys"] = [
            {
                "fields": list(r.columns),
                "reference": {"resource": r.table, "fields": list(r.keys)},
            }
            for r in table.references
        ]
    return schema | ({"rules": others} if others else {})


def _field(column: Column, said: dict[str, Any], *, is_text: bool) -> dict[str, Any]:
    field: dict[str, Any] = {"name": column.name, "type": "string", "description": column.text}
    if column.type.endswith("[]"):
        field |= {"type": "list", "delimiter": ";"} if is_text else {"type": "array"}
    else:
        field["type"] = TYPES[column.type]
    if column.unit:
        field["unit"] = column.unit
    required = {"required": True} if column.is_required else {}
    return field | ({"constraints": constraints} if (constraints := required | said) else {})


def _constraints(table: Table) -> tuple[dict[str, dict[str, Any]], list[str]]:
    """What each column must obey in the standard's words, and the rules it has no words for."""
    said: dict[str, dict[str, Any]] = {}
    others: list[str] = []
    for names, rule in table.rules:
        found = next((say(m) for form, say in RULES if (m := form.fullmatch(rule))), None)
        if found and len(names) == 1:
            said.setdefault(names[0], {}).update(found)
        else:
            others.append(rule)
    return said, others


def _number(text: str) -> int | float:
    value = float(text)
    return int(value) if value.is_integer() else value
