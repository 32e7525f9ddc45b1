"""The running census: the current generation, rebuilt when needed, and answers from it."""

from __future__ import annotations

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
from chipcensus.current import Away
from chipcensus.days import is_to_come, span
from chipcensus.engine import CHANGES, Engine
from chipcensus.errors import EngineLost, EngineUnreachable, GenerationBroken
from chipcensus.figures import Figure, find
from chipcensus.filters import ALL, Filters
from chipcensus.following import current_of
from chipcensus.i18n import Words, read_words
from chipcensus.keeping import kept_with_its_owner
from chipcensus.question import read_questions
from chipcensus.result import Result, Row
from chipcensus.settings import Settings, read_settings
from chipcensus.store import Generation

OVERLAY = "events/timeline"


class Census:
    """Answers figures and questions from the current generation; safe to share between threads."""

    address = "/api/v1"  # below which the same is answered over HTTP
    is_private = False  # whether it answers from a visit's own data, which nobody may cite

    def __init__(self, settings: Settings | None = None) -> None:
        """Read the questions; no generation is opened before the first answer."""
        self.settings = settings or read_settings()
        self.engine = Engine(read_questions(self.settings.queries), self.settings)
        self._current = current_of(self.settings, self.engine)
        self.store = self._current.store

    def generation(self, say: Callable[[str], None] = lambda _: None) -> Generation:
        """The current generation; a newer one is soon taken up, a missing or broken one is built.

        Raises:
            ProblemsFound: there is nothing to open and the data does not build.
        """
        return self._current.generation(say)

    def looked_up(self) -> str | None:
        """The current generation's file where that was looked up just now; never waits."""
        return self._current.looked_up()

    def opened(self) -> Generation | None:
        """The generation that answers, without looking for a newer one; never waits."""
        return self._current.opened

    def data(self) -> Generation:
        """The tables that can be taken away: of a published generation what it embeds."""
        return self.store.data_of(self.generation())

    def away(self) -> Away | None:
        """What cannot be reached, where embedded data answers in its place; never waits."""
        return self._current.away

    def is_embedded(self) -> bool:
        """Whether what was answered just now came from embedded data in the place of an engine."""
        answered = self._current.held() or self._current.opened
        return answered is not None and self._current.is_embedded(answered)

    def is_ready(self) -> bool:
        """Whether a generation is open, so that an answer needs no waiting."""
        return self._current.opened is not None

    def ask(self, name: str, values: Mapping[str, Any]) -> Result:
        """Answer a question, claims with their verdicts, ages as survival."""
        if name in ANALYSED:
            bound = tuple(self.engine.questions[name].bind(values).items())
            return _analysed(self, self.generation().file, name, bound)
        result = self._ask(name, values)
        return claims.answered(result, values, self._ask) if name in claims.JUDGED else result

    def _ask(self, name: str, values: Mapping[str, Any]) -> Result:
        """Answer from the tables; a generation that breaks while it is read is built anew, once."""
        opened = self.generation()
        try:
            return self.engine.ask(opened, name, values)
        except GenerationBroken:
            return self.engine.ask(self._renewed(opened), name, values)
        except EngineUnreachable as error:
            # Not answered here from other data: what stands beside it came from the engine.
            self._current.lost(opened, error)
            raise EngineLost(str(error)) from None

    def _renewed(self, broken: Generation) -> Generation:
        """What answers in the place of what cannot be read. Raises EngineLost: embedded data."""
        self.renew(broken)
        renewed = self.generation()
        if self._current.is_embedded(renewed) and not self._current.is_embedded(broken):
            raise EngineLost(f"{broken.file} cannot be read by the engine.")
        return renewed

    def renew(self, broken: Generation) -> None:
        """Build anew what cannot be read, unless somebody has done so already."""
        self._current.renew(broken)

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
