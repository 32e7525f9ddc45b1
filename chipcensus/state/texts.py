"""Texts kept as links, each under an id worked out from it.

One SQLite file a kind, a connection an operation, as citations.py. Nothing in it is ever changed,
because a link may have been sent; no word about who kept it.
"""

from __future__ import annotations

from chipcensus.errors import ReportsFull
from chipcensus.settings import Settings
from chipcensus.state.citations import citation_id
from chipcensus.state.opening import opened

# The file is there a moment before its table is.
IS_MADE = "SELECT 1 FROM sqlite_master WHERE type = 'table'"


class Texts:
    """The texts of one kind, in `settings.var`/state.

    Attributes:
        one, many: what a text is called, in the settings and in the file's name too.
    """

    one, many = "text", "texts"

    def __init__(self, settings: Settings) -> None:
        """Touch nothing before the first text."""
        self.file = settings.var / "state" / f"{self.many}.sqlite"
        self.most: int = getattr(settings, f"kept_{self.many}")
        self.most_bytes: int = getattr(settings, f"kept_{self.one}_bytes")

    def get(self, identity: str) -> str | None:
        """The text of this id. Raises StateBroken."""
        if not self.file.exists():
            return None
        with opened(self.file) as connection:
            if not connection.execute(IS_MADE).fetchone():
                return None
            found = f"SELECT spec FROM {self.many} WHERE id = ?"  # noqa: S608 - a name of ours
            row = connection.execute(found, [identity]).fetchone()
        return str(row[0]) if row else None

    def keep(self, spec: str) -> str:
        """Keep a text and tell its id; the same text has the same one.

        Raises:
            ReportsFull: there are as many as may be kept; nothing changed.
            StateBroken: the file cannot be read or written.
        """
        identity = citation_id(**{self.one: spec})
        kept = self.get(identity)
        if kept == spec:
            return identity
        if kept is not None:
            raise ReportsFull(f"The id {identity} stands for another {self.one}.")
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self._insert(identity, spec)
        return identity

    def _insert(self, identity: str, spec: str) -> None:
        table = f"CREATE TABLE IF NOT EXISTS {self.many} (id TEXT PRIMARY KEY, spec TEXT NOT NULL)"
        with opened(self.file) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(table)
            counted = f"SELECT count(*) FROM {self.many}"  # noqa: S608 - a name of ours
            (count,) = connection.execute(counted).fetchone()
            if count >= self.most or self.file.stat().st_size >= self.most_bytes:
                raise ReportsFull(
                    f"{count} {self.many} are kept, and no more than {self.most} or "
                    f"{self.most_bytes} bytes fit: raise CHIPCENSUS_KEPT_{self.many.upper()} or "
                    f"CHIPCENSUS_KEPT_{self.one.upper()}_BYTES."
                )
            put = f"INSERT OR IGNORE INTO {self.many} VALUES (?, ?)"  # noqa: S608 - a name of ours
            connection.execute(put, [identity, spec])
            connection.execute("COMMIT")


class Reports(Texts):
    """Reports: which figures in which order, asked how, and a reader's own words."""

    one, many = "report", "reports"


class Statements(Texts):
    """Readers' own statements in SQL, each with the chart drawn of its answer."""

    one, many = "statement", "statements"
