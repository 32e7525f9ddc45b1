"""What can be asked over HTTP: every figure with its parameters, columns and units."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

from starlette.requests import Request

from chipcensus.analysis.answers import ANALYSED
from chipcensus.api.asked import ALWAYS, allowed, language, only
from chipcensus.api.reply import Reply, address_of, packed, tag_of
from chipcensus.api.taken import DATA, OPTIONS, drawn
from chipcensus.census import Census
from chipcensus.claims import JUDGED
from chipcensus.errors import BadParameter
from chipcensus.export.files import MEDIA
from chipcensus.figures import FIGURES, Figure, find
from chipcensus.filters import LISTS, SPANS, Filters
from chipcensus.i18n import Words
from chipcensus.question import Question

QUESTIONS = "/api/v1/questions"
FILTERS = tuple(field.name for field in fields(Filters))
YEARS = tuple(end for ends in SPANS.values() for end in ends)
# Laid over every figure of time.
EVERYWHERE = ("events", *ALWAYS)
CLAIM = re.compile(r"claims/c\d{2,}")
WHAT = {
    "id": "company",
    "year_from": "first calendar year, inclusive",
    "year_to": "last calendar year, inclusive",
    "companies": "companies; all = every Chinese one",
    "scope": "industry definition; all = every company of a loaded list",
    "breadth": "how widely a loaded list's scope is read",
    "province": "province of a loaded list's companies",
    "against": "what a second group differs in",
    "provider": "who counted; all = every provider",
    "metric": "metric of the statements",
    "frequency": "length of the periods",
    "currency": "currency of amounts",
    "as_of": "only what was published on or before this day",
    "search": "part of a company's name or ticker",
    "segment": "a company's main field",
    "status": "a company's state",
    "city": "city of the head office",
    "founded_from": "first year of founding, inclusive",
    "founded_to": "last year of founding, inclusive",
    "market": "group of definitions of a market",
    "events": "kinds of happenings laid over a figure of time",
    "kinds": "kinds of happenings listed",
    "event": "a happening",
    "series": "yearly figures seen before and after it",
    "earlier": "id of the earlier of two kept generations",
    "later": "id of the later one",
    "topic": "subject of a claim",
    "verdict": "what became of a claim",
    "lang": "language of titles and names",
    "scale": "of a PNG: how many times 1200 pixels it is wide",
    "bare": "of PNG, SVG, PDF: true = the chart without title, notes and source line",
    "generation": "id of a kept generation of the data; the newest where there is none",
}


def names(census: Census) -> list[str]:
    """Every figure that can be asked: those of the pages, and the question behind each claim."""
    claims = sorted(name for name in census.engine.questions if CLAIM.fullmatch(name))
    return [*FIGURES, *claims]


def asked_as(census: Census, name: str) -> Question:
    """A figure's question with the columns of its answer: verdicts and survival are worked out."""
    if name not in {*JUDGED, *ANALYSED}:
        return census.engine.questions[name]
    return census.ask(name, Filters().to_params(find(name).defaults)).question


def acting(question: Question) -> list[str]:
    """The filters that act on a figure."""
    params = {field.name for field in question.params}
    return [name for name in FILTERS if name in params]


def kind_of(name: str) -> str:
    """How a parameter is written: integer, date, list (given several times) or text."""
    if name in YEARS:
        return "integer"
    if name in LISTS:
        return "list"
    return "date" if name == "as_of" else "text"


def questions(census: Census, request: Request) -> Reply:
    """The catalogue. Raises BadParameter."""
    lang, wrong = language(request)
    slips = [*only(request, "lang"), *wrong]
    if slips:
        raise BadParameter(slips=slips)
    words, choices = census.words(lang), census.choices()
    generation = census.generation().id
    told = {
        "generation": generation,
        "lang": lang,
        "endings": {"ask": DATA, "figure": drawn()},
        "parameters": [_parameter(name) for name in (*FILTERS, *ALWAYS)],
        "of_pictures": [_parameter(name) | {"allowed": OPTIONS[name]} for name in OPTIONS],
        "everywhere": EVERYWHERE,
        "choices": {name: allowed(name, choices) for name in FILTERS},
        "questions": [_told(census, find(name), words) for name in names(census)],
    }
    return Reply(packed(told), MEDIA["json"], tag_of(generation, address_of(request)))


def _parameter(name: str) -> dict[str, Any]:
    return {"name": name, "type": kind_of(name), "text": WHAT[name]}


def _told(census: Census, figure: Figure, words: Words) -> dict[str, Any]:
    question = asked_as(census, figure.name)
    act = acting(question)
    chosen = Filters().to_params(figure.defaults)
    return {
        "name": figure.name,
        "title": figure.title(question.bind(chosen), words),
        "question": question.question,
        "notes": question.notes,
        "parameters": act,
        "needs": [figure.needs] if figure.needs else [],
        "defaults": {name: chosen[name] for name in act if chosen.get(name) is not None},
        "columns": [
            {
                "name": column.name,
                "type": column.type,
                "label": words.get(f"column.{column.name}", column.name),
                "text": column.text,
            }
            for column in question.columns
        ],
        "ask": f"/api/v1/ask/{figure.name}.{{{'|'.join(DATA)}}}",
        "figure": f"/api/v1/figure/{figure.name}.{{{'|'.join(drawn())}}}",
        "page": f"/{figure.page}#{figure.name}" if figure.name in FIGURES else "/claims",
    }
