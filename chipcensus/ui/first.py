"""The first figures of a page, worked out with its document: drawn before the page runs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import takewhile

from chipcensus.census import Census
from chipcensus.choices import from_url
from chipcensus.figures import FIGURES
from chipcensus.ui.figure_card import prepare_card
from chipcensus.ui.worst_day import EXPECTED

# As many as a screen shows.
MOST = 2


def first_cards(
    census: Census, page: str, query: Mapping[str, list[str]], lang: str
) -> list[bytes]:
    """What the cards are given that a page begins with, as far as these are charts of full width.

    Nothing where the data is still being built or cannot be read: the page will say so.
    """
    names = [name for name, figure in FIGURES.items() if figure.page == page][:MOST]
    if not census.is_ready() or any(FIGURES[name].needs for name in names):
        return []
    try:
        filters, _ = from_url(dict(query), census.choices())
        cards = [prepare_card(census, lang, filters, name) for name in names]
    except EXPECTED:
        return []
    return [card.sent for card in takewhile(lambda card: card.is_chart, cards)]
