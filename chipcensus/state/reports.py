"""Reports kept as links: which figures in which order, asked how, and a reader's own text.

One SQLite file, a connection an operation, as citations.py. Nothing in it is ever changed, because
a link may have been sent; no word about who kept it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager

from chipcensus.errors import ReportsFull, StateBroken
from chipcensus.settings import Settings
from chipcensus.state.citations import BUSY_SECONDS, citation_id

FILE = "reports.sqlite"
SCHEMA = "CREATE TABLE IF NOT EXISTS reports (id TEXT PRIMARY KEY, spec TEXT NOT NULL)"
# The file is there a moment before its table is.
IS_MADE = "SELECT 1 FROM sqlite_master WHERE name = 'reports'"


class Reports:
    """The reports of one installation, in `settings.var`/state."""

    def __init__(self, settings: Settings) -> None:
        """Touch nothing before the first report."""
        self.settings = settings
        self.file = settings.var / "state" / FILE

    def get(self, identity: str) -> str | None:
        """The report of this id, as JSON. Raises StateBroken."""
        if not self.file.exists():
            return None
        with self._opened() as connection:
            if not connection.execute(IS_MADE).fetchone():
                return None
            row = connection.execute("SELECT spec FROM reports WHERE id = ?", [identity]).fetchone()
        return str(row[0]) if row else None

    def keep(self, spec: str) -> str:
        """Keep a report and tell its id; the same report has the same one.

        Raises:
            ReportsFull: there are as many as may be kept; nothing changed.
            StateBroken: the file cannot be read or written.
        """
        identity = citation_id(report=spec)
        kept = self.get(identity)
        if kept == spec:
            return identity
        if kept is not None:
            raise ReportsFull(f"The id {identity} stands for another report.")
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(SCHEMA)
            (count,) = connection.execute("SELECT count(*) FROM reports").fetchone()
            most = self.settings.kept_reports
            if count >= most:
                raise ReportsFull(
                    f"{count} reports are kept, and no more than {most} fit: "
                    "raise CHIPCENSUS_KEPT_REPORTS."
                )
            connection.execute("INSERT OR IGNORE INTO reports VALUES (?, ?)", [identity, spec])
            connection.execute("COMMIT")
        return identity

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        """A connection of its own, for one operation; what is not committed is undone."""
        try:
            with closing(sqlite3.connect(self.file, BUSY_SECONDS, isolation_level=None)) as opened:
                yield opened
        except sqlite3.Error as error:
            raise StateBroken(f"{self.file.name} cannot be read or written: {error}.") from None
