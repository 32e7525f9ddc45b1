"""Everything raised on purpose: a ChipCensusError, each of which says when it is raised.

ChipCensusError
├── BadParameter
│   └── ReportBroken
├── CitationsFull
│   └── ReportsFull
├── GenerationMissing
│   └── GenerationBroken
├── PublicationMissing
│   └── PublicationBroken
├── StatementFailed
│   ├── StatementRefused
│   ├── StatementStopped
│   │   └── EngineAway
│   └── QueueFull
└── all the others
"""

from __future__ import annotations

from collections.abc import Sequence

from chipcensus.carried import Problem as Problem
from chipcensus.carried import Slip as Slip


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


class NotSignedIn(ChipCensusError):
    """Raised when nobody has signed in, or with a token that opens nothing."""


class NotAllowed(ChipCensusError):
    """Raised when a reader's role is not enough for what is asked."""


class ForeignPage(ChipCensusError):
    """Raised when another site's page would act in the name of a reader who looks at it."""


class UnknownHost(ChipCensusError):
    """Raised when a request names a host that is none of CHIPCENSUS_HOSTS."""


class TooMuchSent(ChipCensusError):
    """Raised when a request has more than CHIPCENSUS_REQUEST_MB."""


class UnsafeStart(ChipCensusError):
    """Raised when the settings would let in whoever comes; says what settles it."""


class UnknownToken(ChipCensusError):
    """Raised when no token has the id asked for."""


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


class StatementFailed(ChipCensusError):
    """Raised, as one of its kinds, of a reader's own statement: words `sandbox.<reason>`."""

    def __init__(self, text: str, reason: str = "", **told: object) -> None:
        super().__init__(text)
        self.reason, self.told = reason, told  # `told` stands in the words
        self.place: tuple[int, int] | None = None  # line and column in the statement, from 1


class StatementRefused(StatementFailed):
    """Raised when a statement asks for what it may not, or cannot be read."""


class StatementStopped(StatementFailed):
    """Raised when a statement met one of its limits, was given up, or its worker ended."""


class EngineAway(StatementStopped):
    """Raised when the engine that would run a statement cannot be reached."""


class QueueFull(StatementFailed):
    """Raised when no further statement can wait; `told["seconds"]` is when to try again."""


class CitationsFull(ChipCensusError):
    """Raised when as many citations are kept as the settings allow."""


class ReportBroken(BadParameter):
    """Raised when a report cannot be read or asked; carries every slip, each with its place."""


class ReportsFull(CitationsFull):
    """Raised when as many reports are kept as the settings allow."""


class UnknownReport(ChipCensusError):
    """Raised when no report is kept under an id, or none is being made under a token (any more)."""


class UnknownRun(ChipCensusError):
    """Raised when no answer to a reader's own statement is kept under a token (any more)."""


class NoChineseFont(ChipCensusError):
    """Raised when a page cannot be set because no installed font has Chinese signs."""


class TooManyReports(ChipCensusError):
    """Raised when no further report can be begun just now."""


class StateBroken(ChipCensusError):
    """Raised when the file of citations cannot be read or written."""


class BackupBroken(ChipCensusError):
    """Raised when a file is no backup, or there is something where it would be restored."""


class GenerationGone(ChipCensusError):
    """Raised when an earlier generation is asked for and is not kept."""


class Busy(ChipCensusError):
    """Raised when another process builds or imports for longer than CHIPCENSUS_WAIT_SECONDS."""


class Stopping(ChipCensusError):
    """Told of work that is not begun, or was given up, because the server is stopping."""


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


class EngineLost(ChipCensusError):
    """Raised of an answer on whose way the engine was lost: asked again, embedded data answers."""


class EngineUnreachable(ChipCensusError):
    """Raised when nobody answers at CHIPCENSUS_ENGINE; the embedded data set answers meanwhile."""


class EngineFailed(ChipCensusError):
    """Raised when the engine is there and could not answer, asked twice; says what it said."""


class PublicationMissing(ChipCensusError):
    """Raised when nothing is published at a place, or it cannot be reached."""


class PublicationBroken(PublicationMissing):
    """Raised when what is published cannot be read, lacks files or is not as it was written."""
