"""Why a statement was not run, or was stopped, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from chipcensus.errors import ChipCensusError, StatementFailed, StatementRefused, StatementStopped
from chipcensus.i18n import Words, read_words
from chipcensus.sandbox.rows import Limits


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
    return StatementStopped(_text(read_words("en"), reason, limit), reason, **limit)


def said(error: ChipCensusError, words: Words) -> str:
    """The same in a reader's language; the place is for the screen to show."""
    if isinstance(error, StatementFailed) and error.reason:
        return _text(words, error.reason, error.told)
    return str(error)


def _text(words: Words, reason: str, told: Mapping[str, Any]) -> str:
    return words(f"sandbox.{reason}", **told)
