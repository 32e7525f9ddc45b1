"""Why a statement was not run, or was stopped, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chipcensus.errors import (
    ChipCensusError,
    EngineAway,
    StatementFailed,
    StatementRefused,
    StatementStopped,
)
from chipcensus.i18n import Words, read_words
from chipcensus.sandbox.rows import Limits

# The engine, where one would have run it.
AWAY = "away"


def refused(
    reason: str, told: Mapping[str, Any], place: tuple[int, int] | None = None
) -> StatementRefused:
    """The error that says so, with the place in the statement."""
    text = _text(read_words("en"), reason, told)
    where = f"Line {place[0]}, column {place[1]}: " if place else ""
    error = StatementRefused(f"{where}{text}", reason, **told)
    error.place = place
    return error


def stopped(reason: str, limits: Limits) -> StatementStopped:
    """The error that says so, with the limit it met."""
    told = {
        "time": f"{limits.seconds:g}",
        "memory": f"{limits.memory_mb:,}",
        "bytes": f"{limits.bytes // 1_000_000:,}",
    }
    limit = {"limit": told[reason]} if reason in told else {}
    kind = EngineAway if reason == AWAY else StatementStopped
    return kind(_text(read_words("en"), reason, limit), reason, **limit)


def said(error: ChipCensusError, words: Words) -> str:
    """The same in a reader's language; the place is for the screen to show."""
    if isinstance(error, StatementFailed) and error.reason:
        return _text(words, error.reason, error.told)
    return str(error)


def place_of(statement: str, at: int | None) -> tuple[int, int] | None:
    """Line and column of a byte of the statement, both from 1."""
    if at is None:
        return None
    before = statement.encode()[:at].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _text(words: Words, reason: str, told: Mapping[str, Any]) -> str:
    return words(f"sandbox.{reason}", **told)
