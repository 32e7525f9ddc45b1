"""What an answer is, all the way from the engine to the download."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from chipcensus.question import Question

Row = dict[str, Any]


@dataclass(frozen=True)
class Citation:
    """A source as a reader finds it.

    `published_on` is None for a page without a date, `url` for an imported file (kind own_file).
    """

    source_id: str
    title: str
    publisher: str
    url: str | None
    published_on: date | None
    kind: str


@dataclass(frozen=True)
class Shown:
    """A figure of the catalogue as an answer knows it: its page, and what its title names."""

    page: str
    params: Mapping[str, Any]


@dataclass(frozen=True)
class Result:
    """The answer to one question: the one thing that travels downstream.

    Attributes:
        question: what was asked.
        params: every declared parameter with the value bound.
        rows: the answer, a dict a row, keys as in `question.columns`.
        generation: id of the data that answered.
        sql: the statement that ran, steps included.
        citations: the sources behind the rows, by source id.
        nearby: without a row, what the question answers with one choice taken back, by filter.
        events: happenings laid over the figure, rows of events/timeline; not part of the answer.
        figures: where the answer leads to figures, those of the catalogue by their names.
        has_own_rules: a visit sorted the companies of its list by rules of its own.
    """

    question: Question
    params: dict[str, Any]
    rows: Sequence[Row]
    generation: str
    sql: str
    citations: Mapping[str, Citation]
    nearby: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    events: Sequence[Row] = ()
    figures: Mapping[str, Shown] = field(default_factory=dict)
    has_own_rules: bool = False

    @cached_property
    def source_ids(self) -> tuple[str, ...]:
        """Every source behind the answer and its events, each once, in the order of the rows."""
        told = (source for event in self.events for source in event["source_ids"])
        return tuple(dict.fromkeys((*self._distinct("source_ids"), *told)))

    @cached_property
    def row_ids(self) -> tuple[str, ...]:
        """Every row of the tables behind the answer, each once."""
        return self._distinct("row_ids")

    @property
    def frame(self) -> pd.DataFrame:
        """The rows as a frame with the declared columns, also when there are none."""
        return pd.DataFrame(list(self.rows), columns=[c.name for c in self.question.columns])

    def column(self, name: str) -> list[Any]:
        """One column's values."""
        return [row[name] for row in self.rows]

    def _distinct(self, column: str) -> tuple[str, ...]:
        cells: Iterable[Sequence[str] | None] = (row.get(column) for row in self.rows)
        return tuple(dict.fromkeys(value for cell in cells for value in cell or ()))
