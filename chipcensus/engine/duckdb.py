"""The default engine: DuckDB, a cursor per query."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from typing import Any

import duckdb

from chipcensus.engine.changes import put
from chipcensus.engine.past import Days
from chipcensus.engine.steps import parameters, parsed, steps_of
from chipcensus.errors import BadParameter, GenerationBroken, QueryTimedOut
from chipcensus.question import Catalogue, Question
from chipcensus.result import Row
from chipcensus.settings import Settings
from chipcensus.store import Generation


class DuckDB:
    """Reads the tables of generations; safe to share between threads."""

    def __init__(self, questions: Catalogue, settings: Settings) -> None:
        """Read within the limits of `settings`."""
        self.questions, self.settings = questions, settings
        self._days = Days()

    def read(self, generation: Generation, question: Question, params: dict[str, Any]) -> list[Row]:
        """The rows of a question. Raises BadParameter, QueryTimedOut, GenerationBroken."""
        bound = {k: v for k, v in params.items() if k in parameters(question.sql)}
        if not params.get("as_of"):
            with closing(generation.cursor()) as cursor:
                return self._rows(cursor, question, bound)
        day = self._days.get(generation, params["as_of"])
        with day.lock:
            steps = steps_of(question.sql, self.questions)
            return self._rows(day.cursor, question, bound, lambda: day.prepare(steps))

    def read_changes(
        self, generation: Generation, question: Question, params: dict[str, Any], found: list[Row]
    ) -> list[Row]:
        """The rows of the question on changes, of those that were found; raises as above."""
        with closing(generation.cursor()) as cursor:
            return self._rows(cursor, question, params, lambda: put(cursor, found))

    def _rows(
        self,
        cursor: duckdb.DuckDBPyConnection,
        question: Question,
        bound: dict[str, Any],
        prepare: Callable[[], None] = lambda: None,
    ) -> list[Row]:
        seconds = self.settings.query_seconds
        try:
            prepare()
            records = cursor.execute(parsed(question.sql), bound).fetchall()
        except duckdb.InterruptException:
            raise QueryTimedOut(f"{question.name} took longer than {seconds:g} s.") from None
        except duckdb.OutOfMemoryException:
            limit = self.settings.query_memory
            raise QueryTimedOut(f"{question.name} needs more memory than {limit}.") from None
        except (duckdb.ConversionException, duckdb.InvalidInputException) as error:
            raise BadParameter(f"{question.name}: {error}") from None
        except duckdb.Error as error:  # a wrong checksum is raised as the plain base class
            raise GenerationBroken(f"{question.name}: {error}") from None
        names = [column.name for column in question.columns]
        return [dict(zip(names, record, strict=True)) for record in records]
