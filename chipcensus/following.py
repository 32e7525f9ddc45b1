"""The generation of a publication, and the embedded data while its engine is away.

A thread looks every few seconds what is published and whether the engine reads it. A newer
generation is taken up once the engine has read it; where publication or engine cannot be reached,
the embedded data answers: what was fetched last, else data/ as built here. Nobody who reads waits
for any of this but the first.
"""

from __future__ import annotations

import atexit
import logging
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from importlib.util import find_spec
from weakref import WeakSet, ref

from chipcensus.current import Away, Current
from chipcensus.engine import Engine
from chipcensus.errors import (
    BadParameter,
    ChipCensusError,
    GenerationMissing,
    PublicationMissing,
    QueryTimedOut,
)
from chipcensus.settings import DUCKDB, REMOTE, Settings
from chipcensus.store import Fetched, Generation, Published, Store

LOOK_SECONDS = 2.0
# An engine that nothing is asked of is asked for a little every so often.
PROOF_SECONDS = 10.0
# At the end of the process, for a look that is under way.
LAST_SECONDS = 5.0
ENGINE, PUBLICATION = "engine", "publication"
# What speaks to an engine; looked for, not imported.
CLIENT = "pyspark"
_EXPECTED = (ChipCensusError, OSError)
_log = logging.getLogger(__name__)

Say = Callable[[str], None]


def current_of(settings: Settings, engine: Engine) -> Current:
    """What the settings name as the source of generations. Raises BadParameter."""
    check_engine(settings)
    if settings.engine == DUCKDB:
        return Current(settings, Store(settings))
    return Following(settings, Fetched(settings), engine.prove)


def check_engine(settings: Settings) -> None:
    """Raises BadParameter where the settings name no engine there is, or no publication for it."""
    if settings.engine != DUCKDB and not settings.engine.startswith(REMOTE):
        raise BadParameter(
            f"CHIPCENSUS_ENGINE: found {settings.engine!r}; expected {DUCKDB} or {REMOTE}host:port."
        )
    if settings.engine != DUCKDB and not settings.publication:
        raise BadParameter(
            "CHIPCENSUS_PUBLICATION: empty; an engine reads what `chipcensus publish --to` wrote: "
            "name that folder or s3://bucket/prefix."
        )
    if settings.engine != DUCKDB and find_spec(CLIENT) is None:
        raise BadParameter(
            "CHIPCENSUS_ENGINE: its client is not installed: pip install 'chip-census[spark]'."
        )


class Following(Current):
    """The newest published generation that the engine reads; safe to share between threads."""

    def __init__(
        self, settings: Settings, fetched: Fetched, prove: Callable[[Generation], None]
    ) -> None:
        """Ask nothing yet; `prove` raises where the engine does not read a generation."""
        super().__init__(settings, fetched)
        self.fetched, self._prove = fetched, prove
        self._built = Current(settings, Store(settings))
        self._starting, self._looking = threading.Lock(), threading.Lock()
        self._is_watched = False
        self._proven_until = 0.0

    def looked_up(self) -> str | None:
        """The file of what answers just now; never waits."""
        opened = self.opened
        return opened.file if opened is not None else None

    def is_embedded(self, generation: Generation) -> bool:
        """Whether it answers in the place of a published one, whose engine is away."""
        return not isinstance(generation, Published)

    def lost(self, broken: Generation, error: Exception) -> None:
        """The engine could not be reached for an answer from `broken`: embedded data answers."""
        with self._lock:
            if self.opened is not None and self.opened.file == broken.file:
                self._fall_back(error)
        self._forget()

    def renew(self, broken: Generation) -> None:
        """Fetch anew what cannot be read, unless somebody has done so already."""
        with self._lock:
            if self.opened is not None and self.opened.file == broken.file:
                broken.path.unlink(missing_ok=True)
                self.opened = None
        self._newest(lambda _: None)
        self._forget()

    def look(self, say: Say = lambda _: None) -> None:
        """Take up what is published where the engine reads it; else have embedded data answer."""
        with self._looking:
            newest, problem = self._published()
            if newest is not None:
                self.fetched.remember(newest, instead=False)
            for one in _each(newest, self._taken()):
                if self._is_proven(one):
                    return
                try:
                    self._prove(one)
                    self._take(one, problem)
                    return
                except QueryTimedOut as error:
                    if one is self.opened:  # it is there, and has much to do
                        return
                    problem = problem or error
                except _EXPECTED as error:
                    problem = problem or error
            with self._lock:
                self._fall_back(problem or GenerationMissing("Nothing is published."), say)

    def _newest(self, say: Say) -> Generation:
        opened = self.opened
        while opened is None:
            with self._starting:
                if self.opened is None:
                    self.look(say)
            opened = self.opened
            self._watch()
        return opened

    def _published(self) -> tuple[Published | None, Exception | None]:
        """What is published just now, opened, or why that cannot be had."""
        try:
            manifest, taken = self.fetched.newest(), self._taken()
            if taken and taken.file == manifest.file and taken.path.is_file():
                return taken, None
            return self.fetched.open_published(manifest), None
        except _EXPECTED as error:
            return None, error

    def _taken(self) -> Published | None:
        return self.opened if isinstance(self.opened, Published) else None

    def _is_proven(self, one: Published) -> bool:
        return one is self.opened and time.monotonic() < self._proven_until

    def _take(self, one: Published, problem: Exception | None) -> None:
        """Answer from a generation that the engine has read."""
        with self._lock:
            is_new = self.opened is not one
            self.opened, self.away = one, None
            self._proven_until = time.monotonic() + PROOF_SECONDS
        if is_new:
            self.fetched.remember(one)
            _log.info("generation %s answers, read by the engine", one.id)
        if problem is not None:
            _log.warning("%s; %s goes on answering", problem, one.file)

    def _fall_back(self, problem: Exception, say: Say = lambda _: None) -> None:
        """Have embedded data answer; only with the lock."""
        if self.away is None:
            what = PUBLICATION if isinstance(problem, PublicationMissing) else ENGINE
            self.away = Away(what, datetime.now(UTC))
            _log.error("%s; embedded data answers meanwhile", problem)
        if self.opened is None or isinstance(self.opened, Published):
            try:
                self.opened = self.fetched.embedded()
            except GenerationMissing:
                self.opened = self._built.generation(say)

    def _watch(self) -> None:
        """Look by oneself from now on, once."""
        with self._lock:
            if not self._is_watched:
                self._is_watched = True
                known = ref(self)
                looking = threading.Thread(target=_watch, args=(known,), daemon=True)
                _LOOKING.add(looking)
                looking.start()


# The threads that look. One that is in the middle of a library when the interpreter ends takes the
# process down with it, so they are over before.
_LOOKING: WeakSet[threading.Thread] = WeakSet()
_over = threading.Event()


@atexit.register
def _end() -> None:
    _over.set()
    for looking in list(_LOOKING):
        looking.join(LAST_SECONDS)


def _watch(known: ref[Following]) -> None:
    """Look every few seconds, for as long as anybody has it."""
    while not _over.wait(LOOK_SECONDS):
        one = known()
        if one is None:
            return
        try:
            one.look()
        except Exception:  # whatever it is, it must not end the looking
            _log.exception("looking for a published generation failed")
        del one


def _each(newest: Published | None, taken: Published | None) -> list[Published]:
    """Those there are, each once."""
    return [one for one in (newest, None if taken is newest else taken) if one is not None]
