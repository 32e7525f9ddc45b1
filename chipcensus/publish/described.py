"""What schema.sql says of the tables of facts, as a table: engines keep no comments."""

from __future__ import annotations

import duckdb

DESCRIBED = "described"
# The columns of the table, with what each holds.
COLUMNS = {
    "table_name": "Table of facts",
    "table_comment": "What one of its rows is",
    "column_name": "Column of it",
    "place": "Its place among the columns, from 1",
    "type": "SQL type",
    "comment": "What the column says, begun with the unit and a semicolon where there is one",
    "may_be_empty": "Whether an empty cell is allowed",
}


def describe(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the table `described` of all tables that have a key and stand in the schema main."""
    connection.execute(
        f"CREATE TABLE {DESCRIBED} AS SELECT tables.table_name, tables.comment AS table_comment, "
        "columns.column_name, columns.column_index AS place, columns.data_type AS type, "
        "columns.comment, columns.is_nullable AS may_be_empty "
        "FROM duckdb_tables() AS tables INNER JOIN duckdb_columns() AS columns "
        "ON tables.table_oid = columns.table_oid AND tables.database_oid = columns.database_oid "
        "WHERE tables.schema_name = 'main' AND tables.has_primary_key "
        "AND tables.database_name = current_database() ORDER BY tables.table_name, place"
    )
    connection.execute(f"COMMENT ON TABLE {DESCRIBED} IS 'What each column of the facts means'")
    for name, meaning in COLUMNS.items():
        connection.execute(f"COMMENT ON COLUMN {DESCRIBED}.{name} IS '{meaning}'")
