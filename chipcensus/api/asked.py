"""What a request asks for, and what is answered where that cannot be."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from chipcensus.answer import Answer
from chipcensus.census import Census
from chipcensus.choices import from_url
from chipcensus.errors import (
    BadParameter,
    ChipCensusError,
    CitationsFull,
    GenerationGone,
    UnknownQuestion,
)
from chipcensus.figures import find
from chipcensus.i18n import LANGUAGES, Words, read_words

# In the address of a mark's trail.
TRAIL = "/trail/"
ROW_IDS = "row_ids"


def safely(answer: Any, census: Census, request: Request) -> Response:
    """The response, or what went wrong in one line with the status that fits."""
    response: Response
    try:
        response = answer(census, request)
    except UnknownQuestion as error:
        response = JSONResponse({"error": str(error)}, 404)
    except BadParameter as error:
        response = JSONResponse({"error": str(error)}, 400)
    except GenerationGone as error:
        response = JSONResponse({"error": str(error)}, 410)
    except CitationsFull as error:
        response = JSONResponse({"error": str(error)}, 507)
    except (ChipCensusError, OSError):
        response = JSONResponse({"error": "The data cannot be read just now."}, 503)
    response.headers["X-Content-Type-Options"] = "nosniff"
    return response


def read(census: Census, request: Request) -> tuple[Answer, Words]:
    """Raises UnknownQuestion or BadParameter, which names every parameter that does not fit."""
    name = f"{request.path_params['subject']}/{request.path_params['question']}"
    find(name)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    query.pop("generation", None)  # which census was asked
    lang = (query.pop("lang", None) or ["zh"])[-1]
    if TRAIL in request.url.path:
        query.pop(ROW_IDS, None)
    filters, ignored = from_url(query, census.choices())
    said = read_words("en")
    problems = [
        f"{i.name}: found {i.value!r}; {said(f'notice.reason_{i.reason}')}"
        for i in ignored
        if i.reason != "swapped"
    ]
    if lang not in LANGUAGES:
        problems.append(f"lang: found {lang[:40]!r}; expected {' or '.join(LANGUAGES)}")
    if problems:
        raise BadParameter("; ".join(problems))
    return census.figure(name, filters), census.words(lang)
