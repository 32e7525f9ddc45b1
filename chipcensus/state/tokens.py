"""Tokens for programs: of each its hash, its role and what it is for; never the token itself.

One SQLite file, a connection an operation, as citations.py. A token has 160 random bits, so that a
plain hash of it tells nothing.
"""

from __future__ import annotations

import hashlib
import secrets
from base64 import b32encode
from dataclasses import astuple, dataclass, fields
from datetime import UTC, datetime, timedelta

from chipcensus.errors import UnknownToken
from chipcensus.settings import Settings
from chipcensus.state.opening import opened

FILE = "tokens.sqlite"
# Tools that look for secrets in published files know it by this.
PREFIX = "ccx_"
SECRET_BYTES, ID_BYTES = 20, 5
LONGEST = 100
SCHEMA = """
CREATE TABLE IF NOT EXISTS tokens (
    id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    role TEXT NOT NULL,
    created_at TEXT NOT NULL,
    ends_at TEXT,
    revoked_at TEXT,
    hash TEXT NOT NULL UNIQUE
)
"""


@dataclass(frozen=True)
class Token:
    """What is kept of a token.

    Attributes:
        id: names it where it must be told of; no secret.
        name: what it is for, in the words of whoever made it.
        role: viewer, analyst or editor.
        created_at: ISO 8601, UTC, as the next two.
        ends_at: when it ends by itself; None = never.
        revoked_at: when it was revoked; None = not.
        hash: SHA-256 of the token.
    """

    id: str
    name: str
    role: str
    created_at: str
    ends_at: str | None
    revoked_at: str | None
    hash: str

    def is_good(self, now: datetime) -> bool:
        """Whether it opens anything at this moment."""
        return not self.revoked_at and (not self.ends_at or now.isoformat() < self.ends_at)


NAMES = ", ".join(field.name for field in fields(Token))


class Tokens:
    """The tokens of one installation, in `settings.var`/state."""

    def __init__(self, settings: Settings) -> None:
        """Touch nothing before the first token."""
        self.file = settings.var / "state" / FILE

    def new(self, name: str, role: str, days: int | None = None) -> tuple[str, Token]:
        """Make a token: itself, which nobody can tell again, and what is kept of it.

        Raises:
            StateBroken: the file cannot be read or written.
        """
        text = PREFIX + _random(SECRET_BYTES)
        now = datetime.now(UTC).replace(microsecond=0)
        ends = (now + timedelta(days=days)).isoformat() if days else None
        token = Token(_random(ID_BYTES), name, role, now.isoformat(), ends, None, _hash(text))
        self.file.parent.mkdir(parents=True, exist_ok=True)
        marks = ", ".join("?" * len(fields(Token)))
        with opened(self.file) as connection:
            connection.execute(SCHEMA)
            insert = f"INSERT INTO tokens ({NAMES}) VALUES ({marks})"  # noqa: S608 - our own names
            connection.execute(insert, astuple(token))
        self.file.chmod(0o600)
        return text, token

    def find(self, text: str) -> Token | None:
        """What is kept of a token; None of one that opens nothing. Raises StateBroken."""
        if not text.startswith(PREFIX) or len(text) > LONGEST:
            return None
        found = self._where("hash = ?", _hash(text))
        return found[0] if found and found[0].is_good(datetime.now(UTC)) else None

    def all(self) -> list[Token]:
        """Every token there ever was, the oldest first. Raises StateBroken."""
        return self._where("TRUE ORDER BY created_at, id")

    def revoke(self, identity: str) -> Token:
        """Let a token open nothing any more, from the next request on.

        Raises:
            UnknownToken: none has this id.
            StateBroken: the file cannot be read or written.
        """
        if not self._where("id = ?", identity):
            raise UnknownToken(f"No token has the id {identity!r}: chipcensus tokens list.")
        now = datetime.now(UTC).replace(microsecond=0).isoformat()
        with opened(self.file) as connection:
            change = "UPDATE tokens SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?"
            connection.execute(change, [now, identity])
        return self._where("id = ?", identity)[0]

    def _where(self, condition: str, *values: str) -> list[Token]:
        if not self.file.exists():
            return []
        with opened(self.file) as connection:
            connection.execute(SCHEMA)
            question = f"SELECT {NAMES} FROM tokens WHERE {condition}"  # noqa: S608 - our own words
            return [Token(*row) for row in connection.execute(question, values)]


def _random(count: int) -> str:
    return b32encode(secrets.token_bytes(count)).decode().lower()


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
