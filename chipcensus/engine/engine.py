"""Answers questions: one cache for all callers, whatever reads the tables."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from chipcensus.engine.changes import CHANGES, changes
from chipcensus.engine.duckdb import DuckDB
from chipcensus.engine.steps import compose
from chipcensus.meters import CACHE_HITS, CACHE_MISSES, QUESTION_SECONDS
from chipcensus.question import Catalogue, Question
from chipcensus.result import Citation, Result, Row
from chipcensus.settings import Settings
from chipcensus.store import Generation
from chipcensus.store.publication import Published

if TYPE_CHECKING:
    from chipcensus.engine.spark import Spark

# Of so many generations: what is published every hour would otherwise pile up.
KEPT_SOURCES = 4
# Of answers, among all caches; see meters.py.
CACHE = "answers"
# It reads one table of some hundred rows.
PROOF = "meta/sources"


class Engine:
    """Answers questions; safe to share between threads."""

    def __init__(self, questions: Catalogue, settings: Settings) -> None:
        """Answer `questions` within the limits of `settings`."""
        self.questions = questions
        self.settings = settings
        self._answers: OrderedDict[tuple[str, bool, str, str], Result] = OrderedDict()
        self._sources: OrderedDict[tuple[str, bool], Mapping[str, Citation]] = OrderedDict()
        self._tables = DuckDB(questions, settings)
        self._spark: Spark | None = None
        self._lock = threading.Lock()

    def ask(self, generation: Generation, name: str, values: Mapping[str, Any]) -> Result:
        """Answer one question; undeclared parameters are left aside, missing ones are NULL.

        Raises:
            UnknownQuestion, BadParameter, QueryTimedOut, GenerationBroken; where an engine reads
            the tables, EngineUnreachable, EngineFailed.
        """
        question = self.questions[name]
        params = question.bind(values)
        key = (*_place(generation), name, repr(params))
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                CACHE_HITS.labels(CACHE).inc()
                return self._answers[key]
        CACHE_MISSES.labels(CACHE).inc()
        with QUESTION_SECONDS.labels(name).time():
            result = self._answer(generation, question, params)
        with self._lock:
            self._answers[key] = result
            while len(self._answers) > self.settings.cached_answers:
                self._answers.popitem(last=False)
        return result

    def compare(self, then: Generation, now: Generation) -> Result:
        """What changed between two generations; not kept here.

        Raises:
            TooLarge, QueryTimedOut, GenerationBroken.
        """
        question, params = self.questions[CHANGES], {"earlier": then.id, "later": now.id}
        rows = self._tables.read_changes(now, question, params, changes(then, now))
        sources = {**self.sources(then), **self.sources(now)}
        return Result(question, params, rows, now.id, question.sql, sources)

    def _answer(self, generation: Generation, question: Question, params: dict[str, Any]) -> Result:
        # For the newest state the steps are tables of the generation; an as-of day computes them.
        sql = compose(question, self.questions) if params.get("as_of") else question.sql
        rows = self._read(generation, question, params)
        return Result(question, params, rows, generation.id, sql, self.sources(generation))

    def _read(
        self, generation: Generation, question: Question, params: dict[str, Any]
    ) -> list[Row]:
        if isinstance(generation, Published):
            return self.spark().read(generation, question, params)
        return self._tables.read(generation, question, params)

    def spark(self) -> Spark:
        """What reads published generations; connects at its first question."""
        with self._lock:
            if self._spark is None:
                # Nothing of it is installed where no engine is set.
                from chipcensus.engine.spark import Spark

                self._spark = Spark(self.questions, self.settings)
            return self._spark

    def close(self) -> None:
        """Let go of what was opened for published generations."""
        with self._lock:
            if self._spark is not None:
                self._spark.close()

    def prove(self, generation: Generation) -> None:
        """Read a little of a generation, past all that is kept.

        Raises:
            QueryTimedOut, GenerationBroken; of a published one EngineUnreachable, EngineFailed.
        """
        self._read(generation, self.questions[PROOF], {})

    def sources(self, generation: Generation) -> Mapping[str, Citation]:
        """Every source of a generation by its id, read once."""
        place = _place(generation)
        found = self._sources.get(place)
        if found is None:
            rows = self._read(generation, self.questions["meta/sources"], {})
            found = {row["source_id"]: Citation(**row) for row in rows}
            with self._lock:
                self._sources[place] = found
                while len(self._sources) > KEPT_SOURCES:
                    self._sources.popitem(last=False)
        return found


def _place(generation: Generation) -> tuple[str, bool]:
    """What answers are kept by: an embedded file bears the name of the one that was published."""
    return generation.file, isinstance(generation, Published)
