"""The generation a worker reads, and whether a statement may be run on it."""

from __future__ import annotations

import json
from typing import Any

import duckdb

from chipcensus.sandbox.guard import slip_of

LONGEST_STATEMENT = 100_000


class Refused(Exception):
    """The statement is not run; `reply` says why."""

    def __init__(self, reason: str, at: int | None = None, **told: Any) -> None:
        self.reply = {"refused": reason, "at": at, "told": told}
        super().__init__(reason)


class Opened:
    """The generation opened last, read-only and closed to the outside."""

    def __init__(self) -> None:
        self._key: tuple[str, int, int] = ("", 0, 0)
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._views: frozenset[str] = frozenset()

    def cursor(self, database: str, memory_mb: int, threads: int) -> duckdb.DuckDBPyConnection:
        """A cursor on a file; another file or another limit opens anew. Raises duckdb.Error."""
        key = (database, memory_mb, threads)
        if self._connection is None or key != self._key:
            if self._connection:
                self._connection.close()
            self._connection = None
            made = _open(database, memory_mb, threads)
            self._connection, self._key, self._views = made, key, _views(made)
        return self._connection.cursor()

    def check(self, cursor: duckdb.DuckDBPyConnection, sql: str) -> None:
        """Let one statement through that reads tables. Raises Refused, duckdb.ParserException."""
        if len(sql) > LONGEST_STATEMENT:
            raise Refused("long", found=f"{len(sql):,}", limit=f"{LONGEST_STATEMENT:,}")
        if any("\ud800" <= sign <= "\udfff" for sign in sql):  # halves of signs
            raise Refused("syntax", found="Unicode")
        found = duckdb.extract_statements(sql) if sql.strip() else []
        if len(found) != 1:
            raise Refused("several", found=len(found)) if found else Refused("empty")
        if found[0].type != duckdb.StatementType.SELECT:
            raise Refused("not_select")
        slip = slip_of(_tree(cursor, sql), self._views)
        if slip:
            raise Refused(slip.reason, slip.at, found=slip.found)


def _tree(cursor: duckdb.DuckDBPyConnection, sql: str) -> dict[str, Any]:
    text = cursor.execute("SELECT json_serialize_sql($sql)", {"sql": sql}).fetchall()[0][0]
    try:
        tree: dict[str, Any] = json.loads(text)
    except RecursionError:
        raise Refused("deep") from None
    if tree["error"]:
        raise Refused("not_select")
    return tree


def _open(database: str, memory_mb: int, threads: int) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect(
        database,
        read_only=True,
        config={
            "threads": threads,
            "memory_limit": f"{memory_mb}MB",
            "temp_directory": "",
            "allocator_background_threads": False,
            "allow_community_extensions": False,
            "autoinstall_known_extensions": False,
            "autoload_known_extensions": False,
            "python_enable_replacements": False,
            "python_scan_all_frames": False,
        },
    )
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")
    return connection


def _views(connection: duckdb.DuckDBPyConnection) -> frozenset[str]:
    rows = connection.execute("SELECT view_name FROM duckdb_views() WHERE internal").fetchall()
    return frozenset(str(name).lower() for (name,) in rows)
