"""Every question that the census ships, as a statement to start from."""

from __future__ import annotations

from typing import Any

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.charts.names import title_of
from chipcensus.errors import UnknownQuestion
from chipcensus.explore.statement import statement
from chipcensus.figures import FIGURES, Figure, find
from chipcensus.filters import Filters
from chipcensus.i18n import Words
from chipcensus.question import Question
from chipcensus.result import Result

# Texts that are no statement by themselves: what a generation is prepared by.
BEHIND = ("views", "cubes")
CHECKS = "checks"


def examples(census: Census, words: Words) -> list[dict[str, Any]]:
    """The questions, figures in the order of the pages first, subject by subject."""
    groups: dict[str, list[dict[str, str]]] = {}
    for name in _names(census):
        question = census.engine.questions[name]
        one = {"name": name, "title": _title(question, words)}
        groups.setdefault(_group(name, words), []).append(one)
    return [{"title": title, "questions": found} for title, found in groups.items()]


def example(census: Census, name: str, filters: Filters, words: Words) -> str:
    """A question as a statement, asked as `filters` say. Raises UnknownQuestion."""
    if name not in _names(census):
        raise UnknownQuestion(f"No question {name[:80]!r}.")
    question, remarks = (
        census.engine.questions[name],
        [_title(census.engine.questions[name], words)],
    )
    figure = _figure(name)
    values = filters.to_params(figure.defaults if figure else {})
    if figure:
        asked = Result(question, question.bind(values), (), "", "", {})
        remarks.append(Answer(figure, filters, asked).caption(words))
    if words.lang == "en":
        remarks.append(question.question)
    return statement(question, census.engine.questions, values, list(filter(None, remarks)))


def _names(census: Census) -> list[str]:
    others = [
        n for n in census.engine.questions if n not in FIGURES and n.split("/")[0] not in BEHIND
    ]
    return [*FIGURES, *sorted(others, key=lambda name: (name.startswith(CHECKS), name))]


def _figure(name: str) -> Figure | None:
    try:
        return find(name)
    except UnknownQuestion:
        return None


def _group(name: str, words: Words) -> str:
    """The subject that a question is listed under."""
    figure = _figure(name)
    if figure is not None:
        return words(f"page.{figure.page}.title")
    return words("explore.group_checks" if name.startswith(CHECKS) else "explore.group_behind")


def _title(question: Question, words: Words) -> str:
    """What a question is called in the reader's language."""
    name, last = question.name, question.name.split("/")[-1]
    figure = FIGURES.get(name)
    if figure is not None:
        return title_of(figure.key, figure.defaults, words)
    if _figure(name) is not None:
        return words("explore.claim", id=last)
    known = f"rule.{last}" if name.startswith(CHECKS) else f"meaning.question.{last}"
    return words.get(known, question.question)
