"""What a request asks for, and what is answered where that cannot be."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.choices import Choices, Ignored, from_url
from chipcensus.current import steadily
from chipcensus.errors import BadParameter, ChipCensusError, Slip, UnknownQuestion
from chipcensus.figures import FIGURES, find
from chipcensus.filters import ALL, LISTS, SPANS, Filters
from chipcensus.i18n import LANGUAGES, Words, read_words
from chipcensus.refusals import refusal

# In the address of a mark's trail.
TRAIL = "/trail/"
ROW_IDS = "row_ids"
LONGEST_SHOWN = 40
# What answers where the engine cannot be reached; no header where all is well.
ENGINE, EMBEDDED = "Chip-Census-Engine", "embedded"
# What every address takes besides filters.
ALWAYS = ("lang", "generation")
# Filters whose "all" is not the default.
HAVE_ALL = ("companies", "provider", "scope")
SHAPES = {"as_of": "a day, YYYY-MM-DD", "search": "a text of at most 40 characters"}


def safely(answer: Any, census: Census, request: Request) -> Response:
    """The response, or what went wrong as a problem with the status that fits."""
    response: Response
    try:
        response = steadily(lambda: _marked(answer(census, request), census))
    except (ChipCensusError, OSError) as error:
        response = refusal(error, request)
    except Exception as error:  # a slip of ours: told to whoever runs the server only
        logging.getLogger(__name__).exception("%s failed", request.url.path)
        response = refusal(error, request)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def _marked(response: Response, census: Census) -> Response:
    """An answer that says where embedded data gave it."""
    response.headers.update(mark_of(census))
    return response


def mark_of(census: Census) -> dict[str, str]:
    """What an answer says of itself that embedded data gave; else nothing."""
    return {ENGINE: EMBEDDED} if census.is_embedded() else {}


def read(census: Census, request: Request, others: Sequence[str] = ()) -> tuple[Answer, Words]:
    """The answer an address asks for, and the language.

    Args:
        census: answers.
        request: the address.
        others: parameters of the address that are no filters; who asks reads them.

    Raises:
        UnknownQuestion, BadParameter: with a slip for every parameter that does not fit.
    """
    name = question(census, request)
    taken = (*others, *((ROW_IDS,) if TRAIL in request.url.path else ()))
    query = {
        key: request.query_params.getlist(key)
        for key in request.query_params
        if key not in (*taken, "lang", "generation")  # the generation is which census was asked
    }
    choices = census.choices()
    filters, ignored = from_url(query, choices)
    slips = [_slip(i, choices) for i in ignored if i.reason != "swapped"]
    lang, wrong = language(request)
    slips += [*wrong, *(slip for slip in empty(request) if slip.parameter not in taken)]
    if slips:
        raise BadParameter(slips=slips)
    return census.figure(name, filters), census.words(lang)


def question(census: Census, request: Request) -> str:
    """The name of the figure in an address. Raises UnknownQuestion."""
    name = f"{request.path_params['subject']}/{request.path_params['question']}"
    try:
        find(name)
        census.engine.questions[name]
    except UnknownQuestion:
        found = name[:80]
        slip = Slip("question", found, f"No figure {found!r}.", tuple(FIGURES))
        raise UnknownQuestion(slips=[slip]) from None
    return name


def language(request: Request) -> tuple[str, list[Slip]]:
    """The language asked for, Chinese where none is, and what is wrong with it."""
    lang = (request.query_params.getlist("lang") or [LANGUAGES[0]])[-1]
    if lang in LANGUAGES:
        return lang, []
    found = lang[:LONGEST_SHOWN]
    detail = f"lang: found {found!r}; expected {' or '.join(LANGUAGES)}"
    return LANGUAGES[0], [Slip("lang", found, detail, LANGUAGES)]


def only(request: Request, *known: str) -> list[Slip]:
    """What is wrong where an address takes these parameters only."""
    return [
        *(
            Slip(name[:LONGEST_SHOWN], "", f"{name[:LONGEST_SHOWN]}: not known", known)
            for name in sorted(request.query_params.keys() - set(known))
        ),
        *empty(request),
    ]


def empty(request: Request) -> list[Slip]:
    """Parameters without a value: whether their default is meant cannot be told."""
    return [
        Slip(name[:LONGEST_SHOWN], "", f"{name[:LONGEST_SHOWN]}: empty", "a value, or leave it out")
        for name in request.query_params
        if "" in request.query_params.getlist(name)
    ]


def allowed(name: str, choices: Choices) -> Sequence[str] | str:
    """Every value a filter takes, or what one looks like."""
    if name in SHAPES:
        return SHAPES[name]
    for span, ends in SPANS.items():
        if name in ends:
            first, last = choices.founded if span == "founded" else choices.years
            return f"a year from {first} to {last}"
    more = (ALL,) if name in HAVE_ALL else ()
    return (*more, *choices.values.get(name, ()))


def _slip(ignored: Ignored, choices: Choices) -> Slip:
    said = read_words("en")(f"notice.reason_{ignored.reason}")
    if ignored.reason == "no_filter":
        can: Sequence[str] | str = (*vars(Filters()), *ALWAYS)
    elif ignored.reason == "repeated" and ignored.name not in LISTS:
        can = "one value"
    else:
        can = allowed(ignored.name, choices)
    detail = f"{ignored.name}: found {ignored.value!r}; {said}"
    return Slip(ignored.name, ignored.value, detail, can)
