"""Citations: which figure, asked how, of which generation, and what it showed.

One SQLite file, a connection an operation: safe between threads and between processes. Nothing is
ever changed or dropped in it, because an id may be in print. No word about who cited.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import astuple, dataclass, fields
from typing import Any

from chipcensus.errors import CitationsFull
from chipcensus.settings import Settings
from chipcensus.state.opening import opened

# Crockford's base 32: no letter that can be taken for a digit or spells a word with u.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LOOK_ALIKE = str.maketrans("oil", "011")
BITS = 5
ID_LENGTH = 10
FILE = "citations.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS citations (
    id TEXT PRIMARY KEY,
    figure TEXT NOT NULL,
    filters TEXT NOT NULL,
    generation TEXT NOT NULL,
    built_at TEXT NOT NULL,
    digest TEXT NOT NULL,
    answer BLOB NOT NULL
)
"""
# The file is there a moment before its table is.
IS_MADE = "SELECT 1 FROM sqlite_master WHERE name = 'citations'"


@dataclass(frozen=True)
class Citation:
    """One cited figure.

    Attributes:
        id: hash of the figure, its parameters and the generation, in ALPHABET.
        figure: its name.
        filters: what acted, as JSON; read by `filters.from_url`.
        generation: id of the data that answered.
        built_at: when that was built, ISO 8601, UTC.
        digest: hash of the answer.
        answer: the answer itself, packed.
    """

    id: str
    figure: str
    filters: str
    generation: str
    built_at: str
    digest: str
    answer: bytes


NAMES = ", ".join(field.name for field in fields(Citation))


class Citations:
    """The citations of one installation, in `settings.var`/state."""

    def __init__(self, settings: Settings) -> None:
        """Touch nothing before the first citation."""
        self.settings = settings
        self.file = settings.var / "state" / FILE

    def get(self, identity: str) -> Citation | None:
        """The citation of this id. Raises StateBroken."""
        if not self.file.exists():
            return None
        with opened(self.file) as connection:
            if not connection.execute(IS_MADE).fetchone():
                return None
            question = f"SELECT {NAMES} FROM citations WHERE id = ?"  # noqa: S608 - our own names
            row = connection.execute(question, [identity]).fetchone()
        return Citation(*row) if row else None

    def keep(self, citation: Citation) -> bool:
        """Keep a citation; False where it is kept already.

        Raises:
            CitationsFull: there are as many as may be kept; nothing changed.
            StateBroken: the file cannot be read or written.
        """
        if self.get(citation.id):
            return False
        self.file.parent.mkdir(parents=True, exist_ok=True)
        marks = ", ".join("?" * len(fields(Citation)))
        with opened(self.file) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(SCHEMA)
            self._refuse_more_than_fit(connection)
            insert = f"INSERT OR IGNORE INTO citations ({NAMES}) VALUES ({marks})"  # noqa: S608
            added = connection.execute(insert, astuple(citation)).rowcount
            connection.execute("COMMIT")
        return added == 1

    def _refuse_more_than_fit(self, connection: sqlite3.Connection) -> None:
        (count,) = connection.execute("SELECT count(*) FROM citations").fetchone()
        most, bytes_ = self.settings.kept_citations, self.settings.kept_citation_bytes
        if count >= most or self.file.stat().st_size >= bytes_:
            raise CitationsFull(
                f"{count} citations are kept, and no more than {most} or {bytes_} bytes fit: "
                "raise CHIPCENSUS_KEPT_CITATIONS or CHIPCENSUS_KEPT_CITATION_BYTES."
            )


def citation_id(**what: Any) -> str:
    """The id of what is cited: the same wherever and whenever it is worked out."""
    told = json.dumps(what, ensure_ascii=False, sort_keys=True, default=str)
    number = int.from_bytes(hashlib.sha256(told.encode()).digest())
    places = range(0, ID_LENGTH * BITS, BITS)
    return "".join(ALPHABET[number >> place & len(ALPHABET) - 1] for place in places)


def read_id(text: str) -> str | None:
    """An id as someone may have typed it off a page; None where it can be none."""
    bare = text.strip().lower().replace("-", "").translate(LOOK_ALIKE)
    return bare if len(bare) == ID_LENGTH and set(bare) <= set(ALPHABET) else None
