"""Earlier generations, opened when one is asked for and asked with their own questions."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import lru_cache
from typing import Any

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.current import Away
from chipcensus.engine import Engine
from chipcensus.errors import GenerationGone, GenerationMissing, Slip
from chipcensus.filters import Filters
from chipcensus.question import Catalogue, parse_question
from chipcensus.result import Result
from chipcensus.store import Generation

# Each takes memory of its own while it is open.
KEPT_OPEN = 2
CACHED_ANSWERS = 200


class PastCensus(Census):
    """Answers from one earlier generation as it answered when it was the current one."""

    def __init__(self, census: Census, opened: Generation) -> None:
        """Answer from `opened` within the settings of `census`. Raises GenerationBroken."""
        self.settings, self.store = census.settings, census.store
        texts = self.store.questions(opened)
        questions = Catalogue((name, parse_question(name, text)) for name, text in texts.items())
        self.engine = Engine(questions, replace(self.settings, cached_answers=CACHED_ANSWERS))
        self._past = opened

    def generation(self, say: Callable[[str], None] = lambda _: None) -> Generation:  # noqa: ARG002
        """The generation this is about; nothing is ever built."""
        return self._past

    def away(self) -> Away | None:
        """Nothing stands in for an earlier generation."""

    def is_embedded(self) -> bool:
        """Whether it answers in the place of an engine: never."""
        return False

    def _ask(self, name: str, values: Mapping[str, Any]) -> Result:
        """Answer from the tables. Raises GenerationBroken where the file cannot be read."""
        return self.engine.ask(self._past, name, values)

    def figure(self, name: str, filters: Filters) -> Answer:
        """Answer a figure of the catalogue. Raises UnknownQuestion."""
        return replace(super().figure(name, filters), is_past=True)

    def close(self) -> None:
        """Let go of the file, and of an engine's session."""
        self.engine.close()
        self._past.close()


class Archive:
    """The generations a census keeps, the current one and those before; safe between threads."""

    def __init__(self, census: Census) -> None:
        """Open nothing yet."""
        self.census = census
        self._opened: OrderedDict[str, PastCensus] = OrderedDict()
        self._lock = threading.RLock()

    @contextmanager
    def at(self, generation: str | None) -> Iterator[Census]:
        """The census as of a generation's id; None = the current one.

        Past ones answer one reader at a time, so that none is closed while it is read.

        Raises:
            GenerationGone: it is not kept, or cannot be read.
        """
        if not generation or generation == self.census.generation().id:
            yield self.census
            return
        with self._lock:
            yield self._past(generation)

    def _past(self, generation: str) -> PastCensus:
        file = self.census.store.find(generation)
        for gone in [name for name, kept in self._opened.items() if not _is_there(kept)]:
            self._opened.pop(gone).close()
        if file is None:
            found = generation[:40]
            detail = f"Generation {found!r} is not kept."
            kept = tuple(self.census.kept())
            raise GenerationGone(slips=[Slip("generation", found, detail, kept)])
        past = self._opened.pop(file, None) or self._open(file)
        self._opened[file] = past
        while len(self._opened) > KEPT_OPEN:
            self._opened.popitem(last=False)[1].close()
        return past

    def _open(self, file: str) -> PastCensus:
        try:
            return PastCensus(self.census, self.census.store.open(file))
        except GenerationMissing as error:
            raise GenerationGone(str(error)) from None


def _is_there(past: PastCensus) -> bool:
    return past.generation().path.exists()


@lru_cache(maxsize=4)
def archive_of(census: Census) -> Archive:
    """The one archive of a census."""
    return Archive(census)
