"""Readers' statements that run or have run: each for the one who asked, for a while."""

from __future__ import annotations

import secrets
import threading
import time
from collections import OrderedDict
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from chipcensus.census import Census
from chipcensus.errors import ChipCensusError, UnknownRun
from chipcensus.explore.own import result_of
from chipcensus.result import Result
from chipcensus.sandbox import Limits, Remote, Running, Sandbox, shared_sandbox
from chipcensus.state import citation_id
from chipcensus.store import Generation, Publication, Published, manifest_of

TOKEN_BYTES = 32
KEPT_SECONDS = 900.0
MOST_KEPT, MOST_BYTES = 200, 200_000_000


@dataclass
class Run:
    """A statement of a reader's.

    Attributes:
        census: whose data it asks; a visit's own only for that visit.
        generation: of that data; a newer one may come meanwhile.
        sql: as it was sent.
        running: what the sandbox makes of it.
        form: the kind of file it is run for; "" = the screen.
        token: opens it; told to the one who asked only.
    """

    census: Census
    generation: str
    sql: str
    running: Running
    form: str
    token: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))
    asked: float = field(default_factory=time.monotonic)

    @cached_property
    def result(self) -> Result:
        """The answer. Raises StatementRefused, StatementStopped."""
        generation = self.census.generation()
        sources = self.census.engine.sources(generation)
        return result_of(self.running.result(), self.sql, self.generation, sources)

    @property
    def is_over(self) -> bool:
        """Whether there is an answer, or why there is none."""
        return self.running.done

    @property
    def stem(self) -> str:
        """What its files are called, without ending: of which data, of which statement."""
        stem = citation_id(sql=self.sql, generation=self.generation)
        return f"explore__{self.generation}__{stem}"

    @property
    def bytes(self) -> int:
        """What the answer takes, where there is one."""
        if not self.running.done:
            return 0
        with suppress(ChipCensusError):
            return int(self.running.result().table.nbytes)
        return 0


def submit(
    sandbox: Sandbox, census: Census, opened: Generation, sql: str, reader: str, limits: Limits
) -> Running:
    """Let a statement wait for its turn: an engine answers it where one has the data.

    Raises:
        QueueFull, StatementStopped: no further one is taken.
    """
    remote = None
    if isinstance(opened, Published):
        settings = census.settings
        place = Publication(settings.publication).place.name
        remote = Remote(settings.engine, place, manifest_of(opened.path).absolute())
    return sandbox.submit(
        sql, database=opened.path.absolute(), reader=reader, limits=limits, remote=remote
    )


class Runs:
    """The runs of one installation; safe to share between threads."""

    def __init__(self) -> None:
        """Nothing was asked yet."""
        self._kept: OrderedDict[str, Run] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, census: Census, sql: str, reader: str, limits: Limits, form: str = "") -> Run:
        """Let a statement run, for a kind of file or the screen. Raises QueueFull."""
        opened = census.generation()
        running = submit(shared_sandbox(), census, opened, sql, reader, limits)
        run = Run(census, opened.id, sql, running, form)
        with self._lock:
            self._tidy()
            self._kept[run.token] = run
        return run

    def find(self, token: str) -> Run:
        """The run of a token. Raises UnknownRun."""
        with self._lock:
            self._tidy()
            found = self._kept.get(token)
            if found is None:
                raise UnknownRun("No such answer: it came too long ago. Run the statement again.")
            self._kept.move_to_end(token)
        found.asked = time.monotonic()
        return found

    def known(self, token: str) -> Run | None:
        """The run of a token, for a look that does not wait; None where there is none."""
        return self._kept.get(token)

    def _tidy(self) -> None:
        """Forget what was asked after long ago, and the oldest where there is too much."""
        now, over = time.monotonic(), [one for one in self._kept.values() if one.running.done]
        size = sum(one.bytes for one in over)
        for place, one in enumerate(over):
            is_old = now - one.asked > KEPT_SECONDS
            if is_old or len(over) - place > MOST_KEPT or size > MOST_BYTES:
                size -= one.bytes
                del self._kept[one.token]


@lru_cache(maxsize=4)
def runs_of(_: Census) -> Runs:
    """The one Runs of a census."""
    return Runs()
