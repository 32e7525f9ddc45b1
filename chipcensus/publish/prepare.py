"""A step or a cube as a table of the generation."""

from __future__ import annotations

import duckdb

from chipcensus.engine.steps import parameters
from chipcensus.question import Question


def prepare(connection: duckdb.DuckDBPyConnection, step: Question) -> None:
    """Make the table a step or cube is, for the newest state, with its header as comments."""
    newest = dict.fromkeys(parameters(step.sql)) or None
    table = step.name.rpartition("/")[2]
    connection.execute(f'CREATE TABLE "{table}" AS {step.sql}', newest)
    connection.execute(f"COMMENT ON TABLE \"{table}\" IS '{_quoted(step.question)}'")
    for column in step.columns:
        connection.execute(
            f'COMMENT ON COLUMN "{table}"."{column.name}" IS \'{_quoted(column.text)}\''
        )


def _quoted(text: str) -> str:
    return text.replace("'", "''")
