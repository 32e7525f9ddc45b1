"""The running census: the current generation, rebuilt when needed, and answers from it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

from chipcensus import claims, editions
from chipcensus.analysis.answers import ANALYSED, analysed
from chipcensus.answer import Answer
from chipcensus.catalogue import PAGE, with_figures
from chipcensus.charts.overlay import when, within
from chipcensus.choices import Choices
from chipcensus.days import is_to_come, span
from chipcensus.engine import CHANGES, Engine
from chipcensus.errors import GenerationBroken, GenerationMissing
from chipcensus.figures import Figure, find
from chipcensus.filters import ALL, Filters
from chipcensus.i18n import Words, read_words
from chipcensus.keeping import kept_with_its_owner
from chipcensus.publish import build
from chipcensus.question import read_questions
from chipcensus.result import Result, Row
from chipcensus.settings import Settings, read_settings
from chipcensus.store import Generation, Store

OVERLAY = "events/timeline"
# A page asks many times, and reading the pointer each time makes threads wait for each other.
LOOK_SECONDS = 0.5


class Census:
    """Answers figures and questions from the current generation; safe to share between threads."""

    address = "/api/v1"  # below which the same is answered over HTTP
    is_private = False  # whether it answers from a visit's own data, which nobody may cite

    def __init__(self, settings: Settings | None = None) -> None:
        """Read the questions; no generation is opened before the first answer."""
        self.settings = settings or read_settings()
        self.store = Store(self.settings)
        self.engine = Engine(read_questions(self.settings.queries), self.settings)
        self._opened: Generation | None = None
        self._looked = 0.0
        self._lock = threading.RLock()

    def generation(self, say: Callable[[str], None] = lambda _: None) -> Generation:
        """The current generation; a newer one is soon taken up, a missing or broken one is built.

        Raises:
            ProblemsFound: there is nothing to open and the data does not build.
        """
        opened = self._opened
        if opened is not None and time.monotonic() < self._looked + LOOK_SECONDS:
            return opened
        with self._lock:
            try:
                if self._opened is None or self._opened.file != self.store.current_file():
                    self._open()
            except GenerationMissing:
                build(self.settings, say)
                self._open()
            self._looked = time.monotonic()
            assert self._opened is not None  # noqa: S101 - _open sets it or raises
            return self._opened

    def looked_up(self) -> str | None:
        """The current generation's file where that was looked up just now; never waits."""
        opened = self._opened
        is_fresh = opened is not None and time.monotonic() < self._looked + LOOK_SECONDS
        return opened.file if opened is not None and is_fresh else None

    def is_ready(self) -> bool:
        """Whether a generation is open, so that an answer needs no waiting."""
        return self._opened is not None

    def ask(self, name: str, values: Mapping[str, Any]) -> Result:
        """Answer a question, claims with their verdicts, ages as survival."""
        if name in ANALYSED:
            bound = tuple(self.engine.questions[name].bind(values).items())
            return _analysed(self, self.generation().file, name, bound)
        result = self._ask(name, values)
        return claims.answered(result, values, self._ask) if name in claims.JUDGED else result

    def _ask(self, name: str, values: Mapping[str, Any]) -> Result:
        """Answer from the tables; a generation that breaks while it is read is built anew, once."""
        try:
            return self.engine.ask(self.generation(), name, values)
        except GenerationBroken:
            with self._lock:
                self._opened = None
                build(self.settings)
            return self.engine.ask(self.generation(), name, values)

    def renew(self) -> None:
        """Build the current generation anew: what is published cannot be read."""
        with self._lock:
            self._opened = None
            build(self.settings)

    def figure(self, name: str, filters: Filters) -> Answer:
        """Answer a figure of the catalogue; a day to come is none. Raises UnknownQuestion."""
        self.engine.questions[name]
        if is_to_come(filters.as_of):
            filters = replace(filters, as_of=None)
        figure = find(name)
        if name == CHANGES:
            changes = editions.changes(self.engine, self.store, self.generation().id, filters)
            return Answer(figure, filters, changes)
        result = self.ask(name, filters.to_params(figure.defaults))
        if figure.page == PAGE:
            return Answer(figure, filters, with_figures(result, self.ask))
        if not result.rows:
            result = replace(result, nearby=self._nearby(figure, filters))
        if filters.events:
            result = replace(result, events=self._events(figure, filters, result))
        return Answer(figure, filters, result)

    def first_day(self, names: Sequence[str], filters: Filters) -> date | None:
        """The first day with anything to show in figures that on the reader's day show nothing."""
        if filters.as_of is None or any(self.figure(n, filters).result.source_ids for n in names):
            return None
        later = replace(filters, as_of=None)
        row_ids = {i for name in names for i in self.figure(name, later).result.row_ids}
        day: date | None = self.ask("meta/first_day", {"row_ids": sorted(row_ids)}).rows[0][
            "first_day"
        ]
        return day if day and day > filters.as_of else None

    def _events(self, figure: Figure, filters: Filters, result: Result) -> Sequence[Row]:
        """The chosen happenings within the figure's axis of time."""
        params: dict[str, Any] = {"events": list(filters.events), "as_of": filters.as_of}
        acting = {field.name for field in result.question.params}
        if "id" in acting:
            params["companies"] = [filters.id]
        elif "companies" in acting:
            params["companies"] = [c for c in filters.companies if c != ALL]
        # Where the axis begins and ends does not depend on the language.
        drawing = figure.draw(result, read_words("en"))
        return within(drawing, self.ask(OVERLAY, params).rows)

    def kept(self) -> dict[str, str]:
        """When each generation that is kept was built (UTC), by its id, the newest first."""
        return editions.kept(self.store)

    def compared(self, filters: Filters) -> tuple[str | None, str]:
        """The two generations a reader compares: the chosen, else the current and the one before.

        The first is None where no earlier one is kept.
        """
        return editions.compared(self.store, self.generation().id, filters)

    def words(self, lang: str) -> Words:
        """The words of a language with the names of companies and happenings in it."""
        return _words(self, self.generation().file, lang)

    def choices(self) -> Choices:
        """What can be chosen in each filter."""
        return _choices(self, self.generation().file)

    def reported(self, result: Result) -> dict[str, dict[str, list[str]]]:
        """The figures behind an answer by source id, as printed with the period: their rows."""
        found: dict[str, dict[str, list[str]]] = {}
        for row in self.ask("meta/trail", {"row_ids": sorted(result.row_ids)}).rows:
            text = f"{row['reported_as']} ({span(row['period_start'], row['period_end'])})"
            ids = found.setdefault(row["source_id"], {}).setdefault(text, [])
            if row["row_id"] not in ids:
                ids.append(row["row_id"])
        return found

    def _nearby(self, figure: Figure, filters: Filters) -> dict[str, Sequence[Row]]:
        """What would show something: the rows with one choice taken back, by its filter."""
        asked = {name: filters.without(name) for name in filters.chips()}
        if filters.companies or "companies" in figure.defaults:
            asked["companies"] = replace(filters, companies=(ALL,))
        answers = {n: self.ask(figure.name, f.to_params(figure.defaults)) for n, f in asked.items()}
        return {name: answer.rows for name, answer in answers.items() if answer.rows}

    def _open(self) -> None:
        if self._opened is not None:
            self._opened.close()
        self._opened = self.store.open_current()


@kept_with_its_owner(200)
def _analysed(
    census: Census, _generation: str, name: str, bound: tuple[tuple[str, Any], ...]
) -> Result:
    """An analysis takes a tenth of a second: it is kept like an answer of the engine."""
    return analysed(census._ask(name, dict(bound)))


@kept_with_its_owner(8)
def _words(census: Census, _generation: str, lang: str) -> Words:
    rows = census.ask("meta/companies", {}).rows
    names = {
        r["company_id"]: (r["name_zh"] if lang == "zh" else None) or r["name_en"] for r in rows
    }
    happened = census.ask(OVERLAY, {}).rows
    told = {r["happening_id"]: f"{when(r)} {r[f'title_{lang}']}" for r in happened}
    return replace(read_words(lang), names=names, happenings=told)


@kept_with_its_owner(4)
def _choices(census: Census, _generation: str) -> Choices:
    found: dict[str, list[str]] = {}
    choices = census.ask("meta/choices", {}).rows
    for row in choices:
        found.setdefault(row["filter"], []).append(row["value"])
    about = census.ask("meta/generation", {}).rows[0]
    values = {name: tuple(dict.fromkeys(items)) for name, items in found.items()}
    ids = tuple(r["company_id"] for r in census.ask("meta/companies", {}).rows)
    founded = [int(year) for year in values.pop("founded")]
    values |= {
        # What a second group of a loaded list can differ in.
        "against": tuple(
            f"{r['filter']}:{r['value']}"
            for kind in ("province", "scope")
            for r in choices
            if (r["subject"], r["filter"]) == ("registry", kind)
        ),
        "companies": ids,
        "id": ids,
        "kinds": values.get("events", ()),
        "earlier": tuple(census.store.kept()),
        "later": tuple(census.store.kept()),
        "currency": ("reported", "CNY", "USD"),
        "frequency": ("year", "half", "nine_months", "quarter"),
        "verdict": claims.VERDICTS,
    }
    years = (about["first_year"], about["last_year"])
    return Choices(values, years, (min(founded), max(founded)))


@cache
def shared_census() -> Census:
    """The one census of this process: the dashboard and the API answer from the same cache."""
    return Census()
