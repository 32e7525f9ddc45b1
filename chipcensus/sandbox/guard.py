"""What a statement may ask for, seen from its syntax tree as DuckDB serialises it.

The worker's connection is read-only and closed to the outside anyway. Beyond that, only what reads
the tables of the census is let through: a table function reads files, settings or memory more
often than not, so these are listed by name; of the scalar functions those that do more than compute
are refused. What tells of the machine (paths, settings, logs) is refused under every name it has.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

# Nodes that read. Whatever a later DuckDB adds is refused until it is looked at.
QUERIES = {"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"}
TABLE_FUNCTIONS = {
    "duckdb_columns",
    "duckdb_constraints",
    "duckdb_functions",
    "duckdb_indexes",
    "duckdb_keywords",
    "duckdb_tables",
    "duckdb_types",
    "generate_series",
    "json_each",
    "json_tree",
    "pg_timezone_names",
    "pragma_table_info",
    "pragma_version",
    "range",
    "repeat",
    "repeat_row",
    "unnest",
}
# They read settings or files, run text as a statement, write, or wait.
REFUSED_FUNCTIONS = {
    "__internal_json_copy_to_geojson",
    "__internal_json_copy_to_json",
    "add_parquet_key",
    "copy_database",
    "current_setting",
    "currval",
    "getenv",
    "getvariable",
    "histogram",
    "histogram_values",
    "json_execute_serialized_sql",
    "json_serialize_plan",
    "nextval",
    "pg_get_viewdef",
    "pg_sleep",
    "query",
    "query_table",
    "setseed",
    "setval",
    "sleep_ms",
    "write_log",
}
# Of the database's own views those about tables.
VIEWS = {
    "duckdb_columns",
    "duckdb_constraints",
    "duckdb_indexes",
    "duckdb_tables",
    "duckdb_types",
    "character_sets",
    "check_constraints",
    "columns",
    "constraint_column_usage",
    "constraint_table_usage",
    "key_column_usage",
    "referential_constraints",
    "schemata",
    "table_constraints",
    "tables",
    "views",
}
NO_PLACE = 2**64 - 1


class Slip(NamedTuple):
    """What is refused: why, what it is, and at which byte of the statement it stands."""

    reason: str
    found: str
    at: int | None


def slip_of(tree: dict[str, Any], views: Collection[str]) -> Slip | None:
    """The first thing in a serialised statement that is not allowed; None where there is none.

    Args:
        tree: what json_serialize_sql gives of one statement.
        views: names of the database's own views, in lower case.
    """
    for node in _nodes(tree):
        slip = _slip(node, views)
        if slip:
            return slip
    return None


def _slip(node: dict[str, Any], views: Collection[str]) -> Slip | None:
    kind = str(node.get("type", ""))
    if kind.endswith("_NODE") and kind not in QUERIES:
        return Slip("changes", kind.split("_")[0], None)
    if kind == "TABLE_FUNCTION":
        return _table_function(node)
    if kind == "BASE_TABLE":
        return _base_table(node, views)
    if kind == "VALUE_PARAMETER":
        return Slip("parameters", f"${node.get('identifier', '')}", _at(node))
    if "function_name" in node:
        name = str(node["function_name"])
        return Slip("function", name, _at(node)) if name.lower() in REFUSED_FUNCTIONS else None
    return None


def _table_function(node: dict[str, Any]) -> Slip | None:
    name = str(node.get("function", {}).get("function_name", ""))
    return None if name.lower() in TABLE_FUNCTIONS else Slip("function", name, _at(node))


def _base_table(node: dict[str, Any], views: Collection[str]) -> Slip | None:
    name, schema = str(node.get("table_name", "")), str(node.get("schema_name", ""))
    own = name.lower()
    if (own in views and own not in VIEWS) or schema.lower() == "pg_catalog":
        return Slip("table", name, _at(node))
    return None


def _at(node: dict[str, Any]) -> int | None:
    place = node.get("query_location", NO_PLACE)
    return None if place == NO_PLACE else int(place)


def _nodes(tree: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Every object in it, without recursion: a statement can be nested deeply."""
    left: list[Any] = [tree]
    while left:
        node = left.pop()
        if isinstance(node, dict):
            yield node
            left += node.values()
        elif isinstance(node, list):
            left += node
