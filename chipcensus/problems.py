"""A problem in the reader's language."""

from __future__ import annotations

from chipcensus.errors import Problem
from chipcensus.i18n import Words

LONGEST_SHOWN = 60


def problem(
    file: str,
    words: Words,
    code: str,
    found: str,
    row: int | None = None,
    column: str | None = None,
    **told: object,
) -> Problem:
    """A problem in the reader's language: words of `problem.<code>`."""
    expected = words(f"problem.{code}.expected", **told)
    return Problem(file, row, column, shortened(found), expected, words(f"problem.{code}.remedy"))


def shortened(text: str) -> str:
    """What came, short enough to be shown."""
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_SHOWN else f"{flat[:LONGEST_SHOWN]}…"
