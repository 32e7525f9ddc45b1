"""Cards below the screen: a page says where each is to be had, the browser asks when it is near."""

from __future__ import annotations

from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from chipcensus.census import Census
from chipcensus.choices import from_url
from chipcensus.figures import find
from chipcensus.filters import Filters
from chipcensus.i18n import LANGUAGES
from chipcensus.ui.card_data import blank
from chipcensus.ui.figure_card import packed, prepare_card

# Pixels: about what a chart takes, so that the page hardly moves when it comes.
HEIGHT = 420


def later_address(census: Census, lang: str, filters: Filters) -> str:
    """Where cards are to be had; the name of one takes the place of {name}."""
    query = urlencode({**filters.to_url(), "lang": lang}, doseq=True)
    return f"{census.address}/shown/{{name}}.json?{query}"


def later_card(census: Census, lang: str, filters: Filters, name: str, address: str) -> bytes:
    """What a card is given that is not on the screen: its title, and where the rest is."""
    figure, words = find(name), census.words(lang)
    title = figure.title(filters.to_params(figure.defaults), words)
    later = {"height": HEIGHT, "later": address.replace("{name}", name, 1)}
    return packed(blank(name, title, words) | later)


def shown_card(census: Census, request: Request) -> Response:
    """What such a card asks for; filters that do not fit are left aside, as on the page.

    Raises:
        UnknownQuestion: there is no figure of that name.
    """
    name = f"{request.path_params['subject']}/{request.path_params['question']}"
    find(name)
    query = {key: request.query_params.getlist(key) for key in request.query_params}
    lang = (query.pop("lang", None) or LANGUAGES)[0]
    filters, _ = from_url(query, census.choices())
    card = prepare_card(census, lang if lang in LANGUAGES else LANGUAGES[0], filters, name)
    headers = {"Cache-Control": "no-store"}
    return Response(card.sent, media_type="application/json", headers=headers)
