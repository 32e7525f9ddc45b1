"""Cards below the screen: a page says where each is to be had, the browser asks when it is near."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from chipcensus.census import Census
from chipcensus.choices import from_url
from chipcensus.figures import find
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES
from chipcensus.ui.figure_card import blank, packed, prepare_card

ADDRESS = "/cards"
# Pixels: about what a chart takes, so that the page hardly moves when it comes.
HEIGHT = 420
# Answers, or says what went wrong (chipcensus/api/asked.py).
Safely = Callable[[Any, Census, Request], Response]


def later_card(census: Census, lang: str, filters: Filters, name: str) -> bytes:
    """What a card is given that is not on the screen: its title, and where the rest is."""
    figure, words = find(name), census.words(lang)
    query = urlencode({**filters.to_url(), "lang": lang}, doseq=True)
    title = figure.title(filters.to_params(figure.defaults), words)
    return packed(
        blank(name, title, words) | {"height": HEIGHT, "later": f"{ADDRESS}/{name}.json?{query}"}
    )


def later_routes(census: Census, safely: Safely) -> list[Route]:
    """GET /cards/<subject>/<question>.json?<filters>&lang=zh: what the card is given."""

    async def card(request: Request) -> Response:
        return await run_in_threadpool(safely, _card, census, request)

    return [Route(f"{ADDRESS}/{{subject}}/{{question}}.json", card, methods=["GET"])]


def _card(census: Census, request: Request) -> Response:
    """Raises UnknownQuestion; filters that do not fit are left aside, as on the page."""
    name = f"{request.path_params['subject']}/{request.path_params['question']}"
    find(name)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    lang = (query.pop("lang", None) or LANGUAGES)[0]
    filters, _ = from_url(query, census.choices())
    prepared = prepare_card(census, lang if lang in LANGUAGES else LANGUAGES[0], filters, name)
    headers = {"Cache-Control": "no-store"}
    return Response(prepared.sent, media_type="application/json", headers=headers)
