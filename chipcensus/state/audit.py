"""The audit trail: what changed everybody's data, who signed in, whose tokens changed.

One SQLite file, a connection an operation, as citations.py; rows are added and never changed. Who
acted is an id: a reader's as the sign-in gives it, `shell:<login>`, `server` for the server itself.
"""

from __future__ import annotations

import json
import logging
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from chipcensus.errors import StateBroken
from chipcensus.logs import TOLD
from chipcensus.settings import Settings
from chipcensus.state.opening import opened

FILE = "audit.sqlite"
SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS audit (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        who TEXT NOT NULL,
        what TEXT NOT NULL,
        about TEXT NOT NULL
    )
    """,
    *(
        f"CREATE TRIGGER IF NOT EXISTS audit_no_{way} BEFORE {way} ON audit "
        "BEGIN SELECT RAISE(ABORT, 'the audit trail is only added to'); END"
        for way in ("update", "delete")
    ),
)
INSERT = "INSERT INTO audit (at, who, what, about) VALUES (?, ?, ?, ?)"
NEWEST = "SELECT at, who, what, about FROM audit ORDER BY number DESC LIMIT ?"
SERVER = "server"
ACTOR: ContextVar[str] = ContextVar("actor", default=SERVER)


@dataclass(frozen=True)
class Act:
    """One line of the trail: when (UTC, ISO 8601), who, what, and about what."""

    at: str
    who: str
    what: str
    about: dict[str, Any]


@contextmanager
def acting_as(who: str) -> Iterator[None]:
    """While this runs, and in the work begun meanwhile, `who` is the one who acts."""
    before = ACTOR.set(who)
    try:
        yield
    finally:
        ACTOR.reset(before)


def record(settings: Settings, what: str, **about: Any) -> None:
    """Add what has just been done to the trail, and say it in the log.

    What is done stays done: where the trail cannot be written, the log says that as an error.
    """
    act = Act(datetime.now(UTC).isoformat(timespec="milliseconds"), ACTOR.get(), what, about)
    log, told = logging.getLogger(__name__), {TOLD: {"who": act.who, "what": what, **about}}
    file = settings.var / "state" / FILE
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with opened(file) as connection:
            _add(connection, act)
    except (StateBroken, OSError) as error:
        log.error("not in the audit trail: %s by %s: %s", what, act.who, error, extra=told)
    else:
        log.info("%s by %s", what, act.who, extra=told)


def newest(settings: Settings, most: int) -> Sequence[Act]:
    """The last `most` acts, the newest first. Raises StateBroken."""
    file = settings.var / "state" / FILE
    if not file.exists():
        return []
    with opened(file) as connection:
        rows = connection.execute(NEWEST, [most]).fetchall()
    return [Act(at, who, what, json.loads(about)) for at, who, what, about in rows]


def _add(connection: sqlite3.Connection, act: Act) -> None:
    connection.execute("BEGIN IMMEDIATE")
    for statement in SCHEMA:
        connection.execute(statement)
    about = json.dumps(act.about, ensure_ascii=False, default=str)
    connection.execute(INSERT, [act.at, act.who, act.what, about])
    connection.execute("COMMIT")
