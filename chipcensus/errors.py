"""Everything raised on purpose.

ChipCensusError
├── ProblemsFound        the data breaks its schema: a list of Problem, all at once
├── QuestionBroken       a .sql file's header and statement disagree
├── UnknownQuestion      no such question
├── UnknownDownload      no such file, or no such generation, to take away
├── NotWritten           a file could not be written where it was wanted
├── NotFetched           tables could not be fetched from where they are published
├── BadParameter         a parameter's value cannot be read as its type
├── QueryTimedOut        an answer took longer or more memory than the limit
├── CitationsFull        no further citation can be kept
├── StateBroken          what is kept beside the generations cannot be read or written
├── GenerationGone       a generation asked for by its id is not kept (any more)
├── Busy                 another process or thread is writing, and goes on for too long
├── TooManyVisits        no further visit can have data of its own just now
├── TooLarge             two generations have more rows than are compared
└── GenerationMissing    no generation is published
    └── GenerationBroken the published file cannot be opened or read
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """One cell, row or file that breaks a rule.

    Attributes:
        file: name of the file.
        row: row as a spreadsheet counts it (the header is 1), or None for the whole file.
        column: name(s) of the column, or None.
        found: what came, as text.
        expected: the rule, in words or as SQL.
        remedy: the way out.
    """

    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    remedy: str = ""

    def __str__(self) -> str:
        """Say where, what came, what was expected and the way out, in one line."""
        place = [self.file]
        if self.row is not None:
            place.append(f"row {self.row}")
        if self.column:
            place.append(f"column {self.column}")
        text = f"{', '.join(place)}: found {self.found}; expected {self.expected}."
        return f"{text} {self.remedy}".rstrip()


class ChipCensusError(Exception):
    """The base: catch this to catch all that the project raises on purpose."""


class ProblemsFound(ChipCensusError):
    """Raised when data breaks its schema; carries every problem, not only the first."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        """Keep the problems; the message lists them all, a line each."""
        self.problems = tuple(problems)
        count = len(self.problems)
        head = f"{count} problem{'s' if count != 1 else ''} in the data; nothing was published."
        super().__init__("\n".join([head, *map(str, self.problems)]))


class QuestionBroken(ChipCensusError):
    """Raised when a question's file cannot be read as ARCHITECTURE.md describes."""


class UnknownQuestion(ChipCensusError):
    """Raised when no question has the name asked for."""


class UnknownDownload(ChipCensusError):
    """Raised when there is no file of that name, or its generation is not kept."""


class NotWritten(ChipCensusError):
    """Raised when a file cannot be written where it was wanted."""


class NotFetched(ChipCensusError):
    """Raised when tables cannot be fetched: the library is missing, or the page does not answer."""


class BadParameter(ChipCensusError):
    """Raised when a parameter is unknown to a question or not of its type."""


class QueryTimedOut(ChipCensusError):
    """Raised when a question took more time or memory than CHIPCENSUS_QUERY_* allows."""


class CitationsFull(ChipCensusError):
    """Raised when as many citations are kept as the settings allow."""


class StateBroken(ChipCensusError):
    """Raised when the file of citations cannot be read or written."""


class GenerationGone(ChipCensusError):
    """Raised when an earlier generation is asked for and is not kept."""


class Busy(ChipCensusError):
    """Raised when another process builds or imports for longer than CHIPCENSUS_WAIT_SECONDS."""


class TooManyVisits(ChipCensusError):
    """Raised when as many visits have data of their own as the settings allow."""


class TooLarge(ChipCensusError):
    """Raised when there is more to compare than CHANGES allows."""


class GenerationMissing(ChipCensusError):
    """Raised when no generation has been published yet."""


class GenerationBroken(GenerationMissing):
    """Raised when the published generation's file is missing, cut or not a database."""
