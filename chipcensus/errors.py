"""Everything raised on purpose.

ChipCensusError
├── ProblemsFound        the data breaks its schema: a list of Problem, all at once
├── QuestionBroken       a .sql file's header and statement disagree
├── UnknownQuestion      no such question
├── UnknownSource        no source has the id asked for
├── NothingHere          an address below /api leads nowhere
├── NotOffered           an address is asked in a way it does not answer
├── TooManyRequests      a client asks more often than the limit
├── UnknownDownload      no such file, or no such generation, to take away
├── NotWritten           a file could not be written where it was wanted
├── NotFetched           tables could not be fetched from where they are published
├── BadParameter         a parameter's value cannot be read as its type
│   └── ReportBroken     a report says what cannot be followed: every slip, all at once
├── QueryTimedOut        an answer took longer or more memory than the limit
├── CitationsFull        no further citation can be kept
│   └── ReportsFull      no further report can be kept
├── StateBroken          what is kept beside the generations cannot be read or written
├── GenerationGone       a generation asked for by its id is not kept (any more)
├── UnknownReport        no report of that id is kept, or none of that token being made
├── NoChineseFont        no font is installed that has Chinese signs
├── TooManyReports       as many reports are being made, or wait for it, as may
├── Busy                 another process or thread is writing, and goes on for too long
├── TooManyVisits        no further visit can have data of its own just now
├── TooLarge             two generations have more rows than are compared
├── NothingToDraw        a picture is asked for of what is a list, or says what is missing
├── NoBrowser            pictures are drawn by a browser, and none is installed
├── NotPainted           a picture took longer than the limit, or could not be drawn
├── PainterBusy          as many pictures wait to be drawn as the settings allow
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


@dataclass(frozen=True)
class Slip:
    """A parameter of an address that does not fit.

    Attributes:
        parameter: its name.
        found: what came, cut short.
        detail: what is wrong, in one line.
        allowed: every value that would do, or what one looks like.
    """

    parameter: str
    found: str
    detail: str
    allowed: Sequence[str] | str


class ChipCensusError(Exception):
    """The base: catch this to catch all that the project raises on purpose.

    `slips` are the parameters that do not fit, where the error is about parameters of an address.
    """

    def __init__(self, text: str = "", slips: Sequence[Slip] = ()) -> None:
        """Say what is wrong: `text`, or the slips in one line."""
        self.slips = tuple(slips)
        super().__init__(text or "; ".join(slip.detail for slip in self.slips))


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


class UnknownSource(ChipCensusError):
    """Raised when no source has the id asked for."""


class NothingHere(ChipCensusError):
    """Raised when an address below /api leads nowhere."""


class NotOffered(ChipCensusError):
    """Raised when an address is asked by a method it does not have."""


class TooManyRequests(ChipCensusError):
    """Raised when a client asks more often than CHIPCENSUS_API_RATE allows."""


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


class ReportBroken(BadParameter):
    """Raised when a report cannot be read or asked; carries every slip, each with its place."""


class ReportsFull(CitationsFull):
    """Raised when as many reports are kept as the settings allow."""


class UnknownReport(ChipCensusError):
    """Raised when no report is kept under an id, or none is being made under a token (any more)."""


class NoChineseFont(ChipCensusError):
    """Raised when a page cannot be set because no installed font has Chinese signs."""


class TooManyReports(ChipCensusError):
    """Raised when no further report can be begun just now."""


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


class NothingToDraw(ChipCensusError):
    """Raised when a picture is asked for where there is no chart; says what there is."""


class NoBrowser(ChipCensusError):
    """Raised when the server has no browser to draw pictures with; says how to get one."""


class NotPainted(ChipCensusError):
    """Raised when a picture took longer than CHIPCENSUS_PICTURE_SECONDS, or was given up."""


class PainterBusy(ChipCensusError):
    """Raised when CHIPCENSUS_PICTURE_QUEUE pictures wait already, or one waited too long."""


class GenerationMissing(ChipCensusError):
    """Raised when no generation has been published yet."""


class GenerationBroken(GenerationMissing):
    """Raised when the published generation's file is missing, cut or not a database."""
