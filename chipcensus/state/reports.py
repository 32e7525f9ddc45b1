"""Reports kept as links: which figures in which order, asked how, and a reader's own text.

One SQLite file, a connection an operation, as citations.py. Nothing in it is ever changed, because
a link may have been sent; no word about who kept it.
"""

from __future__ import annotations

from chipcensus.errors import ReportsFull
from chipcensus.settings import Settings
from chipcensus.state.citations import citation_id
from chipcensus.state.opening import opened

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
        with opened(self.file) as connection:
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
        with opened(self.file) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(SCHEMA)
            (count,) = connection.execute("SELECT count(*) FROM reports").fetchone()
            most, bytes_ = self.settings.kept_reports, self.settings.kept_report_bytes
            if count >= most or self.file.stat().st_size >= bytes_:
                raise ReportsFull(
                    f"{count} reports are kept, and no more than {most} or {bytes_} bytes fit: "
                    "raise CHIPCENSUS_KEPT_REPORTS or CHIPCENSUS_KEPT_REPORT_BYTES."
                )
            connection.execute("INSERT OR IGNORE INTO reports VALUES (?, ?)", [identity, spec])
            connection.execute("COMMIT")
        return identity
