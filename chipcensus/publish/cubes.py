"""A loaded registry as cubes: its questions cost the same for ten thousand and 100 million rows."""

from __future__ import annotations

import duckdb
import pyarrow as pa

from chipcensus.publish.prepare import prepare
from chipcensus.question import Catalogue

FOLDER = "cubes/"
# What the cubes are made from, in this order; too large to stay.
STEPS = ("registry_companies", "registry_tags")
CUBES = (
    "registry_facts",
    "registry_flows",
    "registry_months",
    "registry_cities",
    "registry_spells",
    "registry_lives",
)
# What `registry` must have: of importing.rows.REGISTRY what the cubes read, and where from.
REGISTRY = pa.schema(
    [
        pa.field("name", pa.string()),
        pa.field("credit_code", pa.string()),
        pa.field("founded_on", pa.date32()),
        pa.field("ended_on", pa.date32()),
        pa.field("status", pa.string()),
        pa.field("capital", pa.float64()),
        pa.field("capital_currency", pa.string()),
        pa.field("province", pa.string()),
        pa.field("city", pa.string()),
        pa.field("approved_on", pa.date32()),
        pa.field("scopes", pa.list_(pa.string())),  # "scope/breadth"
        pa.field("source_id", pa.string()),  # the files of one import, known until one day
        pa.field("import_no", pa.int64()),  # a later file has a greater one
        pa.field("row", pa.int64()),
        pa.field("is_synthetic", pa.bool_()),
    ]
)


def no_registry(connection: duckdb.DuckDBPyConnection) -> None:
    """Let `registry` be an empty relation: nothing is loaded."""
    connection.register("registry", REGISTRY.empty_table())


def make_cubes(connection: duckdb.DuckDBPyConnection, questions: Catalogue) -> None:
    """Make the cubes in the connection's database, with their headers as comments.

    Args:
        connection: has a table or view `registry` with (at least) the columns of REGISTRY. It is
            read twice, a third time without its scopes. Memory is bounded by the connection's
            limit as long as it has a folder to spill to.
        questions: has queries/cubes.
    """
    for name in STEPS:
        connection.execute(f'CREATE TEMP TABLE "{name}" AS {questions[FOLDER + name].sql}')
    for name in CUBES:
        prepare(connection, questions[FOLDER + name])
    for name in reversed(STEPS):
        connection.execute(f'DROP TABLE temp."{name}"')
