"""What is wrong with a file as a whole, in the reader's language."""

from __future__ import annotations

from typing import NoReturn

from chipcensus.errors import ProblemsFound
from chipcensus.i18n import Words
from chipcensus.problems import problem


def refuse(
    file: str, words: Words, code: str, found: str = "", row: int | None = None, **told: str
) -> NoReturn:
    """Raise the one problem that keeps a file from being read: words of `problem.<code>`.

    Where nothing is given as found, the words say it: `problem.<code>.found`.
    """
    found = found or words(f"problem.{code}.found")
    raise ProblemsFound([problem(file, words, code, found, row, None, **told)])
