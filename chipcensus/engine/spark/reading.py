"""Reads the tables of published generations by an engine that speaks Spark Connect."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, TypeVar

import pyarrow as pa

from chipcensus.engine.spark.carry import carried, statement
from chipcensus.engine.spark.client import REFUSALS
from chipcensus.engine.spark.past import Day, Days
from chipcensus.engine.spark.reach import ensure_reachable
from chipcensus.engine.spark.rows import typed
from chipcensus.engine.spark.session import ERRORS, Session, told
from chipcensus.engine.steps import steps_of
from chipcensus.errors import QueryTimedOut
from chipcensus.question import Catalogue, Question
from chipcensus.result import Row
from chipcensus.settings import Settings
from chipcensus.store.publication import Published

# Sessions: of the current generation, and of those that answers are still read from.
KEPT_SESSIONS = 3
Answer = TypeVar("Answer")
_log = logging.getLogger(__name__)


class Opened:
    """A session with the past days that were asked for in it."""

    def __init__(self, session: Session) -> None:
        """No day yet."""
        self.session, self.days = session, Days(session)


class Spark:
    """Answers questions by an engine; safe to share between threads."""

    def __init__(self, questions: Catalogue, settings: Settings) -> None:
        """Connect to nothing yet."""
        self.questions, self.settings = questions, settings
        self._sessions: OrderedDict[str, Opened] = OrderedDict()
        self._lock = threading.Lock()

    def read(self, generation: Published, question: Question, params: dict[str, Any]) -> list[Row]:
        """The rows of a question: those that DuckDB gives.

        Raises:
            QueryTimedOut, EngineUnreachable, EngineFailed.
        """
        try:
            found = self._tried(generation, lambda opened: self._answer(opened, question, params))
        except QueryTimedOut:
            seconds = self.settings.query_seconds
            raise QueryTimedOut(f"{question.name} took longer than {seconds:g} s.") from None
        rows: list[Row] = typed(found, question.columns).to_pylist()
        return rows

    def stop(self, generation: Published, tag: str) -> None:
        """Stop a statement that runs."""
        with self._lock:
            opened = self._sessions.get(generation.file)
        if opened is not None:
            opened.session.stop(tag)

    def close(self) -> None:
        """Let go of all sessions."""
        with self._lock:
            for opened in self._sessions.values():
                opened.session.close()
            self._sessions.clear()

    def _answer(self, opened: Opened, question: Question, params: dict[str, Any]) -> pa.Table:
        day = opened.days.get(params["as_of"]) if params.get("as_of") else None
        if day is not None:
            steps = steps_of(question.sql, self.questions)
            day.prepare(steps, lambda step, on: self._ask(opened, step, {"as_of": on.day}, on))
        return self._ask(opened, question, params, day)

    def _ask(
        self, opened: Opened, question: Question, params: dict[str, Any], day: Day | None
    ) -> pa.Table:
        named: Callable[[str], str] = day.named if day else str
        opened.session.need(t for t in statement(question.sql).tables if named(t) == t)
        types = {field.name: field.type for field in question.params} | {"as_of": "DATE"}
        sql = carried(question.sql, params, types, named)
        return opened.session.ask(sql, self.settings.query_seconds)

    def _tried(self, generation: Published, ask: Callable[[Opened], Answer]) -> Answer:
        """An answer, by a new session where the one there was no longer answers.

        An engine that was started again, or forgot a session that nobody asked, has no tables.
        """
        for is_last in (False, True):
            opened = self._opened(generation)
            try:
                return ask(opened)
            except ERRORS as error:
                is_refused = isinstance(error, REFUSALS) and opened.session.is_whole()
                if is_refused:  # it would be so in any session
                    raise told(error) from error
                self._drop(generation, opened)
                if is_last:
                    ensure_reachable(self.settings.engine)
                    raise told(error) from error
                _log.warning("The engine is asked again in a new session: %s", told(error))
        raise AssertionError  # not reached: the second time it raises

    def _opened(self, generation: Published) -> Opened:
        with self._lock:
            found = self._sessions.pop(generation.file, None)
            if found is None or found.session.is_over:
                try:
                    found = Opened(Session(self.settings, generation))
                except ERRORS as error:
                    ensure_reachable(self.settings.engine)
                    raise told(error) from error
            self._sessions[generation.file] = found
            while len(self._sessions) > KEPT_SESSIONS:
                self._sessions.popitem(last=False)[1].session.close()
        return found

    def _drop(self, generation: Published, opened: Opened) -> None:
        with self._lock:
            if self._sessions.get(generation.file) is opened:
                del self._sessions[generation.file]
        opened.session.close()
